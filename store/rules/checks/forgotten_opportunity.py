"""An open search that nobody looks at: nothing happened in it for a month, and no day in it lies ahead."""

from collections.abc import Iterable

from store.model.opportunity import Opportunity
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.clock import days_later
from store.rules.neglect import QUIET, has_day_ahead, last_day

CODE = "forgotten-opportunity"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find open searches in which nothing happened for thirty days and nothing is to come."""
    for opportunity in view.open_opportunities:
        if has_day_ahead(opportunity, view.today):
            continue
        last = last_day(opportunity, view.today)
        if last is None:
            said = f"Nothing in {opportunity.label} has a date, so nothing will ever remind you of it."
            yield _problem(opportunity, said)
        elif view.today >= days_later(last, QUIET):
            said = (
                f"Nobody has looked at {opportunity.label} for {(view.today - last).days} days: "
                f"nothing happened since {last}, and no day lies ahead."
            )
            yield _problem(opportunity, said)


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
