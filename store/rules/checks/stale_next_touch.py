"""A `next_touch` older than the latest touch no longer says when the next one is due."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "stale-next-touch"
RULES = ()


def check(view: CheckView) -> Iterable[Problem]:
    """Find `next_touch` days that a later touch of the user's has overtaken; a ring that nobody heard is none."""
    for opportunity in view.open_opportunities:
        if opportunity.next_touch is None:
            continue
        touches = (o for o in view.chronicle(opportunity).past if o.goes_out and o.with_employer)
        last = max((o.when.day for o in touches), default=None)
        if last is not None and opportunity.next_touch < last:
            yield Problem(
                path=opportunity.path,
                line=opportunity.lines.get("next_touch", 1),
                code=CODE,
                severity=Severity.ADVICE,
                message=(
                    f"`next_touch` is {opportunity.next_touch}, but you have been in touch since, on {last}; "
                    "the playbook's own day counts."
                ),
                fix="Remove the line or give it a new day; `afterword check --fix` removes it.",
            )
