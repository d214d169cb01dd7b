"""One message instead of several (guards 11 and 16): what one and the same message to a person can do at once.

A backlog becomes one message per person. Material that was promised can travel with the useful piece that is due within
three days of it. Where four messages to somebody would go out within five days, those to come are offered as one.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from store.model.playbook import ELECTRONIC, IN_WRITING
from store.rules.expected import Expected
from store.rules.situation import SETTLING, Situation
from store.rules.worth import rank

TOGETHER = timedelta(days=3)
CROWDED = 4
"""Messages to one person within FIVE_DAYS that are too many."""
FIVE_DAYS = timedelta(days=5)
OF_USE = "R13"
"""The rule of a message that brings something useful."""


def join(situation: Situation, items: Iterable[Expected]) -> None:
    """Let the first item of each person say which others its message can do as well."""
    today = situation.today
    by_person: dict[str, list[Expected]] = {}
    for item in items:
        if item.is_open and item.who and not item.step.waits and SETTLING.isdisjoint(item.step.only):
            by_person.setdefault(item.person, []).append(item)
    for theirs in by_person.values():
        if len(theirs) > 1:
            _join(theirs, situation, today)


def _join(theirs: list[Expected], situation: Situation, today: date) -> None:
    mails = [i for i in theirs if i.channel in ELECTRONIC]
    due = sorted((i for i in mails if i.due.day <= today), key=worth)
    coming = sorted((i for i in mails if i.due.day > today), key=lambda i: i.due.clock)
    group = due
    if len(due) == 1:
        group = [due[0], *(i for i in coming if _travel_together(due[0], i))]
    elif not due:
        first = next((i for i in coming if any(_travel_together(i, j) for j in coming if j is not i)), None)
        group = [first, *(j for j in coming if j is not first and _travel_together(first, j))] if first else []
    if len(group) < 2 and _is_crowded(theirs, situation, today):  # noqa: PLR2004  two make a pair
        group = [i for i in coming if i.due.day < today + FIVE_DAYS]
    if len(group) > 1:
        group[0].also = tuple(group[1:])
        for other in group:
            other.goes_with = group[0]


def worth(item: Expected) -> tuple[int, date]:
    """Return what is worth most to the other side, and of that the earliest."""
    return (rank(item.event.sort), item.due.day)


def _travel_together(one: Expected, other: Expected) -> bool:
    """Tell whether a useful piece and promised material fall within a few days."""
    sorts = {one.event.sort, other.event.sort}
    useful = OF_USE in one.step.rules or OF_USE in other.step.rules
    return useful and "promise" in sorts and len(sorts) > 1 and abs(one.due.day - other.due.day) <= TOGETHER


def _is_crowded(theirs: list[Expected], situation: Situation, today: date) -> bool:
    """Tell whether four written messages to somebody fall within five days, those sent already among them."""
    key = theirs[0].person
    days = [i.due.day for i in theirs if i.channel in IN_WRITING and i.due.day >= today]
    days += [
        o.when.day
        for o in situation.past
        if o.goes_out and o.channel in IN_WRITING and o.reaches(key) and o.when.day > today - FIVE_DAYS
    ]
    return any(sum(timedelta(0) <= other - day < FIVE_DAYS for other in days) >= CROWDED for day in days)
