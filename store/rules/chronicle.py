"""What a log is once it is read for its events: the log with who is in it, an event, and whether it took place."""

import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from store.model.entry import Entry, Kind, Mark, Word
from store.model.opportunity import Opportunity
from store.rules.clock import Moment
from store.rules.logbook import Logged, follows
from store.rules.people import Cast, Someone

PREPARED = frozenset({Word.QUESTION, Word.STRENGTH})
"""Marks that people write under an interview before it takes place."""


TALKS = frozenset({Kind.INTERVIEW, Kind.MEETING, Kind.VISIT})
"""Kinds that may be planned, and may have been called off."""
ASKED = "f-happened"
"""The step that asks whether an interview took place."""
CALLED_OFF = re.compile(r"called off|cancel|postpon|moved|put off|no.show", re.IGNORECASE)
"""Reasons to skip an interview that say that it did not take place."""


class Phase(StrEnum):
    """Whether something has taken place."""

    PLANNED = "planned"
    HELD = "held"
    UNCONFIRMED = "unconfirmed"
    """Its day is over and nothing in the file says that it took place."""
    OFF = "off"
    """The user said that it did not take place."""


class Event(Struct, kw_only=True, eq=False):
    """Something that steps count from. It is what it is, so that two alike are still two."""

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
    number: int = 1
    """Which one of an entry's promises to the same people, or steps agreed with them, as keys tell them apart."""
    is_first: bool = True
    which: str = ""
    """The stage that it is about."""
    settled_by: int | None = None
    """The line that settled it: of the ticked mark, of their answer."""
    dropped: bool = False
    over: bool = False
    """It was taken back: the search was opened again after it."""


class Chronicle:
    """The log of one opportunity, with who is in it, on one day."""

    def __init__(
        self,
        opportunity: Opportunity,
        cast: Cast,
        log: tuple[Logged, ...],
        now: Moment,
        in_person: frozenset[str] = frozenset({"f-interview"}),
        replies: frozenset[str] = frozenset({"f-reply"}),
    ) -> None:
        self.opportunity = opportunity
        self.cast = cast
        self.log = log
        self._replies = replies
        self.today = now.day
        self.now = now
        today = now.day
        self.past = tuple(o for o in log if o.when.day <= today)
        """The log up to today."""
        self.answers = tuple(o for o in log if o.entry.kind is Kind.SKIPPED and _tells_of_it(o.entry.title, in_person))
        """What the user said to the question whether an interview took place."""
        for logged in self.past:
            if logged.entry.kind in TALKS and phase_of(logged, self) is not Phase.HELD:
                logged.goes_out = logged.comes_in = False  # nobody has met until it took place

    def leaves_unanswered(self, skipped: Logged) -> bool:
        """Tell whether an entry says that a message of theirs needs no answer."""
        return _step_of(skipped.entry.title) in self._replies


def _tells_of_it(title: str, in_person: frozenset[str]) -> bool:
    """Tell whether an entry says that an interview took place, or that it was called off."""
    step = _step_of(title)
    return step == ASKED or (step in in_person and (is_done(title) or bool(CALLED_OFF.search(title))))


def _step_of(title: str) -> str:
    return title.partition("/")[0].split(" ", 1)[0]


def _is_about(answer: Logged, logged: Logged, log: Iterable[Logged]) -> bool:
    """Tell whether an answer is about that interview: it names it, or names none and it was the latest before it."""
    title = answer.entry.title
    if "/" in title.partition(" - ")[0]:
        return f"/{stamp_of(logged.entry)}/" in title
    before = [o for o in log if o.entry.kind is Kind.INTERVIEW and follows(answer.when, o.when)]
    return bool(before) and before[-1] is logged


def stamp_of(entry: Entry) -> str:
    """Return an entry's day, and its time where it has one, as written."""
    day = entry.day.isoformat()
    return f"{day}T{entry.at.isoformat('minutes')}" if entry.at else day


def has_notes(entry: Entry) -> bool:
    """Tell whether anything that was heard is written under an entry (R2); prepared marks alone are no such sign."""
    return any(mark.word not in PREPARED for mark in entry.marks) or bool(entry.text.strip())


def phase_of(logged: Logged, chronicle: Chronicle) -> Phase:
    """Return whether an interview took place: notes, text, or a yes to the question confirm it (R2).

    An entry of today has happened, unless its hour is still to come. Guard 2 of the advice: without a sign nothing is
    sent after its day.
    """
    entry, day = logged.entry, logged.when.day
    if chronicle.answers:
        answers = [o.entry.title for o in chronicle.answers if _is_about(o, logged, chronicle.log)]
        if answers:
            return Phase.HELD if is_done(answers[-1]) else Phase.OFF
    if day > chronicle.today or (day == chronicle.today and _is_later(logged.when, chronicle.now)):
        return Phase.PLANNED
    return Phase.HELD if day == chronicle.today or has_notes(entry) else Phase.UNCONFIRMED


def _is_later(when: Moment, now: Moment) -> bool:
    return when.at is not None and now.at is not None and when.at > now.at


def is_done(title: str) -> bool:
    """Tell whether a `Skipped` entry says that the step was done: its reason is `done` or `yes`."""
    reason = title.rpartition(" - ")[2].casefold().split()
    return bool(reason) and reason[0].rstrip(",.;:!") in ("done", "yes")
