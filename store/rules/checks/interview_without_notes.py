"""Notes are the foundation of every follow-up (R2, R3); from the day after an interview their absence is told."""

from collections.abc import Iterable

from store.model.entry import Kind
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView, people_of

CODE = "interview-without-notes"


def check(view: CheckView) -> Iterable[Problem]:
    """Find interviews of open searches that were held before today and have no note marks."""
    for opportunity in view.open_opportunities:
        for entry in opportunity.entries:
            if entry.kind is Kind.INTERVIEW and entry.day < view.today and not entry.marks:
                yield Problem(
                    path=opportunity.path,
                    line=entry.line,
                    code=CODE,
                    severity=Severity.ADVICE,
                    message=(
                        f"{people_of(entry)} on {entry.day} has no notes; letters about it will have nothing "
                        "to go on (R2, R3)."
                    ),
                    fix=(
                        "Write below the heading what you remember, as list items that begin with `need:`, `topic:` "
                        "or `quote:`. If it did not take place, remove the entry."
                    ),
                )
