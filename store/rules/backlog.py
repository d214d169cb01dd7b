"""After an absence (R28, guard 16): what has piled up is spread over the coming days, the most valuable first.

At one employer one message goes out a working day, everything to one person in one message; posted pieces follow. What
somebody was promised or waits for is never put off.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from store.model.playbook import POSTED
from store.model.share import Share
from store.rules.placed import Placed
from store.rules.workdays import Calendar
from store.rules.worth import OWED, rank

PILED_UP = 3
"""Working days after which something overdue is part of a backlog."""
A_DAY = 5
"""Messages of all backlogs together on one day."""
FURTHEST = 400


def spread(searches: Iterable[tuple[Share, Sequence[Placed]]], calendar: Calendar, today: date) -> None:
    """Say from which day on each piece of a backlog should go out.

    Args:
        searches: every share, with its open steps.
        calendar: the user's working days.
        today: the user's own day.
    """
    days = _Days(calendar, today)
    piles = [(share, _pile(steps, calendar, today)) for share, steps in searches]
    piles = [(share, pile) for share, pile in piles if pile]
    for share, pile in sorted(piles, key=lambda p: _rank(p[1][0])):
        day = calendar.workdays_from(today, 1) if share.wrote_today else today
        for number, bundle in enumerate(pile):
            if _is_owed(bundle):
                continue
            day = days.take(day if number == 0 else calendar.workdays_from(day, 1), bundle[0])
            if day > today:
                for one in bundle:
                    last = one.step.stands_until
                    if last is not None and today <= last < day:
                        continue  # better two messages today than one too late, or none
                    one.not_before = day
                    one.why = "one message a day after a break, the most valuable first"


def _pile(steps: Sequence[Placed], calendar: Calendar, today: date) -> list[list[Placed]]:
    """Return the bundles of one opportunity that wait: what one message does, in the order of its worth."""
    late = [one for one in steps if one.step.piles_up]
    old = {id(one) for one in late if calendar.workdays_between(one.step.item.due, today) >= PILED_UP}
    if not old:
        return []
    by_key = {one.step.item.key: one for one in steps}
    bundled = [[one, *(by_key[key] for key in one.step.item.also if key in by_key)] for one in late]
    taken = {id(other) for bundle in bundled for other in bundle[1:]}
    bundles = [b for b in bundled if id(b[0]) not in taken and any(id(one) in old for one in b)]
    return sorted(bundles, key=_rank)


def _rank(bundle: Sequence[Placed]) -> tuple[bool, tuple[int, date], bool]:
    worth = min((rank(one.step.sort), one.step.item.due) for one in bundle)
    return (bundle[0].step.item.channel in POSTED, worth, not any(one.step.is_for_lead for one in bundle))


def _is_owed(bundle: Iterable[Placed]) -> bool:
    return any(one.step.sort in OWED for one in bundle)


class _Days:
    """How many messages of backlogs each of the coming days holds."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self._calendar = calendar
        self._taken: dict[date, int] = {}
        self._room = today
        """The first day that is not full."""

    def take(self, day: date, one: Placed) -> date:
        """Take a place on the first day from then on that has one, and suits the step's channel."""
        fits = self._calendar.has_post if one.step.item.channel in POSTED else self._calendar.is_workday
        day = max(day, self._room)
        for _ in range(FURTHEST):
            if self._taken.get(day, 0) < A_DAY and fits(day):
                break
            day = self._calendar.workdays_from(day, 1)
        self._taken[day] = self._taken.get(day, 0) + 1
        while self._taken.get(self._room, 0) >= A_DAY:
            self._room = self._calendar.workdays_from(self._room, 1)
        return day
