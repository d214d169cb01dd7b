"""The log in the order of time, in the user's own zone: what went out, what came in, and when."""

from dataclasses import dataclass
from datetime import date, time, tzinfo

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
UNHEARD = "no answer"
"""A call with this title was an attempt: nobody noticed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One entry up to today, or a planned one, at its place in time."""

    entry: Entry
    when: Moment
    persons: tuple[Someone, ...]

    @property
    def channel(self) -> str:
        """How people were reached; empty for what reaches nobody."""
        return CHANNEL.get(self.entry.kind, "")

    @property
    def goes_out(self) -> bool:
        """Tell whether this is a touch of the user's that the other side could notice."""
        unheard = self.entry.kind is Kind.CALL and self.entry.title.casefold().startswith(UNHEARD)
        return bool(self.channel) and self.entry.direction in OUT and bool(self.persons) and not unheard

    @property
    def comes_in(self) -> bool:
        """Tell whether they were heard of."""
        return bool(self.channel) and self.entry.direction in IN and bool(self.persons)

    @property
    def asks(self) -> bool:
        """Tell whether this is a message that waits for an answer (R19)."""
        return self.entry.kind in MESSAGES and self.entry.direction in IN - OUT and bool(self.persons)

    @property
    def is_call(self) -> bool:
        """Tell whether the user called and was noticed (R23)."""
        return self.channel == "phone" and self.entry.direction is Direction.TO and self.goes_out

    def reaches(self, key: str) -> bool:
        """Tell whether that person is named in it."""
        return any(someone.key == key for someone in self.persons)

    def has_employer(self) -> bool:
        """Tell whether somebody of the employer's side is named in it."""
        return any(someone.hires for someone in self.persons)


def read_logbook(opportunity: Opportunity, cast: Cast, tz: tzinfo) -> tuple[Logged, ...]:
    """Return the entries in the order of time; on one day untimed ones keep their place in the file."""
    logged = [
        Logged(entry=entry, when=moment_of(entry, tz), persons=tuple(map(cast.named, entry.names)))
        for entry in opportunity.entries
    ]
    placed: list[tuple[date, time, int, Logged]] = []
    latest: dict[date, time] = {}
    for index, one in enumerate(logged):
        at = one.when.at or latest.get(one.when.day, time.min)
        latest[one.when.day] = at
        placed.append((one.when.day, at, index, one))
    return tuple(one for *_, one in sorted(placed, key=lambda p: p[:3]))


def follows(touch: Moment, event: Moment) -> bool:
    """Tell whether a touch came after an event, or on its day unless the clock says that it was before."""
    if touch.day != event.day:
        return touch.day > event.day
    return touch.at is None or event.at is None or touch.at >= event.at
