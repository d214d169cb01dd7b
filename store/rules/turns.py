"""The turns that may come next in a silence: which steps are open, on what day, by what channel."""

from datetime import date, timedelta

from msgspec import Struct

from store.model.playbook import Span, Step, Unit
from store.rules.channels import allowed_channels, channel_of, in_turn
from store.rules.clock import WEEK, Moment, later
from store.rules.people import Someone
from store.rules.silence import Clock, Silence

MONTH = Span(1, Unit.MONTHS)


class Turn(Struct, kw_only=True):
    """A step that may come next."""

    step: Step
    due: date
    channel: str | None
    times: int
    """How often it was done on this channel before."""
    note: str = ""


def turns_from(silence: Silence, clock: Clock, base: date) -> list[Turn]:
    """Return every step that may come next, with its day, where the silence counts from that day."""
    return [turn for step in silence.steps if (turn := _turn(silence, clock, step, base)) is not None]


def precedence(turn: Turn, channel: str = "phone") -> tuple[date, bool, bool]:
    """Return what comes first: the earlier day, a call, what takes the place of an ordinary turn (R26)."""
    return (turn.due, turn.channel != channel, turn.step.after.event != "letters")


def next_call(silence: Silence, day: date, who: Someone | None) -> date | None:
    """Return from when on a call to somebody is allowed again, where that is after a day (R23)."""
    apart = timedelta(days=silence.book.limits.days_between_calls)
    calls = (o.when.day for o in silence.situation.past if o.is_call and who and o.reaches(who.key))
    last = max(calls, default=None)
    return last + apart if last is not None and day - last < apart else None


def _turn(silence: Silence, clock: Clock, step: Step, base: date) -> Turn | None:
    times = clock.times(step)
    if (times and step.every is None) or not _is_open(clock, step):
        return None
    span = (step.every if times else None) or step.within or step.every or WEEK
    start = _unheard_since(clock, step) if step.after.event == "no-answer" else base
    due = later(Moment(start), span, silence.calendar).day
    if clock.is_slow:
        due = max(due, later(Moment(base), MONTH, silence.calendar).day)
    channel = _channel(silence, clock, step, due)
    done = sum(ident == step.id and by == channel for ident, by, _ in clock.turns)
    return Turn(step=step, due=due, channel=channel, times=done)


def _is_open(clock: Clock, step: Step) -> bool:
    trigger = step.after
    match trigger.event:
        case "letters":
            return bool(clock.turns) and clock.letters >= trigger.count
        case "step":
            return any(ident == trigger.argument for ident, _, _ in clock.turns)
    return True


def _unheard_since(clock: Clock, step: Step) -> date:
    """Return from when on nobody has answered, whatever the user did meanwhile."""
    done = [day for ident, _, day in clock.turns if ident == step.id]
    return max([clock.since.when.day, *done])


def _channel(silence: Silence, clock: Clock, step: Step, day: date) -> str | None:
    """Return whose turn it is among the channels (R21), without a call too soon after the last one (R23)."""
    channels, who = allowed_channels(silence.situation, step), silence.whom(step, clock)
    if step.in_turn:
        usable = tuple(c for c in channels if c != "phone" or next_call(silence, day, who) is None)
        return in_turn(usable, [c for _, c, _ in clock.turns])
    channel, written = channel_of(silence.situation, step, who), tuple(c for c in channels if c != "phone")
    if channel == "phone" and written and next_call(silence, day, who) is not None:
        return next((c for c in written if who and who.is_reached_by(c)), written[0])
    return channel
