"""What the program remembers by itself on this machine: the look, filters, the order of lists, hints given.

It lies in one small file of the user's state folder. The user's own `config.toml` is never written to, and no vault
ever holds it; losing it costs a choice, never a note.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from store.errors import BadRequest
from store.workspace.machine import Machine, keep_values

FOLDER = "remembered"
FILE = "remembered.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is remembered; empty where nothing is."""

    theme: str = ""
    """The name of the theme chosen last."""
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Filters that were saved: the name of each, and its query."""
    sort: str = ""
    """What lists of opportunities are sorted by; a minus before it = turned round."""
    hints: frozenset[str] = frozenset()
    """Names of the hints that were given, each of them once."""


def remembered(machine: Machine) -> Remembered:
    """Return what is remembered; nothing where there is no such file, and no value that is not one of ours."""
    values = _read(machine)
    texts = {key: text for key in ("theme", "sort") if isinstance(text := values.get(key), str)}
    named = values.get("filters")
    pairs = named.items() if isinstance(named, dict) else ()
    filters = {name: query for name, query in pairs if name and isinstance(query, str)}
    given = values.get("hints")
    hints = frozenset(name for name in given if isinstance(name, str)) if isinstance(given, list) else frozenset()
    return Remembered(filters=MappingProxyType(filters), hints=hints, **texts)


def remember(
    machine: Machine,
    *,
    theme: str | None = None,
    filters: Mapping[str, str] | None = None,
    sort: str | None = None,
    hint: str | None = None,
) -> bool:
    """Remember something new, what is not named as before; tell whether it is kept.

    Args:
        machine: whose folder it is kept in.
        theme: the name of a theme.
        filters: all saved filters, each name with its query.
        sort: what lists of opportunities are sorted by.
        hint: the name of a hint that is given now.
    """
    old = remembered(machine)
    new = Remembered(
        theme=old.theme if theme is None else theme,
        filters=old.filters if filters is None else filters,
        sort=old.sort if sort is None else sort,
        hints=old.hints if hint is None else old.hints | {hint},
    )
    values = {"theme": new.theme, "filters": dict(new.filters), "sort": new.sort, "hints": sorted(new.hints)}
    kept = False
    with contextlib.suppress(OSError, BadRequest):  # a full disk must not spoil what is being done
        keep_values(_place(machine), {**_read(machine), **values})
        kept = True
    return kept


def _read(machine: Machine) -> dict[str, object]:
    if machine.state is None:
        return {}
    try:
        text = _place(machine).read_text("utf-8")
        import json

        values = json.loads(text)
    except (OSError, ValueError, RecursionError, BadRequest):
        return {}
    return values if isinstance(values, dict) else {}


def _place(machine: Machine) -> Path:
    return machine.folder(FOLDER) / FILE
