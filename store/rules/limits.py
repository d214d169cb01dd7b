"""How much is too much (R22, R23, R28): touches to a person, calls, recurring touches at one employer.

The limits hold over a whole vault: whoever stands in two files is one person, and several searches at one employer
share their turns. What would exceed a limit is held, with the next day on which it is allowed. Steps that do not count
are never held.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.agenda import Item, State
from store.model.entry import Kind
from store.model.playbook import POSTED, Limits
from store.rules.advice import BRIEFING, INFLUENCE
from store.rules.expected import Expected
from store.rules.logbook import Logged
from store.rules.satisfaction import Settled
from store.rules.situation import Situation
from store.rules.workdays import DAY, FORTNIGHT, FURTHEST

WINDOW = timedelta(days=7)
IN_PERSON = frozenset({"interview", "meeting", "visit"})
TURN = "silence"
"""The event of the touches that press on, which all searches at an employer share."""
Told = tuple[tuple[object, ...], Item]
"""What the limits did to an item, and what was said of it."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """The steps of one opportunity before the limits, and what its log has used of them."""

    situation: Situation
    items: list[Expected]
    used: Settled
    turns: frozenset[int]
    """Lines of the entries that were turns of a silence."""
    told: dict[str, Told] = field(default_factory=dict)
    """What was said of its items last, by their keys; copies share it."""

    def fresh(self) -> "Plan":
        """Return the same plan with open items of its own: the limits change them, and only them."""
        own = {id(item): item.copied() for item in self.items if item.is_open}
        for item in own.values():
            if item.also:
                item.also = tuple(own.get(id(other), other) for other in item.also)
            if item.goes_with is not None:
                item.goes_with = own.get(id(item.goes_with), item.goes_with)
        items = [own.get(id(item), item) for item in self.items]
        return Plan(situation=self.situation, items=items, used=self.used, turns=self.turns, told=self.told)

    @property
    def matters(self) -> bool:
        """Tell whether anything is outstanding here, or was done so lately that it uses up a limit."""
        past = self.situation.past
        return any(item.is_open for item in self.items) or (
            bool(past) and past[-1].when.day >= self.situation.around.oldest
        )

    @property
    def employer(self) -> str:
        """What the employer is compared by."""
        return self.situation.cast.company


@dataclass(slots=True)
class Budget:
    """What has been used and what is planned: days by person, recurring touches by employer."""

    touches: dict[str, list[date]] = field(default_factory=dict)
    calls: dict[str, list[date]] = field(default_factory=dict)
    mails: dict[str, list[date]] = field(default_factory=dict)
    messages: dict[int, date] = field(default_factory=dict)
    """The day of a message that does several steps at once: it is one touch."""
    briefings: dict[str, list[date]] = field(default_factory=dict)
    recurring: dict[str, list[date]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Allies who were asked for a word already (guard 7)."""

    def use(self, item: Expected, employer: str, day: date) -> None:
        """Plan an item for a day."""
        whom = item.who.everywhere if item.who else ""
        self.touches.setdefault(whom, []).append(day)
        if item.channel == "phone":
            self.calls.setdefault(whom, []).append(day)
        if item.channel == "email":
            self.mails.setdefault(whom, []).append(day)
        if item.event.sort == TURN:
            self.recurring.setdefault(employer, []).append(day)


def hold(plans: Iterable[Plan], today: date) -> None:
    """Hold what would exceed the limits in a whole vault, taking the items in the order of their days."""
    budget = Budget()
    waiting: list[tuple[Plan, Expected]] = []
    listed = tuple(plans)
    _tell_of_each_other(listed)
    for plan in listed:
        _spend(plan, budget)
        waiting += [(plan, item) for item in plan.items if _is_limited(item)]
    waiting.sort(key=lambda p: (p[1].due.day, p[0].situation.opportunity.id, p[1].step.line, p[1].key))
    _ask_first(waiting, budget, today)
    for plan, item in waiting:
        if INFLUENCE in item.step.rules and item.who and item.who.everywhere in budget.asked:
            item.state, item.note = State.RETIRED, "asked once already, in another search"
        elif item.step.counts:
            _place(plan, item, budget, today)
        elif BRIEFING in item.step.rules and item.event.sort == "interview" and not item.step.after.planned:
            _brief(item, budget, today)
        elif item.not_before is not None:
            item.is_held, item.allowed = True, item.not_before
            item.remark(f"held until {item.not_before}: {item.why}")


def _ask_first(waiting: Iterable[tuple[Plan, Expected]], budget: Budget, today: date) -> None:
    """Let a question that is due today take the place of a turn: its message sets the silence back (guard 12)."""
    for plan, item in waiting:
        if item.event.sort == "lapsed" and item.due.day <= today:
            budget.recurring.setdefault(plan.employer, []).append(today)


def _tell_of_each_other(plans: Iterable[Plan]) -> None:
    """Let the steps of several searches at one employer name each other (R28)."""
    by_employer: dict[str, list[Plan]] = {}
    for plan in plans:
        situation = plan.situation
        if situation.ending is None and any(o.with_employer for o in situation.past):
            by_employer.setdefault(plan.employer, []).append(plan)
    for together in by_employer.values():
        for plan in together if len(together) > 1 else ():
            others = [p.situation.opportunity.position for p in together if p is not plan]
            for item in plan.items:
                if item.is_open and item.step.counts and item.who and item.who.hires:
                    item.beside = ", ".join(others)


def _is_limited(item: Expected) -> bool:
    return item.is_open and item.who is not None and not item.step.waits and not item.is_held


def _spend(plan: Plan, budget: Budget) -> None:
    """Note what the log has used of the limits."""
    oldest = plan.situation.around.oldest
    for logged in reversed(plan.situation.past):
        if logged.when.day < oldest:
            break
        if logged.goes_out and logged.channel not in IN_PERSON:
            _note(plan, logged, budget)


def _note(plan: Plan, logged: Logged, budget: Budget) -> None:
    """Note a touch; one that settled a step which does not count is free."""
    day, steps = logged.when.day, plan.used.get(logged.entry.line)
    counted = steps is None or any(i.step.counts for i in steps)
    about = {rule for item in steps or () for rule in item.step.rules}
    is_briefing = logged.entry.kind is Kind.BRIEFING or BRIEFING in about
    for someone in logged.persons:
        uses = (
            (budget.touches, counted),
            (budget.calls, logged.is_call and someone.hires),
            (budget.mails, logged.channel == "email"),
            (budget.briefings, is_briefing),
        )
        for days, is_used in uses:
            if is_used:
                days.setdefault(someone.everywhere, []).append(day)
        if INFLUENCE in about:
            budget.asked.add(someone.everywhere)
    if logged.entry.line in plan.turns:
        budget.recurring.setdefault(plan.employer, []).append(day)


def _place(plan: Plan, item: Expected, budget: Budget, today: date) -> None:
    """Plan an item for the first day on which it fits into the limits; hold it where that is not its own."""
    message = budget.messages.get(id(item.goes_with)) if item.goes_with else None
    if message is not None:
        allowed, why = max(message, item.due.day), ""
    else:
        allowed, why = _allowed(plan, item, item.due.day, budget)
        if allowed <= today:  # it is not held from its own day on; but something may have come since
            allowed, why = _allowed(plan, item, max(today, item.due.day, item.not_before or today), budget)
        budget.use(item, plan.employer, allowed)
    if item.goes_with:
        budget.messages.setdefault(id(item.goes_with), allowed)
    if allowed > max(item.due.day, today):
        item.is_held, item.allowed = True, allowed
        item.remark(f"held until {allowed}: {why or item.why or 'with the message that it goes with'}")


def _brief(item: Expected, budget: Budget, today: date) -> None:
    """Let a reference rest after a briefing (guard 8), whichever search it was about."""
    whom = item.who.everywhere if item.who else ""
    day = max(item.due.day, today)
    recent = [d for d in budget.briefings.get(whom, ()) if d <= day < d + FORTNIGHT]
    if recent:
        item.is_held, item.allowed = True, max(recent) + FORTNIGHT
        item.remark(f"held until {item.allowed}: briefed on {max(recent)}, at most once in 14 days")
    else:
        budget.briefings.setdefault(whom, []).append(day)


def _allowed(plan: Plan, item: Expected, day: date, budget: Budget) -> tuple[date, str]:
    """Return the first day on which an item fits into the limits, and which limit moved it."""
    first, why = day, ""
    for _ in range(FURTHEST):
        reason = _in_the_way(plan, item, day, budget)
        if not reason and (day == first or _is_possible(plan, item, day)):
            return day, why
        why = why or reason
        if day == date.max:
            break
        day += DAY
    return first, ""


def _in_the_way(plan: Plan, item: Expected, day: date, budget: Budget) -> str:
    limits, whom = item.book.limits, item.who.everywhere if item.who else ""
    if (count := _crowd(budget.touches.get(whom), day)) >= limits.touches_per_week:
        return f"{count} touches in 7 days already"
    if item.channel == "phone" and (why := _call_in_the_way(limits, budget.calls.get(whom), day)):
        return why
    if item.channel == "email" and sum(d == day for d in budget.mails.get(whom, ())) >= limits.emails_per_day:
        return "there was an e-mail on that day"
    if item.event.sort == TURN and (turns := budget.recurring.get(plan.employer)):
        near = [d for d in turns if abs(d - day) < WINDOW]
        if len(near) >= limits.recurring_per_week:
            enough = "one a week is" if limits.recurring_per_week == 1 else f"{limits.recurring_per_week} a week are"
            return f"another touch at {plan.situation.opportunity.label} falls on {max(near)}, and {enough} enough"
    return ""


def _call_in_the_way(limits: Limits, calls: list[date] | None, day: date) -> str:
    apart = timedelta(days=limits.days_between_calls)
    near = [d for d in calls or () if abs(d - day) < apart]
    if not near:
        return ""
    return f"the last call was on {max(near)}, and {limits.days_between_calls} days lie between two"


def _crowd(days: list[date] | None, day: date) -> int:
    """Return the most touches that any seven days with this day among them hold already."""
    if not days:
        return 0
    near = [d for d in days if abs(d - day) < WINDOW]
    if len(near) < 2:  # noqa: PLR2004  one alone needs no windows
        return len(near)
    return max(sum(end - WINDOW < d <= end for d in near) for end in (day, *near) if end >= day)


def _is_possible(plan: Plan, item: Expected, day: date) -> bool:
    calendar = plan.situation.calendar
    return calendar.has_post(day) if item.channel in POSTED else calendar.is_workday(day)
