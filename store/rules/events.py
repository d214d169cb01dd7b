"""What happened and what is planned, out of log entries, the stage and note marks; nothing else is remembered."""

from collections.abc import Iterator
from datetime import date

from store.model.entry import Box, Direction, Entry, Kind, Mark, Word
from store.rules.chronicle import TALKS, Chronicle, Event, Phase, phase_of, stamp_of
from store.rules.clock import WEEK, Moment, days_later
from store.rules.logbook import MESSAGES, Logged, follows
from store.rules.neglect import QUIET, neglected_since
from store.rules.outcomes import applications_and_offers, endings
from store.rules.people import Someone
from store.rules.watched_day import plain
from store.rules.wording import mark_words, names_words

SPOKEN_TO_US = frozenset({Kind.CALL, Kind.VOICEMAIL, Kind.MEETING, Kind.VISIT, Kind.INTERVIEW})


def events_of(
    chronicle: Chronicle, wanted: frozenset[str] = frozenset(), oldest: date | None = None
) -> tuple[Event, ...]:
    """Return everything that steps can count from, in the order of time.

    Args:
        chronicle: the log.
        wanted: the rarer sorts, `help` and `stage`, come only where a step waits for them.
        oldest: where the search ended before that day, of its promises and agreed steps only open promises come.
    """
    ends = tuple(endings(chronicle))
    is_over = oldest is not None and any(not e.over and e.when.day < oldest for e in ends)
    found = [
        *_talks(chronicle),
        *(_open_promises(chronicle) if is_over else _tasks(chronicle)),
        *_messages(chronicle),
        *applications_and_offers(chronicle),
        *ends,
        *_dates(chronicle),
    ]
    if "help" in wanted:
        found += _favours(chronicle)
    if "stage" in wanted:
        found.append(_stage(chronicle))
    found.sort(key=lambda e: (e.when.day, e.when.clock, e.line))
    return tuple(found)


def _talks(chronicle: Chronicle) -> Iterator[Event]:
    """Yield interviews, meetings and visits, but those that the user said were called off."""
    seen = False
    path = chronicle.opportunity.path
    for logged in chronicle.log:
        entry = logged.entry
        if entry.kind not in TALKS:
            continue
        phase = phase_of(logged, chronicle)
        if phase is Phase.OFF:
            continue
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


def _open_promises(chronicle: Chronicle) -> Iterator[Event]:
    """Yield what was promised and is neither done nor dropped: it outlives the search."""
    for logged in chronicle.log:
        for mark in logged.entry.marks:
            if mark.word is Word.PROMISE and mark.box is Box.OPEN:
                yield _task(chronicle, logged, mark, "promise")


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
        day = mark.by or days_later(logged.when.day, WEEK.count)
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
        number=_number(entry, mark),
        settled_by=settled,
        dropped=mark.box is Box.DROPPED,
    )


def _number(entry: Entry, mark: Mark) -> int:
    """Return which one of the marks with the same word, owner and people a mark is."""
    alike = [m for m in entry.marks if (m.word, m.mine, m.persons) == (mark.word, mark.mine, mark.persons)]
    return alike.index(mark) + 1


def _kept_by(chronicle: Chronicle, logged: Logged, mark: Mark, persons: tuple[Someone, ...]) -> int | None:
    """Return the line of the entry in which they took their step: a talk at any time, a message from its day on."""
    keys = {s.key for s in persons}
    for other in chronicle.log:
        if other is logged or not other.comes_in or other.when.day > chronicle.today:
            continue
        if not follows(other.when, logged.when):
            continue
        if not any(s.key in keys for s in other.persons):
            if mark.by is not None and other.when.day >= mark.by and other.with_employer:
                return other.entry.line  # somebody else there brought the news
            continue
        if mark.by is None or other.when.day >= mark.by or other.entry.kind in SPOKEN_TO_US:
            return other.entry.line
    return None


def _messages(chronicle: Chronicle) -> Iterator[Event]:
    """Yield messages that wait for an answer, the first of each run of a person's messages."""
    waiting: set[str] = set()
    for logged in chronicle.past:
        asks = logged.asks
        if logged.entry.kind is Kind.SKIPPED and chronicle.leaves_unanswered(logged):
            waiting -= {s.key for s in logged.persons} or waiting
        if not (asks or logged.goes_out):
            continue
        for someone in logged.persons:
            if logged.goes_out:
                waiting.discard(someone.key)
            elif asks and someone.key not in waiting and not (logged.channel == "email" and someone.takes_no_mail):
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


def _favours(chronicle: Chronicle) -> Iterator[Event]:
    """Yield what people did who help and do not hire: they wrote, rang, met or were briefed."""
    for logged in chronicle.past:
        if logged.comes_in and not logged.with_employer and logged.entry.direction is not Direction.TO:
            for someone in logged.persons:
                yield Event(
                    sort="help",
                    when=logged.when,
                    stamp=stamp_of(logged.entry),
                    words=f"{logged.entry.kind.value.lower()} with {someone.name}",
                    path=chronicle.opportunity.path,
                    line=logged.entry.line,
                    persons=(someone,),
                    entry=logged.entry,
                )


def _dates(chronicle: Chronicle) -> Iterator[Event]:
    """Yield the days that the header names."""
    opportunity = chronicle.opportunity
    if (since := neglected_since(opportunity, chronicle.today)) is not None:
        yield Event(
            sort="neglect",
            when=Moment(days_later(since, QUIET)),
            stamp=since.isoformat(),
            words=f"nothing since {since}",
            path=opportunity.path,
            line=opportunity.lines.get("stage", 1),
        )
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


def _stage(chronicle: Chronicle) -> Event:
    """Return the stage as an event of the day since which it is so."""
    opportunity = chronicle.opportunity
    stage = opportunity.stage
    since = opportunity.stage_since or max((o.when.day for o in chronicle.past), default=None)
    return Event(
        sort="stage",
        when=Moment(since or plain(chronicle.today)),
        stamp=stage.value,
        words=f"the stage is {opportunity.stage_text or stage.value}",
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        which=stage.value,
    )
