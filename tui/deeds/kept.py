"""Deeds as plain data, so that the form of one can be opened again after the program has ended."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from store.errors import StoreError
from store.model.agenda import Item
from store.workspace.snapshot import Snapshot
from tui import messages

DEED = "deed"
"""Under it stands its name."""


def as_data(deed: messages.Deed) -> dict[str, Any]:
    """Return a deed as plain data: its name, texts as they are, steps as what they are found by."""
    fields = dataclasses.fields(deed)  # type: ignore[arg-type] # each of them is a dataclass
    return {DEED: type(deed).__name__, **{field.name: _plain(getattr(deed, field.name)) for field in fields}}


def from_data(data: Mapping[str, Any], snapshot: Snapshot) -> messages.Deed | None:
    """Return the deed that was kept as plain data; None where it, or a step that it was about, is there no longer."""
    kinds = {kind.__name__: kind for kind in _below(messages.Deed)}
    given = {name: value for name, value in data.items() if name != DEED}
    try:
        values = {name: _meant(value, snapshot) for name, value in given.items()}
        return kinds[str(data.get(DEED))](**values)
    except (StoreError, LookupError, TypeError):  # of another version, or about what is gone
        return None


def _below(kind: type[messages.Deed]) -> list[type[messages.Deed]]:
    return [one for child in kind.__subclasses__() for one in (child, *_below(child))]


def _plain(value: object) -> Any:
    if isinstance(value, Item):
        return {"opportunity": value.opportunity, "key": value.key}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _meant(value: Any, snapshot: Snapshot) -> Any:
    if isinstance(value, dict):
        open_steps = {item.key: item for item in snapshot.schedule(value["opportunity"]) if item.bucket is not None}
        return open_steps[value["key"]]
    return tuple(_meant(one, snapshot) for one in value) if isinstance(value, list) else value
