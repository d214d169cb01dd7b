"""Where two versions of a file both changed one thing, the value that was put aside waits for a person's eye."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "merge-review"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find decisions of a merge that nobody has looked at yet."""
    for path, review in view.records.reviews():
        yield Problem(
            path=path,
            line=review.line,
            code=CODE,
            severity=Severity.WARNING,
            message=review.in_words,
            fix="`afterword review` shows both and takes your decision.",
        )
