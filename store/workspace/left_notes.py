"""A form that an earlier run left open: what it held, as lines, and whether its notes stand in their file already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from store.errors import BadRequest
from store.model.entry import Entry, Kind, Word
from store.model.left_form import LeftForm
from store.model.opportunity import Opportunity
from store.workspace.noting import Reader
from store.workspace.snapshot import Snapshot
from store.workspace.talks import reader_of

NAMED = {"body": "text", "next_touch": "in touch"}
"""Fields that are called otherwise in their form."""
CALLS = frozenset({Kind.CALL, Kind.VOICEMAIL})


def is_written(snapshot: Snapshot, form: LeftForm) -> bool:
    """Tell whether every note of a form stands in its talk already: the program was ended right after it saved."""
    about = form.about
    for o in snapshot.records.opportunities:
        if o.id == about.get("opportunity") and "place" in about:
            return any(_holds(snapshot, o, entry, form) for entry in _talks(o.entries, form))
    return False


def _talks(entries: Iterable[Entry], form: LeftForm) -> Iterator[Entry]:
    heading, day = form.about.get("heading"), str(form.about.get("day", ""))
    for entry in entries:
        is_meant = entry.heading == heading if heading else entry.kind in CALLS and entry.day.isoformat() >= day
        if is_meant:
            yield entry


def _holds(snapshot: Snapshot, opportunity: Opportunity, entry: Entry, form: LeftForm) -> bool:
    reader = reader_of(snapshot, opportunity, entry)
    lines = [(word, typed) for word in Word for typed in str(form.held.get(word.value, "")).split("\n") if typed]
    notes = {(word, _understood(reader, word, typed)) for word, typed in lines}
    return bool(notes) and notes <= {(mark.word, mark.text) for mark in entry.marks}


def _understood(reader: Reader, word: Word, typed: str) -> str:
    """Return the text of a note; one that cannot be read goes into the file as it was typed."""
    try:
        note = reader.note(word, typed)
    except BadRequest:
        note = None
    return note.text if note else typed.strip()


def rows_of(held: Mapping[str, Any]) -> Iterable[str]:
    """Return what the fields of a form held, line by line, each behind its name; empty ones are left out."""
    for name, value in held.items():
        text = ", ".join(value) if isinstance(value, list | dict) else str(value).strip()
        first, *rest = text.split("\n")
        if text:
            yield f"{NAMED.get(name, name)}: {first}"
            yield from rest
