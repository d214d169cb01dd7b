"""A vault in a foreign format: gathered here, written by `store.exchange`, and saved where the user says."""

import contextlib
import os
from pathlib import Path

from store.errors import BadRequest, NotWritten
from store.exchange.formats import FORMATS, format_named
from store.model.outgoing import Leaving, Wishes
from store.workspace.snapshot import Snapshot

NAMES = tuple((one.name, one.about) for one in FORMATS)
"""Each format with what it is good for."""


def export(snapshot: Snapshot, format_name: str, query: str = "", wishes: Wishes | None = None) -> bytes:
    """Return the vault in a format.

    Args:
        snapshot: the vault.
        format_name: one of `NAMES`.
        query: only the opportunities that fit; empty = all.
        wishes: how it is wanted.

    Raises:
        BadRequest: there is no such format.
    """
    return format_named(format_name).write(leaving(snapshot, query, wishes or Wishes()))


def leaving(snapshot: Snapshot, query: str, wishes: Wishes) -> Leaving:
    """Gather what goes out: with a query the opportunities that fit, with their steps and drafts."""
    records = snapshot.records
    chosen = snapshot.matching(query)
    ids = {o.id for o in chosen}
    drafts = tuple(d for d in records.drafts if not query or d.opportunity in ids)
    return Leaving(
        today=snapshot.today,
        zone=snapshot.zone,
        settings=snapshot.settings,
        opportunities=chosen,
        people=records.people,
        stories=records.stories,
        drafts=drafts,
        items=tuple(i for i in snapshot.agenda if i.opportunity in ids),
        text=snapshot.text,
        wishes=wishes,
    )


def save(data: bytes, place: Path, *, force: bool) -> Path:
    """Save an export, for nobody else to read, and return where; a file that is there is whole until the new one is.

    Raises:
        BadRequest: there is such a file and it may not be replaced.
        NotWritten: the file system refused.
    """
    if place.is_dir():
        raise BadRequest(f"{place} is a folder. Name a file in it.")
    if place.exists() and not force:
        raise BadRequest(f"{place} is there already and was left as it is. Name another file, or add --force.")
    beside = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if force:
            beside.replace(place)
        else:
            os.link(beside, place)  # refuses what came into being this very moment
            beside.unlink()
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise NotWritten(str(place), error.strerror or str(error)) from error
    return place.absolute()
