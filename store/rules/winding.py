"""How the log winds the clock of a silence: which entries set it back, and which of them were turns.

It runs from the latest touch of the user's after the latest interview (R20). Another interview sets it back and does
not begin the turns anew; a word of theirs begins the count of unanswered turns anew.
"""

from store.model.agenda import State
from store.model.entry import Kind
from store.rules.chronicle import Event, is_done
from store.rules.clock import WEEK
from store.rules.logbook import Logged, follows
from store.rules.satisfaction import Settled
from store.rules.silence import Clock, Silence
from store.rules.turns import precedence, turns_from
from store.rules.workdays import DAY


def wind(silence: Silence, used: Settled) -> Clock | None:
    """Walk through the log since the first interview and see which touches were turns; None where none went out."""
    clock: Clock | None = None
    interviews = {id(e.entry): e for e in silence.situation.held}
    met: Event | None = None
    end = silence.situation.ending
    for logged in silence.situation.past:
        if end is not None and logged.when.day > end.when.day:
            break
        interview = interviews.get(id(logged.entry))
        if interview is not None:
            met = interview
            if clock is not None:
                _meet(clock, interview)
        elif met is None or not follows(logged.when, met.when):
            continue
        elif clock is not None:
            _advance(silence, clock, logged, used)
        elif logged.goes_out and logged.with_employer:
            clock = _start(silence, met, logged)
    return clock


def _start(silence: Silence, met: Event, logged: Logged) -> Clock:
    """Return the clock as the first touch after an interview sets it."""
    clock = Clock(interview=met, since=logged, last=logged, base=logged.when.day, set_by=logged)
    clock.lead = silence.lead(met)
    _speak(silence, clock, logged)
    _count(clock, logged)
    return clock


def _meet(clock: Clock, interview: Event) -> None:
    """Set the clock back for another interview: they asked for the user again."""
    clock.interview, clock.base = interview, interview.when.day
    clock.is_quiet = clock.is_under_way = clock.is_slow = clock.is_closed = False
    clock.unanswered = 0
    clock.rings.clear()


def _advance(silence: Silence, clock: Clock, logged: Logged, used: Settled) -> None:
    """Move the clock on by one entry of the log."""
    if logged.entry.kind is Kind.SKIPPED:
        _skip(silence, clock, logged)
    elif not logged.with_employer:
        return
    elif logged.rings:
        clock.rings.append(logged.when.day)
    else:
        if logged.goes_out:
            _touch(silence, clock, logged, used)
        if logged.comes_in:
            _hear(clock, logged)


def _touch(silence: Silence, clock: Clock, logged: Logged, used: Settled) -> None:
    """Set the clock back for a touch of the user's, which is a turn unless it did another step."""
    if not clock.is_quiet:
        clock.is_quiet, clock.since = True, logged
    if logged.entry.line not in used:
        _take(silence, clock, logged)
    else:
        _speak(silence, clock, logged)
        if silence.is_given_up(clock):
            clock.rings.clear()
    clock.last, clock.base, clock.set_by = logged, logged.when.day, logged
    _count(clock, logged)


def _hear(clock: Clock, logged: Logged) -> None:
    """Set the clock back for a word of theirs."""
    clock.unanswered, clock.base, clock.since, clock.set_by = 0, logged.when.day, logged, logged
    clock.rings.clear()
    clock.is_slow = clock.is_closed = False  # what was decided was decided about their silence


def _speak(silence: Silence, clock: Clock, logged: Logged) -> None:
    """Let a call that did another step stand for the first one, where a second would have to wait (R23)."""
    step = next((s for s in silence.steps if s.after.event == "silence" and s.by == ("phone",) and not s.every), None)
    waits = silence.book.limits.days_between_calls > WEEK.count
    if step and waits and logged.is_call and logged.reaches(clock.lead) and not clock.times(step):
        clock.turns.append((step.id, "phone", logged.when.day))


def _count(clock: Clock, logged: Logged) -> None:
    clock.letters += logged.entry.kind is Kind.LETTER and logged.reaches(clock.lead)


def _take(silence: Silence, clock: Clock, logged: Logged) -> None:
    """Count a touch as a turn, if it is one: a call, or a touch after about a week of silence."""
    turns = turns_from(silence, clock, clock.base)
    if not turns:
        return
    channel, day = logged.channel, logged.when.day
    named = [t for t in turns if t.step.id == logged.entry.title]
    given_up = silence.is_given_up(clock)
    fitting = named or [t for t in turns if channel in (*t.step.by, t.channel)]
    fitting = fitting or (turns if clock.turns or given_up else [])
    if not fitting:
        return  # a mail before the first call sets the clock back, and does not stand for the call
    turn = min(fitting, key=lambda t: precedence(t, channel))
    if not (clock.is_under_way or given_up or named) and channel != "phone" and day < turn.due - DAY:
        return
    clock.is_under_way = True
    item = silence.item(clock, turn.step, silence.book, logged.persons[0], day)
    item.state, item.settled_by, item.channel = State.DONE, logged.entry.line, channel
    clock.done.append(item)
    if "phone" in (channel, turn.channel):
        clock.rings.clear()
    clock.turns.append((turn.step.id, channel, day))
    clock.unanswered += 1


def _skip(silence: Silence, clock: Clock, logged: Logged) -> None:
    """Take a skipped turn for a quiet week by choice (guard 10), and a decision to go on for a new count."""
    title, day = logged.entry.title, logged.when.day
    ident = title.split("/", 1)[0].split(" ", 1)[0]
    named, _, reason = title.rpartition(" - ")
    if silence.decide and ident == silence.decide.id:
        clock.unanswered = 0
        clock.is_slow = reason.casefold().startswith("slow")
        clock.is_closed = reason.casefold().startswith("close")
    step = next((s for s in silence.steps if s.id == ident), None)
    if step is None:
        return
    item = silence.item(clock, step, silence.book, silence.whom(step, clock), day)
    item.state = State.DONE if is_done(title) else State.SKIPPED
    item.settled_by, item.note = logged.entry.line, reason
    item.key = named.strip() or item.key
    clock.done.append(item)
    clock.turns.append((step.id, "", day))
    clock.base, clock.set_by = day, logged
    clock.rings.clear()
