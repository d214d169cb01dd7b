"""What changed in a log between two versions, in sentences: entries logged, moved, taken out; marks ticked."""

import re
from collections.abc import Iterator, Sequence

from store.model.entry import TASKS, Box, Entry, Kind, Mark
from store.model.folding import fold_name

LONG = 60
ENDING = re.compile(r"(?: by (?P<day>\d{4}-\d{2}-\d{2}))?(?: \([^()]*\))?$")
"""Day and persons at the end of a mark."""
NAMES = {Kind.EMAIL: "e-mail", Kind.NOTE: "card", Kind.TEXT: "text message"}
BOXES = {Box.DONE: "ticked", Box.DROPPED: "dropped", Box.OPEN: "open again"}
EVENTS = {
    Kind.OFFER: "an offer was made",
    Kind.ACCEPTED: "the offer was accepted",
    Kind.REJECTED: "a rejection was logged",
    Kind.WITHDRAWN: "the application was withdrawn",
    Kind.FILLED: "the position was filled",
}


def told_log(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[str]:
    """Say what happened to the entries of a log, in the order of the newer version; what is gone stands last."""
    partner, gone = _paired(old, new)
    for place, entry in enumerate(new):
        earlier = partner.get(place)
        if earlier is None:
            yield EVENTS.get(entry.kind, f"{entry_name(entry)} logged")
            yield from _marks((), entry.marks)
        else:
            yield from _entry(earlier, entry)
    yield from (f"{entry_name(entry)} of {entry.day.isoformat()} taken out of the log" for entry in gone)


def entry_name(entry: Entry) -> str:
    """Return what an entry is called in a sentence: `e-mail to Joe Alvarez`."""
    names = ", ".join(name.text for name in entry.names)
    direction = str(entry.direction) if entry.direction else ""
    return " ".join(part for part in (NAMES.get(entry.kind, entry.kind.lower()), direction, names) if part)


def _paired(old: Sequence[Entry], new: Sequence[Entry]) -> tuple[dict[int, Entry], list[Entry]]:
    """Return the earlier version of each entry by its place, and what has none: equal headings first, in order."""
    left = list(old)
    partner: dict[int, Entry] = {}
    for fits in (_is_equal, _is_headed_alike, _is_moved, _is_of_one_day):
        for place, entry in enumerate(new):
            if place not in partner and (same := next((o for o in left if fits(o, entry)), None)):
                partner[place] = same
                left.remove(same)
    return partner, left


def _is_equal(a: Entry, b: Entry) -> bool:
    return a.heading == b.heading and _says_the_same(a, b)


def _is_headed_alike(a: Entry, b: Entry) -> bool:
    return a.heading == b.heading


def _is_moved(a: Entry, b: Entry) -> bool:
    return a.kind == b.kind and bool(a.text or a.marks) and _says_the_same(a, b)


def _is_of_one_day(a: Entry, b: Entry) -> bool:
    return (a.kind, a.direction, a.day) == (b.kind, b.direction, b.day)


def _says_the_same(a: Entry, b: Entry) -> bool:
    return a.text == b.text and _texts(a) == _texts(b)


def _texts(entry: Entry) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple(_is(mark) for mark in entry.marks)


def _entry(old: Entry, new: Entry) -> Iterator[str]:
    name = entry_name(new)
    if (old.day, old.at, old.zone) != (new.day, new.at, new.zone):
        clock = f" {new.at:%H:%M}" if new.at else ""
        yield f"{name} moved to {new.day.isoformat()}{clock}"
    if old.kind != new.kind or old.direction != new.direction or _named(old) != _named(new):
        yield f"{entry_name(old)} is now {name}"
    if old.title != new.title:
        yield f"title of the {name} changed to “{_short(new.title)}”" if new.title else f"title of the {name} removed"
    yield from _marks(old.marks, new.marks)
    if old.text != new.text:
        yield f"text of the {name} edited"


def _named(entry: Entry) -> tuple[str, ...]:
    return tuple(fold_name(name.text) for name in entry.names)


def _marks(old: Sequence[Mark], new: Sequence[Mark]) -> Iterator[str]:
    left = list(old)
    for mark in new:
        same = next((m for m in left if _is(m) == _is(mark)), None)
        if same is None:
            yield f"{mark.word} noted: {_short(mark.text)}"
            continue
        left.remove(same)
        if mark.word in TASKS and same.box is not mark.box:
            yield f"{mark.word} {BOXES[mark.box]}: {_short(mark.text)}"
        day = _bare(mark)[1]
        if _bare(same)[1] != day:
            yield f"{mark.word} {f'due by {day}' if day else 'no longer dated'}: {_short(mark.text)}"
    yield from (f"{mark.word} taken out: {_short(mark.text)}" for mark in left)


def _is(mark: Mark) -> tuple[str, str, tuple[str, ...]]:
    """Return what makes a mark the same mark: word, text and persons, without box and day."""
    return str(mark.word), fold_name(_bare(mark)[0]), tuple(fold_name(name.text) for name in mark.persons)


def _bare(mark: Mark) -> tuple[str, str]:
    """Return a mark's text and day; they stand in the text as well where a name behind them is known to nobody."""
    found = ENDING.search(mark.text)
    if found is None:
        return mark.text, mark.by.isoformat() if mark.by else ""
    return mark.text[: found.start()], mark.by.isoformat() if mark.by else found["day"] or ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONG else f"{plain[: LONG - 1].rstrip()}…"
