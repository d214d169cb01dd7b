"""What a log is once it is read for its events: the log with who is in it, an event, and whether it took place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.model.entry import Entry, Kind, Mark, Word
from store.model.opportunity import Opportunity
from store.rules.clock import Moment
from store.rules.logbook import Logged
from store.rules.people import Cast, Someone

PREPARED = frozenset({Word.QUESTION, Word.STRENGTH})
"""Marks that people write under an interview before it takes place."""


class Phase(StrEnum):
    """Whether something has taken place."""

    PLANNED = "planned"
    HELD = "held"
    UNCONFIRMED = "unconfirmed"
    """Its day is over and nothing in the file says that it took place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that steps count from."""

    sort: str
    """One of EVENTS."""
    when: Moment
    stamp: str
    """As the key of a step names it: `2026-07-02T16:00`, as written."""
    words: str
    path: str
    line: int
    persons: tuple[Someone, ...] = ()
    phase: Phase = Phase.HELD
    entry: Entry | None = None
    mark: Mark | None = None
    fixed: bool = False
    """It names the due day itself, as a promise with a date does."""
    mine: bool = False
    is_first: bool = True
    settled_by: int | None = None
    """The line that settled it: of the ticked mark, of their answer."""
    dropped: bool = False
    over: bool = False
    """It was taken back: the search was opened again after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """The log of one opportunity, with who is in it, on one day."""

    opportunity: Opportunity
    cast: Cast
    log: tuple[Logged, ...]
    today: date

    @property
    def past(self) -> tuple[Logged, ...]:
        """The log up to today."""
        return tuple(o for o in self.log if o.when.day <= self.today)


def stamp_of(entry: Entry) -> str:
    """Return an entry's day, and its time where it has one, as written."""
    return f"{entry.day}T{entry.at:%H:%M}" if entry.at else entry.day.isoformat()


def has_notes(entry: Entry) -> bool:
    """Tell whether anything that was heard is written under an entry (R2); prepared marks alone are no such sign."""
    return any(mark.word not in PREPARED for mark in entry.marks) or bool(entry.text.strip())


def phase_of(logged: Logged, chronicle: Chronicle) -> Phase:
    """Return whether an interview took place: notes, text, or a yes to the question confirm it (R2).

    An entry of today has happened. Guard 2 of the advice: without a sign nothing is sent after its day.
    """
    entry, day = logged.entry, logged.when.day
    if day > chronicle.today:
        return Phase.PLANNED
    if day == chronicle.today or has_notes(entry):
        return Phase.HELD
    yes = f"f-happened/{stamp_of(entry)}/"
    answers = [o.entry.title for o in chronicle.log if o.entry.kind is Kind.SKIPPED and o.entry.title.startswith(yes)]
    return Phase.HELD if any(is_done(title) for title in answers) else Phase.UNCONFIRMED


def is_done(title: str) -> bool:
    """Tell whether a `Skipped` entry says that the step was done: its reason is `done` or `yes`."""
    reason = title.rpartition(" - ")[2].strip().casefold()
    return reason.startswith(("done", "yes"))


def met(chronicle: Chronicle) -> tuple[Someone, ...]:
    """Return everybody met in interviews that were held, the latest interview first."""
    held = [
        chronicle.cast.panel(o.entry)
        for o in reversed(chronicle.log)
        if o.entry.kind is Kind.INTERVIEW and phase_of(o, chronicle) is Phase.HELD
    ]
    return tuple({s.key: s for panel in held for s in panel}.values())
