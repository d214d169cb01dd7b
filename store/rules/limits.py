"""How much is too much (R22, R23, R28): touches to a person, calls, recurring touches in one opportunity.

What would exceed a limit is held, with the next day on which it is allowed. Steps that do not count are never held.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.playbook import POSTED, Limits
from store.rules.clock import days_later
from store.rules.expansion import Expected
from store.rules.logbook import Logged
from store.rules.satisfaction import Settled
from store.rules.situation import Situation

WINDOW = 7
DAY = timedelta(days=1)
FURTHEST = 400


@dataclass(slots=True)
class Budget:
    """What has been used, by person: counted touches and calls."""

    touches: dict[str, list[date]] = field(default_factory=dict)
    calls: dict[str, list[date]] = field(default_factory=dict)
    recurring: list[date] = field(default_factory=list)

    def use(self, key: str, day: date, *, call: bool, recurring: bool) -> None:
        """Note a touch."""
        self.touches.setdefault(key, []).append(day)
        if call:
            self.calls.setdefault(key, []).append(day)
        if recurring:
            self.recurring.append(day)


def spent(situation: Situation, used: Settled, chained: Iterable[Expected]) -> Budget:
    """Return what the log has used of the limits; what settled a step that does not count is free."""
    budget = Budget()
    turns = {item.settled_by for item in chained}
    for logged in situation.past:
        if not _is_touch(logged):
            continue
        step = used.get(logged.entry.line)
        counted = step is None or step.step.counts
        for someone in logged.persons:
            if counted:
                recurring = logged.entry.line in turns
                budget.use(someone.key, logged.when.day, call=logged.is_call, recurring=recurring)
            elif logged.is_call and someone.hires:
                budget.calls.setdefault(someone.key, []).append(logged.when.day)
    return budget


def _is_touch(logged: Logged) -> bool:
    return logged.goes_out and logged.channel not in ("interview", "meeting", "visit")


def hold(situation: Situation, items: Iterable[Expected], budget: Budget) -> None:
    """Hold what would exceed the limits, taking the items in the order of their days."""
    today = situation.today
    counting = [i for i in items if i.is_open and i.step.counts and i.who is not None and not i.step.waits]
    for item in sorted(counting, key=lambda i: (i.due.day, i.step.line, i.key)):
        day = max(item.due.day, today)
        allowed, why = _allowed(situation, item, day, budget)
        if allowed > day:
            item.is_held, item.allowed = True, allowed
            item.note = "; ".join(n for n in (item.note, f"held until {allowed}: {why}") if n)
        elif day == today:
            budget.use(item.person, today, call=item.channel == "phone", recurring=item.is_recurring)


def _allowed(situation: Situation, item: Expected, day: date, budget: Budget) -> tuple[date, str]:
    """Return the first day on which an item fits into the limits, and which limit moved it."""
    first, why = day, ""
    for _ in range(FURTHEST):
        reason = _in_the_way(item, day, budget, item.book.limits)
        if not reason and (day == first or _is_possible(situation, item, day)):
            return day, why
        why = why or reason
        if day == date.max:
            break
        day += DAY
    return first, ""


def _in_the_way(item: Expected, day: date, budget: Budget, limits: Limits) -> str:
    touches = [d for d in budget.touches.get(item.person, ()) if d <= day < days_later(d, WINDOW)]
    if len(touches) >= limits.touches_per_week:
        return f"{len(touches)} touches in 7 days already"
    if item.channel == "phone":
        apart = limits.days_between_calls
        calls = [d for d in budget.calls.get(item.person, ()) if d <= day < days_later(d, apart)]
        if calls:
            return f"the last call was on {max(calls)}, and {apart} days lie between two"
    if item.is_recurring:
        recent = [d for d in budget.recurring if d <= day < days_later(d, WINDOW)]
        if len(recent) >= limits.recurring_per_week:
            return f"the last turn was on {max(recent)}"
    return ""


def _is_possible(situation: Situation, item: Expected, day: date) -> bool:
    if item.channel in POSTED:
        return situation.calendar.has_post(day)
    return situation.calendar.is_workday(day)
