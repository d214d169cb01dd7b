"""A `next_touch` older than the latest touch no longer says when the next one is due."""

from collections.abc import Iterable

from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView, is_outgoing

CODE = "stale-next-touch"


def check(view: CheckView) -> Iterable[Problem]:
    """Find `next_touch` days that a later message or call of the user has overtaken."""
    for opportunity in view.open_opportunities:
        if opportunity.next_touch is None:
            continue
        last = max((e.day for e in view.past(opportunity) if is_outgoing(e)), default=None)
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
