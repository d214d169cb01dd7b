"""Two searches at one employer share its patience: one recurring touch a week, all its people together (R22, R28)."""

from collections.abc import Iterable
from itertools import pairwise

from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "searches-share-employer"
RULES = ("R22", "R28")


def check(view: CheckView) -> Iterable[Problem]:
    """Find open searches at one employer; one finding in each file but the first, which names the one before it."""
    at: dict[str, list[Opportunity]] = {}
    for opportunity in view.open_opportunities:
        if opportunity.company.strip():
            at.setdefault(fold_name(opportunity.company), []).append(opportunity)
    for shared in at.values():
        for others, (first, second) in enumerate(pairwise(sorted(shared, key=lambda o: o.id))):
            yield _problem(first, second, others)


def _problem(first: Opportunity, second: Opportunity, others: int) -> Problem:
    both = f"“{second.position}” and “{first.position}” ({first.path})"
    open_there = f"{both}, and {others} more, are all open" if others else f"{both} are both open"
    return Problem(
        path=second.path,
        line=second.lines.get("company", 1),
        code=CODE,
        severity=Severity.ADVICE,
        message=(f"{open_there} at {second.company}; they share one turn a week there (R22, R28)."),
        fix=(
            "Tell both sides about the other, they may sit next to each other. If one is over, close it: "
            f"`afterword stage {second.id} withdrawn` or `afterword stage {first.id} withdrawn`."
        ),
    )
