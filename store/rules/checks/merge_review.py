"""Where two versions of a file both changed one thing, the value that was put aside waits for a person's eye."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "merge-review"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find decisions of a merge that nobody has looked at yet."""
    for opportunity in view.opportunities:
        for review in opportunity.merge_review:
            yield Problem(
                path=opportunity.path,
                line=review.line,
                code=CODE,
                severity=Severity.WARNING,
                message=(
                    f"Two versions differed in {review.where}: “{review.kept}” was kept, “{review.other}” put aside."
                ),
                fix="Correct the value if the other one is right, then remove this item from `merge_review`.",
            )
