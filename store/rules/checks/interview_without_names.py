"""An interview names the people in it: each of them is owed a message of their own (R11)."""

from collections.abc import Iterable

from store.model.entry import Kind
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView
from store.rules.meeting import present

CODE = "interview-without-names"
RULES = ("R11",)


def check(view: CheckView) -> Iterable[Problem]:
    """Find interviews that name nobody; with nobody to stand in, nobody would be thanked."""
    for opportunity in view.opportunities:
        for entry in opportunity.entries:
            if entry.kind is not Kind.INTERVIEW or entry.names:
                continue
            stand_in = ", ".join(present(opportunity, entry))
            yield Problem(
                path=opportunity.path,
                line=entry.line,
                code=CODE,
                severity=Severity.ADVICE if stand_in else Severity.WARNING,
                message=(
                    f"This interview names nobody; it is taken to be with {stand_in} (R11)."
                    if stand_in
                    else "This interview names nobody and no contact is an interviewer, so nobody is thanked (R11)."
                ),
                fix=f"Name the people in the heading: `### {entry.day} Interview with NAME, NAME`.",
            )
