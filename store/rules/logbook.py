"""The log in the order of time, in the user's own zone: what went out, what came in, and when."""

import re
from datetime import date, time, tzinfo

from msgspec import Struct

from store.model.entry import Direction, Entry, Kind
from store.model.opportunity import Opportunity
from store.rules.clock import Moment, moment_of
from store.rules.people import Cast, Someone

CHANNEL = {
    Kind.CALL: "phone",
    Kind.VOICEMAIL: "phone",
    Kind.EMAIL: "email",
    Kind.LETTER: "letter",
    Kind.NOTE: "note",
    Kind.TEXT: "text",
    Kind.MESSAGE: "message",
    Kind.VISIT: "visit",
    Kind.MEETING: "meeting",
    Kind.BRIEFING: "phone",
    Kind.INTERVIEW: "interview",
}
"""The channel of each kind that reaches a person."""
MESSAGES = frozenset({Kind.EMAIL, Kind.LETTER, Kind.NOTE, Kind.TEXT, Kind.MESSAGE, Kind.VOICEMAIL})
"""Kinds that wait for an answer when they come in; a call has had its answer."""
OUT = frozenset({Direction.TO, Direction.WITH})
IN = frozenset({Direction.FROM, Direction.BY, Direction.WITH})
UNTIL = re.compile(r"until (\d{4}-\d\d-\d\d)$", re.ASCII)
UNHEARD = re.compile(r"no answer\b", re.IGNORECASE)
"""A call with this title was an attempt: nobody noticed it."""


class Logged(Struct, kw_only=True, eq=False):
    """One entry at its place in time, with what it means for a follow-up."""

    entry: Entry
    when: Moment
    persons: tuple[Someone, ...]
    channel: str
    """How people were reached; empty for what reaches nobody."""
    goes_out: bool
    """A touch of the user's that the other side could notice."""
    comes_in: bool
    """They were heard of: they wrote, or rang, or were talked to, whoever dialled."""
    rings: bool
    """A call that nobody took and that left no message: they noticed nothing (guards 4 and 11)."""
    with_employer: bool
    """Somebody of the employer's side is named in it."""

    @property
    def asks(self) -> bool:
        """Tell whether this is a message that waits for an answer (R19)."""
        return self.comes_in and self.entry.kind in MESSAGES and self.entry.direction in IN - OUT

    @property
    def is_call(self) -> bool:
        """Tell whether the user called and was noticed (R23)."""
        return self.channel == "phone" and self.entry.direction is Direction.TO and self.goes_out

    def reaches(self, key: str) -> bool:
        """Tell whether that person is named in it."""
        return any(someone.key == key for someone in self.persons)


def read_logbook(opportunity: Opportunity, cast: Cast, tz: tzinfo) -> tuple[Logged, ...]:
    """Return the entries in the order of time; on one day untimed ones keep their place in the file."""
    placed: list[tuple[date, time, int, Logged]] = []
    latest: dict[date, time] = {}
    for index, entry in enumerate(opportunity.entries):
        one = _logged(entry, cast, tz)
        at = one.when.at or latest.get(one.when.day, time.min)
        latest[one.when.day] = at
        placed.append((one.when.day, at, index, one))
    placed.sort(key=lambda p: p[:3])
    return tuple(one for *_, one in placed)


def _logged(entry: Entry, cast: Cast, tz: tzinfo) -> Logged:
    persons = tuple(map(cast.named, entry.names))
    channel = CHANNEL.get(entry.kind, "")
    reached = bool(channel) and bool(persons)
    unheard = entry.kind is Kind.CALL and UNHEARD.match(entry.title) is not None
    talked = entry.kind is Kind.CALL and not unheard
    out = reached and entry.direction in OUT
    return Logged(
        entry=entry,
        when=moment_of(entry, tz),
        persons=persons,
        channel=channel,
        goes_out=out and not unheard,
        comes_in=reached and (talked or entry.direction in IN),
        rings=out and unheard,
        with_employer=any(someone.hires for someone in persons),
    )


def follows(touch: Moment, event: Moment) -> bool:
    """Tell whether a touch came after an event, or on its day unless the clock says that it was before."""
    if touch.day != event.day:
        return touch.day > event.day
    return touch.at is None or event.at is None or touch.at >= event.at


def snoozed_until(title: str) -> date | None:
    """Return the day at the end of a `Snoozed` entry."""
    found = UNTIL.search(title.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
