"""An open search that nobody looks at: nothing happened in it for a month, and no day in it lies ahead.

Silence says nothing about the answer, so it is never taken for one: the user decides.
"""

from collections.abc import Iterable
from datetime import date

from store.model.entry import TASKS, Box, Kind
from store.model.opportunity import Opportunity
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.marking import snoozed_until

CODE = "forgotten-opportunity"
RULES = ()
QUIET = 30
"""Days."""


def check(view: CheckView) -> Iterable[Problem]:
    """Find open searches in which nothing happened for thirty days and nothing is to come."""
    for opportunity in view.open_opportunities:
        if _has_day_ahead(opportunity, view.today):
            continue
        last = _last_day(view, opportunity)
        if last is None:
            said = f"Nothing in {opportunity.label} has a date, so nothing will ever remind you of it."
            yield _problem(opportunity, said)
        elif (view.today - last).days >= QUIET:
            said = (
                f"Nobody has looked at {opportunity.label} for {(view.today - last).days} days: "
                f"nothing happened since {last}, and no day lies ahead."
            )
            yield _problem(opportunity, said)


def _last_day(view: CheckView, opportunity: Opportunity) -> date | None:
    """Return the last day on which something happened, or the stage was set."""
    since = opportunity.stage_since
    days = [e.day for e in view.past(opportunity)] + ([since] if since else [])
    return max(days, default=None)


def _has_day_ahead(opportunity: Opportunity, today: date) -> bool:
    """Tell whether anything will come up by itself; an open promise is on the agenda until it is kept."""
    named = (opportunity.next_touch, opportunity.deadline)
    entries = opportunity.entries
    planned = (e.day for e in entries if e.day > today)
    snoozed = (snoozed_until(e.title) for e in entries if e.kind is Kind.SNOOZED)
    tasks = [m for e in entries for m in e.marks if m.word in TASKS and m.box is Box.OPEN]
    days = (*named, *planned, *snoozed, *(m.by for m in tasks))
    return any(m.mine for m in tasks) or any(day is not None and day >= today for day in days)


def _problem(opportunity: Opportunity, message: str) -> Problem:
    return Problem(
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        code=CODE,
        severity=Severity.ADVICE,
        message=message,
        fix=(
            f"Give it a day: `afterword set {opportunity.id} next_touch=DATE`. If it is over for you, close it with "
            f"`afterword stage {opportunity.id} withdrawn`; if it never began, `afterword delete {opportunity.id}`."
        ),
    )
