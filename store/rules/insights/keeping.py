"""What was promised and kept, and how soon after an interview people were thanked."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from store.model.entry import Box, Direction, Kind, Mark, Word
from store.model.playbook import Step
from store.rules.clock import later
from store.rules.insights.amounts import Case, Cases, Share
from store.rules.insights.reading import Reading
from store.rules.logbook import Logged, follows

NEAR = 7
"""Days between a promise's day and the message that is taken for its keeping."""
MET = frozenset({"panel", "lead", "others", "interviewer"})
"""Audiences of a thank-you: the people of an interview."""


class Promises(Struct, frozen=True, kw_only=True):
    """The promises whose day has come, or that were kept before."""

    in_time: Share
    """Of those of which a file tells when they were kept, or that they are overdue."""
    open: Cases
    """Still open, their day to come or none set."""
    untold: Cases
    """Ticked, but no message tells when."""
    dropped: Cases


class Thanks(Struct, frozen=True, kw_only=True):
    """The people met in interviews, and whether they were thanked within the playbook's limit."""

    in_time: Share
    waiting: Cases
    """Not thanked yet, and the limit is not over."""


def promises(readings: Iterable[Reading]) -> Promises:
    """Return what became of every promise."""
    found: dict[str, Cases] = {}
    for reading in readings:
        for sort, case in _promises(reading):
            found[sort] = (*found.get(sort, ()), case)
    kept = found.get("kept", ())
    return Promises(
        in_time=Share(hits=kept, cases=(*kept, *found.get("late", ()))),
        open=found.get("open", ()),
        untold=found.get("untold", ()),
        dropped=found.get("dropped", ()),
    )


def _promises(reading: Reading) -> Iterator[tuple[str, Case]]:
    for logged in reading.past:
        for mark in logged.entry.marks:
            if mark.word is Word.PROMISE:
                yield _fate(reading, logged, mark), reading.case(mark.line, mark.by or logged.when.day)


def _fate(reading: Reading, made: Logged, mark: Mark) -> str:
    if mark.box is Box.DROPPED:
        return "dropped"
    if mark.box is Box.OPEN:
        return "late" if mark.by and mark.by < reading.today else "open"
    if mark.by is None:
        return "untold"
    day = _kept_on(reading, made, mark, mark.by)
    if day is None:
        return "untold"
    return "kept" if day <= mark.by else "late"


def _kept_on(reading: Reading, made: Logged, mark: Mark, by: date) -> date | None:
    """Return the day of the message nearest to a promise's day: by that one it was kept, as far as a file can tell."""
    whom = {reading.chronicle.cast.named(name).key for name in mark.persons}
    days = [
        o.when.day
        for o in reading.past
        if o.goes_out
        and o is not made
        and follows(o.when, made.when)
        and (any(s.key in whom for s in o.persons) if whom else o.with_employer)
    ]
    near = [day for day in days if abs((day - by).days) <= NEAR]
    return min(near, key=lambda day: (abs((day - by).days), day), default=None)


def thanks(readings: Iterable[Reading]) -> Thanks:
    """Return who was thanked after which interview; playbooks without thanks ask for none."""
    hits: Cases = ()
    missed: Cases = ()
    waiting: Cases = ()
    for reading in readings:
        step = _thank_you(reading)
        if step is None or step.within is None:
            continue
        for interview in reading.interviews:
            limit = later(interview.when, step.within, reading.around.calendar).day
            case = reading.of_entry(interview)
            for thanked in _thanked(reading, interview, step):
                if thanked is not None and thanked <= limit:
                    hits = (*hits, case)
                elif thanked is None and limit >= reading.today and reading.is_open:
                    waiting = (*waiting, case)
                else:
                    missed = (*missed, case)
    return Thanks(in_time=Share(hits=hits, cases=(*hits, *missed)), waiting=waiting)


def _thank_you(reading: Reading) -> Step | None:
    """Return the playbook's first message to the people of an interview: in every school that is the thank-you."""
    steps = reading.around.book_of(reading.opportunity).after("interview")
    return next((s for s in steps if s.by and not s.optional and not s.after.planned and MET & set(s.each)), None)


def _thanked(reading: Reading, interview: Logged, step: Step) -> Iterator[date | None]:
    """Yield for each person of an interview the day of the first message of their own; not for who was left out."""
    panel = {s.key: s for s in reading.chronicle.cast.panel(interview.entry) if s.hires}
    after = [o for o in reading.past if o is not interview and follows(o.when, interview.when)]
    for key in panel:
        mine = [o for o in after if o.reaches(key)]
        if any(o.entry.kind is Kind.SKIPPED and o.entry.title.startswith(f"{step.id}/") for o in mine):
            continue
        own = (o for o in mine if o.goes_out and o.entry.direction is Direction.TO and len(o.persons) == 1)
        yield next((o.when.day for o in own), None)
