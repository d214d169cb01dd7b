"""Only interviews, meetings and visits may be planned; anything else dated after today has not happened."""

from collections.abc import Iterable

from store.model.entry import PLANNABLE
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "entry-after-today"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find entries that record something which is still to come."""
    for opportunity in view.opportunities:
        for entry in opportunity.entries:
            if entry.day > view.today and entry.kind not in PLANNABLE:
                yield Problem(
                    path=opportunity.path,
                    line=entry.line,
                    code=CODE,
                    severity=Severity.WARNING,
                    message=(
                        f"This {entry.kind.value} is dated {entry.day}, which is after today; it counts for nothing "
                        "until then. Only an Interview, a Meeting or a Visit can be planned."
                    ),
                    fix="Correct the date, or say it with `next_touch` or a promise.",
                )
