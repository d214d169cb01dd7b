"""Two searches at one employer share its patience: one recurring touch a week, all its people together (R22, R28)."""

from collections.abc import Iterable
from itertools import combinations

from store.model.folding import fold_name
from store.model.opportunity import Opportunity
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "searches-share-employer"
RULES = ("R22", "R28")


def check(view: CheckView) -> Iterable[Problem]:
    """Find open searches at one employer; one finding for each pair, in the file that comes second."""
    at: dict[str, list[Opportunity]] = {}
    for opportunity in view.open_opportunities:
        if opportunity.company.strip():
            at.setdefault(fold_name(opportunity.company), []).append(opportunity)
    for shared in at.values():
        for first, second in combinations(sorted(shared, key=lambda o: o.id), 2):
            yield _problem(first, second)


def _problem(first: Opportunity, second: Opportunity) -> Problem:
    return Problem(
        path=second.path,
        line=second.lines.get("company", 1),
        code=CODE,
        severity=Severity.ADVICE,
        message=(
            f"“{second.position}” and “{first.position}” ({first.path}) are both open at {second.company}; "
            "they share one turn a week there (R22, R28)."
        ),
        fix=(
            "Tell both sides about the other, they may sit next to each other. If one is over, close it: "
            f"`afterword stage {second.id} withdrawn` or `afterword stage {first.id} withdrawn`."
        ),
    )
