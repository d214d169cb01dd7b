"""The announced day (R12, R19): a day named in a letter of the user's, and the turn that falls on it, are one item."""

import re
from datetime import timedelta

from store.model.agenda import State
from store.model.entry import WRITTEN, Direction
from store.rules.expected import Expected

PRESSING = frozenset({"lapsed", "silence"})
"""Events whose steps ask how things stand."""
ABOUT_A_TOUCH = re.compile(r"\b(?:call|phone|ring|write|e-?mail|follow up|in touch|check in|ask)\b", re.IGNORECASE)
LATE = timedelta(days=3)
"""How early or late a touch may come and still be the one that was announced."""


def merge_announced(items: list[Expected]) -> list[Expected]:
    """Return the items with each announced day joined to the turn on that day; that turn keeps the promise.

    A ring that nobody notices keeps no promise: where nobody answers on an announced day, a message is left at once.
    """
    gone: set[int] = set()
    for promise in items:
        if not promise.is_open or not is_announced(promise):
            continue
        promise.rules = (*promise.rules, "R12")
        for turn in items:
            if turn.event.sort not in PRESSING or turn.person != promise.person:
                continue
            if turn.is_open and turn.due.day == promise.due.day:
                turn.rules = (*turn.rules, "R12", *promise.step.rules)
                turn.mark_line = promise.mark_line
                turn.remark("you announced this day")
                if turn.unheard:
                    turn.leave_message(turn.unheard)
                gone.add(id(promise))
                break
            if _keeps(turn, promise):
                promise.state, promise.settled_by = State.DONE, turn.settled_by
                break
    return [item for item in items if id(item) not in gone]


def is_announced(item: Expected) -> bool:
    """Tell whether an item is a promise that stands under a letter of the user's own."""
    entry, event = item.event.entry, item.event
    if event.sort != "promise" or not event.fixed or entry is None:
        return False
    return entry.kind in WRITTEN and entry.direction is Direction.TO


def is_about_a_touch(item: Expected) -> bool:
    """Tell whether a promise is one to be in touch."""
    return item.event.mark is not None and bool(ABOUT_A_TOUCH.search(item.event.mark.text))


def _keeps(turn: Expected, promise: Expected) -> bool:
    if turn.state is not State.DONE or promise.event.mark is None:
        return False
    day = turn.due.day
    return abs(day - promise.due.day) <= LATE and is_about_a_touch(promise)
