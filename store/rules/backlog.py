"""After an absence (R28, guard 16): what has piled up is spread over the coming days, the most valuable first.

At one employer one message goes out a working day, everything to one person in one message; posted pieces follow. What
somebody was promised or waits for is never put off.
"""

from collections.abc import Iterable
from datetime import date

from store.model.playbook import POSTED
from store.rules.clock import Moment, later
from store.rules.due import retires_on
from store.rules.expected import Expected
from store.rules.joining import OWED, worth
from store.rules.limits import Plan
from store.rules.situation import SETTLING
from store.rules.staleness import stale_since
from store.rules.workdays import Calendar

PILED_UP = 3
"""Working days after which something overdue is part of a backlog."""
A_DAY = 5
"""Messages of all backlogs together on one day."""
FURTHEST = 400


def spread(plans: Iterable[Plan], calendar: Calendar, today: date) -> None:
    """Say from which day on each piece of a backlog should go out."""
    days = _Days(calendar, today)
    piles = [(plan, _is_busy(plan, today), _pile(plan, calendar, today)) for plan in plans]
    piles = [(plan, wrote, pile) for plan, wrote, pile in piles if pile]
    for plan, wrote, pile in sorted(piles, key=lambda p: _rank(p[2][0])):
        day = calendar.workdays_from(today, 1) if wrote else today
        for number, bundle in enumerate(pile):
            if _is_owed(bundle):
                continue
            day = days.take(day if number == 0 else calendar.workdays_from(day, 1), bundle[0])
            if day > today:
                for item in bundle:
                    last = _last_good_day(plan, item, calendar)
                    if last is not None and today <= last < day:
                        continue  # better two messages today than one too late, or none
                    item.not_before = day
                    item.why = "one message a day after a break, the most valuable first"


def _pile(plan: Plan, calendar: Calendar, today: date) -> list[list[Expected]]:
    """Return the bundles of one opportunity that wait: what one message does, in the order of its worth."""
    late = [
        i
        for i in plan.items
        if i.is_open
        and i.who
        and i.who.hires
        and i.due.day < today
        and not (i.step.waits or i.is_held or i.step.optional)
        and SETTLING.isdisjoint(i.step.only)
        and not stale_since(plan.situation, i, posted_only=True)
    ]
    old = {id(i) for i in late if calendar.workdays_between(i.due.day, today) >= PILED_UP}
    taken = {id(other) for i in late for other in i.also}
    bundles = [[i, *i.also] for i in late if old and id(i) not in taken and any(id(j) in old for j in (i, *i.also))]
    return sorted(bundles, key=_rank)


def _last_good_day(plan: Plan, item: Expected, calendar: Calendar) -> date | None:
    """Return until when a step is worth doing as it is, or stands at all."""
    if item.step.fades is not None:
        faded = later(Moment(item.due.day), item.step.fades, calendar).day
        if faded >= plan.situation.today:
            return faded
    return retires_on(plan.situation, item)


def _is_busy(plan: Plan, today: date) -> bool:
    """Tell whether the employer has had a message today already."""
    return any(o.when.day == today and o.goes_out and o.with_employer for o in reversed(plan.situation.past))


def _rank(bundle: list[Expected]) -> tuple[bool, tuple[int, date], bool]:
    lead = bundle[0]
    return (lead.channel in POSTED, min(map(worth, bundle)), not any("lead" in i.step.each for i in bundle))


def _is_owed(bundle: list[Expected]) -> bool:
    return any(i.event.sort in OWED for i in bundle)


class _Days:
    """How many messages of backlogs each of the coming days holds."""

    def __init__(self, calendar: Calendar, today: date) -> None:
        self._calendar = calendar
        self._taken: dict[date, int] = {}
        self._room = today
        """The first day that is not full."""

    def take(self, day: date, item: Expected) -> date:
        """Take a place on the first day from then on that has one, and suits the item's channel."""
        fits = self._calendar.has_post if item.channel in POSTED else self._calendar.is_workday
        day = max(day, self._room)
        for _ in range(FURTHEST):
            if self._taken.get(day, 0) < A_DAY and fits(day):
                break
            day = self._calendar.workdays_from(day, 1)
        self._taken[day] = self._taken.get(day, 0) + 1
        while self._taken.get(self._room, 0) >= A_DAY:
            self._room = self._calendar.workdays_from(self._room, 1)
        return day
