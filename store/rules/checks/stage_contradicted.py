"""The log and the stage tell one story: a rejection in the log and `stage: interviewing` cannot both hold."""

from collections.abc import Iterable

from store.model.entry import Entry, Kind
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.model.problem import Problem, Severity
from store.rules.check_view import CheckView

CODE = "stage-contradicted"
RULES = ()

IMPLIED = {
    Kind.APPLICATION: Stage.APPLIED,
    Kind.INTERVIEW: Stage.INTERVIEWING,
    Kind.OFFER: Stage.OFFER,
    Kind.ACCEPTED: Stage.ACCEPTED,
    Kind.REJECTED: Stage.REJECTED,
    Kind.FILLED: Stage.REJECTED,
    Kind.WITHDRAWN: Stage.WITHDRAWN,
}
ORDER = tuple(Stage)


def check(view: CheckView) -> Iterable[Problem]:
    """Find stages that a later entry of the log has overtaken."""
    for opportunity in view.opportunities:
        telling = [e for e in view.past(opportunity) if e.kind in IMPLIED]
        latest = max(telling, key=lambda e: (e.day, ORDER.index(IMPLIED[e.kind])), default=None)
        if latest is not None and _contradicts(opportunity, latest):
            yield _problem(opportunity, latest)


def _contradicts(opportunity: Opportunity, entry: Entry) -> bool:
    since, implied = opportunity.stage_since, IMPLIED[entry.kind]
    if since is not None and since >= entry.day:
        return False  # the stage was set on that day or later, perhaps to reopen the search
    if implied in CLOSED:
        return opportunity.stage != implied
    return opportunity.stage not in CLOSED and ORDER.index(opportunity.stage) < ORDER.index(implied)


def _problem(opportunity: Opportunity, entry: Entry) -> Problem:
    stage, implied = opportunity.stage_text or opportunity.stage.value, IMPLIED[entry.kind]
    return Problem(
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        code=CODE,
        severity=Severity.WARNING if implied in CLOSED else Severity.ADVICE,
        message=f"The stage is “{stage}”, but the log holds {_words(entry.kind)} of {entry.day} (line {entry.line}).",
        fix=(
            f"Set the stage to {implied.value}: `afterword stage {opportunity.id} {implied.value}`. "
            f"If “{stage}” is right, add `stage_since` with a day after {entry.day}."
        ),
    )


def _words(kind: Kind) -> str:
    return {
        Kind.APPLICATION: "an application",
        Kind.INTERVIEW: "an interview",
        Kind.OFFER: "an offer",
        Kind.ACCEPTED: "an acceptance",
        Kind.REJECTED: "a rejection",
        Kind.FILLED: "the news that the position is filled",
        Kind.WITHDRAWN: "a withdrawal",
    }[kind]
