"""Log entries about steps: done, skipped, snoozed."""

from datetime import date, time

from store.model.agenda import Item
from store.model.entry import Direction, Entry, Kind, Name
from store.workspace.snapshot import Snapshot

KINDS = {
    "email": Kind.EMAIL,
    "phone": Kind.CALL,
    "letter": Kind.LETTER,
    "post": Kind.LETTER,
    "note": Kind.NOTE,
    "handwritten": Kind.NOTE,
    "text": Kind.TEXT,
    "message": Kind.MESSAGE,
    "meeting": Kind.MEETING,
    "visit": Kind.VISIT,
    "voicemail": Kind.VOICEMAIL,
}
"""The entry that a touch on a channel leaves."""


def clock_of(snapshot: Snapshot, day: date) -> time | None:
    """Return the time to write for something done on that day: now for today, unknown otherwise."""
    return snapshot.now.time().replace(second=0, microsecond=0) if day == snapshot.today else None


def entry_about(snapshot: Snapshot, item: Item, kind: Kind, title: str, on: date | None = None) -> Entry:
    """Return an entry of a day (None = today) that says something about a step."""
    day = on or snapshot.today
    names = (Name(text=item.who or item.ident, who=item.ident),) if item.ident else ()
    return Entry(
        line=0,
        end=0,
        day=day,
        at=clock_of(snapshot, day),
        kind=kind,
        direction=Direction.WITH if names else None,
        names=names,
        title=title,
    )


def step_in_words(item: Item) -> str:
    """Return a step as people call it: `Thank-you, Joe Alvarez`."""
    title = item.title.rstrip("?")
    return f"{title}, {item.who}" if item.who else title
