"""How much is too much (R22, R23, R28): touches to a person, calls, recurring touches at one employer.

The limits hold over a whole vault: whoever stands in two files is one person, and several searches at one employer
share their turns. What would exceed a limit is held, with the next day on which it is allowed. Steps that do not count
are never held.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct, field

from store.model.playbook import POSTED
from store.model.share import Share, Use
from store.rules.placed import Placed
from store.rules.workdays import DAY, FORTNIGHT, FURTHEST, Calendar

WINDOW = 7
"""Days of a week of touches."""
TURN = "silence"
"""The event of the touches that press on, which all searches at an employer share."""


class Budget(Struct):
    """What has been used and what is planned: days by what a touch counts as, and by person or employer.

    It only grows, so that a day which was full stays full.
    """

    calendar: Calendar
    days: dict[tuple[Use, str], list[int]] = field(default_factory=dict)
    """As numbers, in their order."""
    full: dict[tuple[object, ...], set[date]] = field(default_factory=dict)
    """The days known to be out of the question for steps of one kind."""
    messages: dict[tuple[str, str], date] = field(default_factory=dict)
    """The day of a message that does several steps at once, by opportunity and first step: it is one touch."""

    def add(self, use: Use, whom: str, day: date) -> None:
        """Note a touch of that day."""
        insort(self.days.setdefault((use, whom), []), day.toordinal())

    def of(self, use: Use, whom: str) -> Sequence[int]:
        """Return the days on which a limit was used, as numbers in their order."""
        return self.days.get((use, whom), ())

    def near(self, use: Use, whom: str, day: date, days: int) -> Sequence[int]:
        """Return those of them that lie less than so many days before or after a day."""
        used, number = self.of(use, whom), day.toordinal()
        return used[bisect_right(used, number - days) : bisect_left(used, number + days)] if used else ()

    def plan(self, one: Placed, day: date) -> None:
        """Plan a step for a day."""
        whom, channel = one.step.whom, one.step.item.channel
        self.add(Use.TOUCH, whom, day)
        if channel == "phone":
            self.add(Use.CALL, whom, day)
        if channel == "email":
            self.add(Use.MAIL, whom, day)
        if one.step.sort == TURN:
            self.add(Use.TURN, one.share.employer, day)


def hold(searches: Sequence[tuple[Share, Sequence[Placed]]], calendar: Calendar, today: date) -> None:
    """Hold what would exceed the limits in a whole vault, taking the steps in the order of their days.

    Args:
        searches: every share, with its open steps.
        calendar: the user's working days.
        today: the user's own day.
    """
    _tell_of_each_other(searches)
    budget = Budget(calendar)
    for share, _ in searches:
        for used in share.used:
            budget.add(used.use, used.whom, used.day)
    waiting = [one for _, steps in searches for one in steps if one.step.is_limited]
    waiting.sort(key=lambda one: (one.step.item.due, one.share.opportunity, one.step.item.place, one.step.item.key))
    _ask_first(waiting, budget, today)
    for one in waiting:
        if one.step.asks_influence and budget.of(Use.INFLUENCE, one.step.whom):
            one.retired = "asked once already, in another search"
        elif one.step.item.counted:
            _place(one, budget, today)
        elif one.step.briefs:
            _brief(one, budget, today)
        elif one.not_before is not None:
            one.hold(one.not_before, one.why)


def _ask_first(waiting: Iterable[Placed], budget: Budget, today: date) -> None:
    """Let a question that is due today take the place of a turn: its message sets the silence back (guard 12)."""
    for one in waiting:
        if one.step.sort == "lapsed" and one.step.item.due <= today:
            budget.add(Use.TURN, one.share.employer, today)


def _tell_of_each_other(searches: Iterable[tuple[Share, Sequence[Placed]]]) -> None:
    """Let the steps of several searches at one employer name each other (R28)."""
    by_employer: dict[str, list[tuple[Share, Sequence[Placed]]]] = {}
    for share, steps in searches:
        if share.is_under_way:
            by_employer.setdefault(share.employer, []).append((share, steps))
    for together in by_employer.values():
        for share, steps in together if len(together) > 1 else ():
            others = ", ".join(other.position for other, _ in together if other is not share)
            for one in steps:
                if one.step.item.counted and one.step.hires:
                    one.beside = others


def _place(one: Placed, budget: Budget, today: date) -> None:
    """Plan a step for the first day on which it fits into the limits; hold it where that is not its own."""
    due, message = one.step.item.due, (one.share.opportunity, one.step.goes_with)
    known = budget.messages.get(message) if one.step.goes_with else None
    if known is not None:
        allowed, why = max(known, due), ""
    else:
        allowed, why = _allowed(one, due, budget)
        if allowed <= today:  # it is not held from its own day on; but something may have come since
            allowed, why = _allowed(one, max(today, due, one.not_before or today), budget)
        budget.plan(one, allowed)
    if one.step.goes_with:
        budget.messages.setdefault(message, allowed)
    if allowed > max(due, today):
        one.hold(allowed, why or one.why or "with the message that it goes with")


def _brief(one: Placed, budget: Budget, today: date) -> None:
    """Let a reference rest after a briefing (guard 8), whichever search it was about."""
    day = max(one.step.item.due, today)
    used = budget.of(Use.BRIEFING, one.step.whom)
    before = bisect_right(used, day.toordinal())
    last = date.fromordinal(used[before - 1]) if before else None
    if last is not None and day - last < FORTNIGHT:
        one.hold(last + FORTNIGHT, f"briefed on {last}, at most once in 14 days")
    else:
        budget.add(Use.BRIEFING, one.step.whom, day)


def _allowed(one: Placed, day: date, budget: Budget) -> tuple[date, str]:
    """Return the first day on which a step fits into the limits, and which limit moved it."""
    first, why = day, _in_the_way(one, day, budget)
    if not why:
        return day, ""
    full = budget.full.setdefault(_kind_of(one), set())
    for _ in range(FURTHEST - 1):
        if day == date.max:
            break
        day += DAY
        if day in full:
            continue
        if _is_possible(one, day, budget.calendar) and not _in_the_way(one, day, budget):
            return day, why
        full.add(day)
    return first, ""


def _kind_of(one: Placed) -> tuple[object, ...]:
    """Return what decides which days are out of the question for a step."""
    employer = one.share.employer if one.step.sort == TURN else None
    return one.step.whom, one.step.item.channel, employer, one.step.limits


def _in_the_way(one: Placed, day: date, budget: Budget) -> str:
    limits, whom, channel = one.step.limits, one.step.whom, one.step.item.channel
    if (count := _crowd(budget.near(Use.TOUCH, whom, day, WINDOW), day)) >= limits.touches_per_week:
        return f"{count} touches in 7 days already"
    apart = limits.days_between_calls
    if channel == "phone" and (calls := budget.near(Use.CALL, whom, day, apart)):
        return f"the last call was on {date.fromordinal(calls[-1])}, and {apart} days lie between two"
    if channel == "email" and len(budget.near(Use.MAIL, whom, day, 1)) >= limits.emails_per_day:
        return "there was an e-mail on that day"
    if one.step.sort == TURN:
        near = budget.near(Use.TURN, one.share.employer, day, WINDOW)
        if near and len(near) >= limits.recurring_per_week:
            enough = "one a week is" if limits.recurring_per_week == 1 else f"{limits.recurring_per_week} a week are"
            last = date.fromordinal(near[-1])
            return f"another touch at {one.share.label} falls on {last}, and {enough} enough"
    return ""


def _crowd(near: Sequence[int], day: date) -> int:
    """Return the most touches that any seven days with this day among them hold already.

    Args:
        near: those less than seven days away, as numbers in their order.
        day: the day.
    """
    if len(near) < 2:  # noqa: PLR2004  one alone needs no windows
        return len(near)
    number = day.toordinal()
    ends = {number, *near[bisect_left(near, number) :]}
    return max(bisect_right(near, end) - bisect_right(near, end - WINDOW) for end in ends)


def _is_possible(one: Placed, day: date, calendar: Calendar) -> bool:
    return calendar.has_post(day) if one.step.item.channel in POSTED else calendar.is_workday(day)
