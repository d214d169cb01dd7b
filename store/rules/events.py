"""What happened and what is planned, out of log entries, the stage and note marks; nothing else is remembered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from store.model.entry import Box, Direction, Entry, Kind, Mark, Word
from store.model.opportunity import Opportunity, Stage
from store.rules.clock import Moment
from store.rules.logbook import MESSAGES, Logged, follows
from store.rules.people import Cast, Someone
from store.rules.wording import mark_words, names_words

WEEK = timedelta(days=7)
CLOSING = {
    Kind.REJECTED: "rejected",
    Kind.FILLED: "rejected",
    Kind.WITHDRAWN: "withdrawn",
    Kind.ACCEPTED: "accepted",
}
"""Kinds that end a search, and the event that each is."""
STAGED = {
    Stage.OFFER: "offer",
    Stage.REJECTED: "rejected",
    Stage.WITHDRAWN: "withdrawn",
    Stage.ACCEPTED: "accepted",
}
ENDINGS = frozenset(CLOSING.values())
REOPENING = frozenset({Kind.INTERVIEW, Kind.OFFER, Kind.APPLICATION})
PREPARED = frozenset({Word.QUESTION, Word.STRENGTH})
"""Marks that people write under an interview before it takes place."""
SPOKEN_TO_US = frozenset({Kind.CALL, Kind.VOICEMAIL, Kind.MEETING, Kind.VISIT, Kind.INTERVIEW})
WORDS = {
    Kind.APPLICATION: "your application",
    Kind.OFFER: "the offer",
    Kind.REJECTED: "the rejection",
    Kind.FILLED: "the position was filled",
    Kind.WITHDRAWN: "your withdrawal",
    Kind.ACCEPTED: "the offer was accepted",
}


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


def stamp_of(entry: Entry) -> str:
    """Return an entry's day, and its time where it has one, as written."""
    return f"{entry.day}T{entry.at:%H:%M}" if entry.at else entry.day.isoformat()


def has_notes(entry: Entry) -> bool:
    """Tell whether anything that was heard is written under an entry (R2); prepared marks alone are no such sign."""
    return any(mark.word not in PREPARED for mark in entry.marks) or bool(entry.text.strip())


def events_of(chronicle: Chronicle) -> tuple[Event, ...]:
    """Return everything that steps can count from, in the order of time."""
    found = [
        *_talks(chronicle),
        *_tasks(chronicle),
        *_messages(chronicle),
        *_plain_entries(chronicle),
        *_closings(chronicle),
        *_dates(chronicle),
    ]
    return tuple(sorted(found, key=lambda e: (e.when.day, e.when.clock, e.line)))


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


def _talks(chronicle: Chronicle) -> Iterator[Event]:
    """Yield interviews, meetings and visits."""
    seen = False
    path = chronicle.opportunity.path
    for logged in chronicle.log:
        entry = logged.entry
        if entry.kind not in (Kind.INTERVIEW, Kind.MEETING, Kind.VISIT):
            continue
        phase = phase_of(logged, chronicle)
        interview = entry.kind is Kind.INTERVIEW
        persons = chronicle.cast.panel(entry)
        words = f"{entry.kind.value.lower()}{names_words(persons, 'with')}"
        yield Event(
            sort="interview" if interview else "meeting",
            when=logged.when,
            stamp=stamp_of(entry),
            words=f"planned {words}" if phase is Phase.PLANNED else words,
            path=path,
            line=entry.line,
            persons=persons,
            phase=phase,
            entry=entry,
            is_first=interview and not seen,
        )
        seen = seen or interview


def _tasks(chronicle: Chronicle) -> Iterator[Event]:
    """Yield promises and next steps, theirs also as one that may lapse."""
    for logged in chronicle.log:
        for mark in logged.entry.marks:
            if mark.word is Word.PROMISE:
                yield _task(chronicle, logged, mark, "promise")
            elif mark.word is Word.NEXT:
                event = _task(chronicle, logged, mark, "next")
                yield event
                if not mark.mine:
                    yield _task(chronicle, logged, mark, "lapsed")


def _task(chronicle: Chronicle, logged: Logged, mark: Mark, sort: str) -> Event:
    entry = logged.entry
    persons = tuple(map(chronicle.cast.named, mark.persons))
    if not persons and len(entry.names) == 1:
        persons = logged.persons
    settled = mark.line if mark.box is not Box.OPEN else None
    if settled is None and not mark.mine:
        settled = _kept_by(chronicle, logged, mark, persons)
    when, phase = logged.when, Phase.HELD
    if sort == "lapsed":
        day = mark.by or _add(logged.when.day, WEEK)
        when, phase = Moment(day), Phase.PLANNED if day >= chronicle.today else Phase.HELD
    return Event(
        sort=sort,
        when=Moment(mark.by) if mark.by and sort != "lapsed" else when,
        stamp=stamp_of(entry),
        words=mark_words(sort, persons, entry),
        path=chronicle.opportunity.path,
        line=mark.line,
        persons=persons,
        phase=phase,
        entry=entry,
        mark=mark,
        fixed=mark.by is not None and sort != "lapsed",
        mine=mark.mine,
        settled_by=settled,
        dropped=mark.box is Box.DROPPED,
    )


def _add(day: date, span: timedelta) -> date:
    return day + span if day < date.max - span else day


def _kept_by(chronicle: Chronicle, logged: Logged, mark: Mark, persons: tuple[Someone, ...]) -> int | None:
    """Return the line of the entry in which they took their step: a talk at any time, a message from its day on."""
    keys = {s.key for s in persons}
    for other in chronicle.log:
        if other is logged or not other.comes_in or other.when.day > chronicle.today:
            continue
        if not follows(other.when, logged.when) or not any(s.key in keys for s in other.persons):
            continue
        if mark.by is None or other.when.day >= mark.by or other.entry.kind in SPOKEN_TO_US:
            return other.entry.line
    return None


def _messages(chronicle: Chronicle) -> Iterator[Event]:
    """Yield messages that wait for an answer, the first of each run of a person's messages."""
    waiting: set[str] = set()
    for logged in chronicle.log:
        if logged.when.day > chronicle.today:
            continue
        for someone in logged.persons:
            if logged.goes_out:
                waiting.discard(someone.key)
            elif logged.asks and someone.key not in waiting:
                waiting.add(someone.key)
                entry = logged.entry
                kind = entry.kind.value.lower() if entry.kind in MESSAGES else "message"
                yield Event(
                    sort="reply",
                    when=logged.when,
                    stamp=stamp_of(entry),
                    words=f"{kind} from {someone.name}",
                    path=chronicle.opportunity.path,
                    line=entry.line,
                    persons=(someone,),
                    entry=entry,
                )


def _plain_entries(chronicle: Chronicle) -> Iterator[Event]:
    """Yield applications and offers, each with the people named."""
    path = chronicle.opportunity.path
    sorts = {Kind.APPLICATION: "application", Kind.OFFER: "offer"}
    past = [o for o in chronicle.log if o.when.day <= chronicle.today]
    for logged in past:
        if sort := sorts.get(logged.entry.kind):
            yield _from_entry(logged, sort, path, chronicle)
    stage = chronicle.opportunity.stage
    if stage is Stage.OFFER and not any(o.entry.kind is Kind.OFFER for o in past):
        yield _from_stage(chronicle)


def _from_entry(logged: Logged, sort: str, path: str, chronicle: Chronicle, *, over: bool = False) -> Event:
    entry = logged.entry
    by = names_words(logged.persons, "by" if entry.direction in (Direction.BY, Direction.FROM) else "to")
    plain = entry.kind in (Kind.WITHDRAWN, Kind.ACCEPTED, Kind.FILLED)
    persons = logged.persons
    if sort == "offer" and not persons:
        lead = chronicle.cast.lead(met(chronicle)) or next(iter(chronicle.cast.hr()), None)
        persons = (lead,) if lead else ()
    return Event(
        sort=sort,
        when=logged.when,
        stamp=stamp_of(entry),
        words=WORDS[entry.kind] + ("" if plain else by),
        path=path,
        line=entry.line,
        persons=persons,
        entry=entry,
        over=over,
    )


def met(chronicle: Chronicle) -> tuple[Someone, ...]:
    """Return everybody met in interviews that were held, the latest interview first."""
    held = [
        chronicle.cast.panel(o.entry)
        for o in reversed(chronicle.log)
        if o.entry.kind is Kind.INTERVIEW and phase_of(o, chronicle) is Phase.HELD
    ]
    return tuple({s.key: s for panel in held for s in panel}.values())


def _closings(chronicle: Chronicle) -> Iterator[Event]:
    """Yield what ended the search. A stage and its entry are one event, dated by the entry; a reopened one is over."""
    opportunity = chronicle.opportunity
    past = [o for o in chronicle.log if o.when.day <= chronicle.today]
    closing = [o for o in past if o.entry.kind in CLOSING]
    staged = STAGED.get(opportunity.stage) if opportunity.stage is not Stage.OFFER else None
    last = next((o for o in reversed(closing) if CLOSING[o.entry.kind] == staged), None) if staged else None
    if last and _went_on(last, past):
        last = None
    if staged and last is None:
        yield _from_stage(chronicle)
    latest = closing[-1] if closing else None
    for logged in closing:
        if staged:
            over = logged is not last
        else:
            since = opportunity.stage_since
            reopened = _went_on(logged, past) or (since is not None and since > logged.when.day)
            over = logged is not latest or reopened
        yield _from_entry(logged, CLOSING[logged.entry.kind], opportunity.path, chronicle, over=over)


def _went_on(closing: Logged, past: Iterable[Logged]) -> bool:
    """Tell whether the search went on after an ending, with an interview, an offer or an application."""
    return any(o.entry.kind in REOPENING and o.when.day > closing.when.day for o in past)


def _from_stage(chronicle: Chronicle) -> Event:
    """Return the event that only the header tells of; without `stage_since` it counts from the last entry."""
    opportunity = chronicle.opportunity
    past = [o.when.day for o in chronicle.log if o.when.day <= chronicle.today]
    day = opportunity.stage_since or max(past, default=chronicle.today)
    lead = chronicle.cast.lead(met(chronicle)) or next(iter(chronicle.cast.hr()), None)
    return Event(
        sort=STAGED[opportunity.stage],
        when=Moment(day),
        stamp=day.isoformat(),
        words=f"the stage is {opportunity.stage_text or opportunity.stage.value}",
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        persons=(lead,) if lead else (),
    )


def _dates(chronicle: Chronicle) -> Iterator[Event]:
    """Yield the days that the header names."""
    opportunity = chronicle.opportunity
    for key, day in (("deadline", opportunity.deadline), ("next_touch", opportunity.next_touch)):
        if day is not None:
            yield Event(
                sort=key,
                when=Moment(day),
                stamp=day.isoformat(),
                words=f"{key} in the file",
                path=opportunity.path,
                line=opportunity.lines.get(key, 1),
                fixed=True,
            )
