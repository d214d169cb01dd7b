"""The item of a turn: a call with what becomes of it when it was rung in vain (R32, guard 11), or what is written."""

from collections.abc import Iterable

from store.rules.announced import is_announced
from store.rules.channels import allowed_channels, in_turn
from store.rules.expected import Expected, name_in_key
from store.rules.people import Someone
from store.rules.silence import Clock, Silence
from store.rules.turns import Turn, next_call


def turn_item(silence: Silence, clock: Clock, turn: Turn, who: Someone) -> Expected:
    """Return a turn as it stands; where a call would be too soon, with the day from which it is allowed again."""
    item = silence.item(clock, turn.step, silence.book, who, turn.due)
    item.channel, item.note, item.times = turn.channel, turn.note, turn.times
    if turn.step.in_turn and turn.channel != "phone" and "phone" in turn.step.by:
        item.next_call = next_call(silence, turn.due, who)
    return item


def call_item(silence: Silence, clock: Clock, turn: Turn, who: Someone, others: Iterable[Expected]) -> Expected:
    """Return a call: the first attempt, another one with a message left at the end, or what is written instead."""
    if not clock.rings:
        return _first_call(silence, clock, turn, who)
    rings, unheard = clock.rings, silence.unheard
    is_announced_day = any(
        i.is_open and is_announced(i) and i.person == who.key and i.due.day <= rings[-1] for i in others
    )
    if unheard and (is_announced_day or len(rings) >= unheard.after.count):
        turn.due = rings[-1]  # the message belongs to that very call
    else:
        turn.due = max(turn.due, silence.calendar.workdays_from(rings[-1], 1))
    turn.note = f"rang {len(rings)} time{'' if len(rings) == 1 else 's'} without an answer, last on {rings[-1]}"
    if silence.is_given_up(clock):
        return _written_instead(silence, clock, turn, who)
    item = turn_item(silence, clock, turn, who)
    if unheard and (is_announced_day or len(rings) + 1 >= unheard.after.count):
        item.step = unheard
        item.key = f"{unheard.id}/{item.event.stamp}/{name_in_key(who)}"
    return item


def _first_call(silence: Silence, clock: Clock, turn: Turn, who: Someone) -> Expected:
    item, unheard = turn_item(silence, clock, turn, who), silence.unheard
    if unheard and unheard.after.count > 1:
        item.unheard = unheard
    elif unheard:
        item.leave_message(unheard)
    return item


def _written_instead(silence: Silence, clock: Clock, turn: Turn, who: Someone) -> Expected:
    """Return what is written where nobody takes the call."""
    written = tuple(c for c in allowed_channels(silence.situation, turn.step) if c != "phone")
    turn.due = silence.calendar.workdays_from(clock.rings[-1], 1)
    turn.note = f"{turn.note}: write instead"
    turn.channel = in_turn(written, [c for _, c, _ in clock.turns]) or "email"
    return turn_item(silence, clock, turn, who)
