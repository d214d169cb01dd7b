"""A stage has a day, from `stage_since` or from its own log entry; without one its steps count from a guess."""

from collections.abc import Iterable

from store.model.entry import Kind
from store.model.opportunity import Opportunity, Stage
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "stage-without-date"
RULES = ()

OWN_ENTRY = {
    Stage.APPLIED: {Kind.APPLICATION},
    Stage.INTERVIEWING: {Kind.INTERVIEW},
    Stage.OFFER: {Kind.OFFER},
    Stage.ACCEPTED: {Kind.ACCEPTED},
    Stage.REJECTED: {Kind.REJECTED, Kind.FILLED},
    Stage.WITHDRAWN: {Kind.WITHDRAWN},
}
"""The entry that is one event with the stage; nothing counts from a lead."""


def check(view: CheckView) -> Iterable[Problem]:
    """Find stages that say nowhere since when."""
    for opportunity in view.opportunities:
        kinds = OWN_ENTRY.get(opportunity.stage)
        if kinds is None or opportunity.stage_since is not None:
            continue
        past = view.past(opportunity)
        if any(e.kind in kinds for e in past):
            continue
        last = max((e.day for e in past), default=None)
        yield _problem(opportunity, None if last is None else last.isoformat())


def _problem(opportunity: Opportunity, last: str | None) -> Problem:
    stage = opportunity.stage_text or opportunity.stage.value
    return Problem(
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        code=CODE,
        severity=Severity.WARNING if last is None else Severity.ADVICE,
        message=(
            f"The stage “{stage}” has no date and there is no entry to count from, so no step can follow from it."
            if last is None
            else f"The stage “{stage}” has no date; its steps count from the last entry, {last}."
        ),
        fix=(
            "Add `stage_since: DATE` below `stage`."
            if last is None
            else f"Add `stage_since: DATE` below `stage`; `afterword check --fix` writes {last}."
        ),
    )
