"""The clock of silence: when a quiet week calls for the next touch, by what channel, and when to ask whether to go on.

It runs from the latest touch of the user's after the latest interview (R20). It stands still while a
message of theirs waits for an answer, while the next interview is planned and until an agreed day of theirs has passed.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.agenda import State
from store.model.entry import Kind
from store.model.opportunity import Stage
from store.model.playbook import Playbook, Span, Step, Unit
from store.rules.chronicle import Event, Phase, is_done
from store.rules.clock import Moment, later
from store.rules.expansion import (
    Expected,
    allowed_channels,
    audience,
    chain_ids,
    channel_of,
    name_in_key,
)
from store.rules.logbook import Logged, follows
from store.rules.people import Someone
from store.rules.satisfaction import Settled
from store.rules.situation import Situation
from store.rules.wording import names_words

WEEK = Span(7, Unit.DAYS)
NAMED_DAY = Span(2, Unit.WORKING_DAYS)
"""How long after a day that they named nobody presses (guard 12)."""


@dataclass(slots=True, kw_only=True)
class Clock:
    """Where the silence stands after a touch."""

    interview: Event
    last: Logged
    """The latest touch of the user's, of any sort."""
    base: date
    """The day that the silence is counted from."""
    opened: int | None = None
    """Line of the entry that did the first step of the chain."""
    turns: list[Logged] = field(default_factory=list)
    """Recurring touches, the first one included."""
    unanswered: int = 0
    letters: int = 0
    done: list[Expected] = field(default_factory=list)


def chain(
    situation: Situation, book: Playbook, frame: Playbook, others: list[Expected], used: Settled
) -> list[Expected]:
    """Return the steps that silence brings: those done, and the next one if there is one."""
    interview = _latest_interview(situation)
    first = next((s for s in book.steps if s.after.event == "silence"), None)
    if interview is None or first is None:
        return []
    clock = _wound(situation, book, first, interview, used)
    if clock is None:
        return []
    upcoming = _next(situation, book, frame, first, clock, others)
    return [*clock.done, *([upcoming] if upcoming else [])]


def _latest_interview(situation: Situation) -> Event | None:
    held = [e for e in situation.events if e.sort == "interview" and e.phase is Phase.HELD]
    return held[-1] if held else None


def _wound(situation: Situation, book: Playbook, first: Step, interview: Event, used: Settled) -> Clock | None:
    """Walk through the log since the interview and see which touches were turns; None where nothing went out."""
    clock: Clock | None = None
    for logged in situation.past:
        if logged.entry is interview.entry or not follows(logged.when, interview.when):
            continue
        if clock is None:
            if logged.goes_out and logged.has_employer():
                clock = Clock(interview=interview, last=logged, base=logged.when.day)
                clock.letters += logged.entry.kind is Kind.LETTER
            continue
        _advance(situation, book, first, clock, logged, is_turn=logged.entry.line not in used)
    return clock


def _advance(situation: Situation, book: Playbook, first: Step, clock: Clock, logged: Logged, *, is_turn: bool) -> None:
    """Move the clock on by one entry of the log."""
    if logged.entry.kind is Kind.SKIPPED:
        _skip(situation, book, first, clock, logged)
    elif logged.has_employer():
        if logged.goes_out:
            if is_turn:
                _turn(situation, book, first, clock, logged)
            clock.last, clock.base = logged, logged.when.day
            clock.letters += logged.entry.kind is Kind.LETTER
        if logged.comes_in:
            clock.unanswered, clock.base = 0, max(clock.base, logged.when.day)


def _turn(situation: Situation, book: Playbook, first: Step, clock: Clock, logged: Logged) -> None:
    """Count a touch as a turn, if it is one: a call, or a touch after about a week of silence."""
    if clock.opened is None:
        due = later(Moment(clock.base), first.within or WEEK, situation.calendar).day
        if logged.channel not in first.by and logged.when.day < due - timedelta(days=1):
            return
        step = first
        clock.opened = logged.entry.line
    else:
        step = _recurring(book, first) or first
        step = step if logged.channel == "phone" else _instead(book, step, clock)
    item = _item(situation, book, step, clock, logged.persons[0], logged.when.day)
    item.state, item.settled_by, item.channel = State.DONE, logged.entry.line, logged.channel
    clock.done.append(item)
    clock.turns.append(logged)
    clock.unanswered += 1


def _skip(situation: Situation, book: Playbook, first: Step, clock: Clock, logged: Logged) -> None:
    """Take a skipped turn for a quiet week by choice, and a decision to go on for a new count."""
    step_id = logged.entry.title.split("/", 1)[0].split(" ", 1)[0]
    if step_id == "f-decide":
        clock.unanswered = 0
    if step_id not in chain_ids(book):
        return
    step = next(s for s in book.steps if s.id == step_id)
    who = _whom(situation, step, clock)
    item = _item(situation, book, step, clock, who, logged.when.day)
    item.state = State.DONE if is_done(logged.entry.title) else State.SKIPPED
    item.settled_by, item.note = logged.entry.line, logged.entry.title.rpartition(" - ")[2]
    item.key = logged.entry.title.rpartition(" - ")[0].strip() or item.key
    clock.done.append(item)
    clock.base = max(clock.base, logged.when.day)
    if step is first:
        clock.opened = logged.entry.line


def _recurring(book: Playbook, first: Step) -> Step | None:
    return next((s for s in book.steps if s.after.event == "step" and s.after.argument == first.id), None)


def _whom(situation: Situation, step: Step, clock: Clock) -> Someone | None:
    return next(iter(audience(situation, step, clock.interview)), None)


def _next(
    situation: Situation, book: Playbook, frame: Playbook, first: Step, clock: Clock, others: list[Expected]
) -> Expected | None:
    """Return the next turn, or the question whether to go on; None while the clock stands still."""
    if _is_paused(situation, others):
        return None
    decide = next((s for s in (*book.steps, *frame.steps) if s.after.event == "unanswered"), None)
    step = first if clock.opened is None else _recurring(book, first)
    if step is None:
        return None
    who = _whom(situation, step, clock)
    day, note = _day(situation, step, clock, others)
    if decide and clock.unanswered >= book.limits.unanswered:
        item = _item(situation, frame if decide in frame.steps else book, decide, clock, None, day)
        item.is_recurring = False
    else:
        if who is None:
            return None
        channel = _channel(situation, book, step, clock, day)
        taking = step if channel == "phone" else _instead(book, step, clock)
        item = _item(situation, book, taking, clock, who, day)
        item.channel = channel if taking is step else _channel(situation, book, taking, clock, day)
    item.note = note
    return item


def _is_paused(situation: Situation, others: list[Expected]) -> bool:
    """Tell whether nobody presses now: an interview ahead or unconfirmed, a message to answer, an offer, an ending."""
    if any(i.event.sort == "reply" and i.is_open and i.who and i.who.hires for i in others):
        return True
    if situation.ending is not None or situation.opportunity.stage is Stage.OFFER:
        return True
    return any(
        e.sort == "interview" and e.phase is not Phase.HELD and _is_ahead(situation, e) for e in situation.events
    )


def _is_ahead(situation: Situation, event: Event) -> bool:
    latest = _latest_interview(situation)
    return latest is None or event.when.day >= latest.when.day


def _day(situation: Situation, step: Step, clock: Clock, others: list[Expected]) -> tuple[date, str]:
    """Return when the next turn is due, and what moved it."""
    calendar, today = situation.calendar, situation.today
    wanted = situation.opportunity.next_touch
    if wanted is not None and wanted > clock.last.when.day:
        return wanted, "on the day that `next_touch` in the file names"
    base = max([clock.base, *(max(i.due.day, today) for i in others if _will_reset(i, clock, today))])
    due = later(Moment(base), step.within or step.every or WEEK, calendar).day
    for event in situation.events:
        if event.sort == "lapsed" and event.settled_by is None:
            due = max(due, later(event.when, NAMED_DAY, calendar).day)
    day = calendar.workday_at_or_after(due)
    return day, f"moved from {due} to {day}: no working day" if day != due else ""


def _will_reset(item: Expected, clock: Clock, today: date) -> bool:
    """Tell whether an open step of the same interview will be a touch of its own before the week is over."""
    if item.state not in (State.OPEN, State.FORECAST) or item.step.optional or item.who is None or not item.who.hires:
        return False
    if item.event.sort == "lapsed":
        return True
    return item.event.line == clock.interview.line and item.event.sort == "interview" and item.due.day >= today


def _instead(book: Playbook, step: Step, clock: Clock) -> Step:
    """Return the step that takes the turn's place once so many letters are out (R26)."""
    for other in book.steps:
        if other.after.event == "letters" and clock.letters >= int(other.after.argument):
            taken = any(d.step.id == other.id for d in clock.done)
            if not taken and clock.opened is not None:
                return other
    return step


def _channel(situation: Situation, book: Playbook, step: Step, clock: Clock, day: date) -> str | None:
    """Return whose turn it is among the channels (R21), without a call too soon after the last one (R23)."""
    channels = allowed_channels(situation, step)
    if not step.in_turn:
        return channel_of(situation, step, _whom(situation, step, clock))
    apart = timedelta(days=book.limits.days_between_calls)
    calls = [o.when.day for o in situation.past if o.is_call and o.has_employer()]
    usable = [c for c in channels if c != "phone" or not calls or day - max(calls) >= apart]
    used = [o.channel for o in clock.turns if o.channel in channels]
    start = channels.index(used[-1]) + 1 if used else 0
    order = (*channels[start:], *channels[:start])
    return next((c for c in order if c in usable), None)


def _item(situation: Situation, book: Playbook, step: Step, clock: Clock, who: Someone | None, day: date) -> Expected:
    """Return one turn, explained by the touch that the silence counts from."""
    last, touch = clock.last, clock.last.entry
    stamp = clock.base.isoformat()
    event = Event(
        sort="silence",
        when=Moment(clock.base),
        stamp=stamp,
        words=f"no word since your {touch.kind.value.lower()}{names_words(last.persons, 'to')}",
        path=situation.opportunity.path,
        line=touch.line,
        persons=last.persons,
        entry=touch,
    )
    return Expected(
        step=step,
        book=book,
        event=event,
        who=who,
        due=Moment(day),
        channel=step.by[0] if step.by else None,
        key=f"{step.id}/{stamp}/{name_in_key(who)}",
        is_recurring=True,
    )
