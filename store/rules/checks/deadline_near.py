"""A deadline is told of from three days ahead, and after it has passed: to apply by, or to answer the offer by."""

from collections.abc import Iterable
from datetime import date

from store.model.entry import Kind
from store.model.opportunity import Opportunity, Stage
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.clock import days_later

CODE = "deadline-near"
RULES = ()
AHEAD = 3
"""Days."""
ANSWERS = {
    Stage.LEAD: frozenset({Kind.APPLICATION}),
    Stage.OFFER: frozenset({Kind.ACCEPTED, Kind.WITHDRAWN, Kind.REJECTED}),
}
"""The stages in which a deadline means something, and the entries that meet it."""


def check(view: CheckView) -> Iterable[Problem]:
    """Find deadlines within three days, or gone by, without the application or the answer."""
    for opportunity in view.open_opportunities:
        kinds, deadline = ANSWERS.get(opportunity.stage), opportunity.deadline
        if kinds is None or deadline is None or deadline > days_later(view.today, AHEAD):
            continue
        if not any(e.kind in kinds for e in view.past(opportunity)):
            yield _problem(opportunity, deadline, (deadline - view.today).days)


def _problem(opportunity: Opportunity, deadline: date, days: int) -> Problem:
    applying = opportunity.stage is Stage.LEAD
    what = f"The application to {opportunity.label}" if applying else f"Your answer to {opportunity.label}"
    if days < 0:
        said = f"{what} was due on {deadline}, and nothing here says that it went out."
    else:
        said = f"{what} is due {_in_days(days)}, on {deadline}, and nothing here says that it went out."
    return Problem(
        path=opportunity.path,
        line=opportunity.lines.get("deadline", 1),
        code=CODE,
        severity=Severity.ADVICE,
        message=said,
        fix=_applied(opportunity, days) if applying else _answered(opportunity, days),
    )


def _in_days(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _applied(opportunity: Opportunity, days: int) -> str:
    out = f"`afterword stage {opportunity.id} applied`"
    if days < 0:
        return f"If it went out: {out}. If it did not, ask whether they still take it, or close the search."
    return f"When it is out: {out}. If the day has changed, correct `deadline`."


def _answered(opportunity: Opportunity, days: int) -> str:
    done = f"`afterword stage {opportunity.id} accepted` or `withdrawn` says what you decided."
    asked = "Call them today and ask" if days < 0 else "If you need more time, ask them before that day"
    return f"{done} {asked}, then correct `deadline`."
