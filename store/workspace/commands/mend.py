"""Mend what has one right answer: everything at once (`check --fix`), or one problem."""

from store.model.change import Change, Edit
from store.model.opportunity import Opportunity
from store.model.problem import Problem, Severity
from store.text.header_edit import set_keys
from store.vault.parsing import MARKED
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot
from store.workspace.syncing.conflicts import repairs

STALE = "stale-next-touch"
UNDATED = "stage-without-date"
BOTH = frozenset({STALE, UNDATED})


def can_mend(problem: Problem) -> bool:
    """Tell whether a problem has one right answer; an undated stage has one where an entry gives its day."""
    if problem.code == UNDATED:
        return problem.severity is Severity.ADVICE
    return problem.code in (STALE, MARKED)


def mend() -> Plan:
    """Return the plan that mends every problem with one right answer.

    Those are a stale `next_touch`, an undated stage, and conflict markers, between which both sides are known.
    """

    def plan(snapshot: Snapshot) -> Change:
        edits = list(repairs(snapshot))
        done = {e.path for e in edits}
        others = [o for o in snapshot.records.opportunities if o.path not in done]
        edits += [e for o in others if (e := mended(snapshot, o)) is not None]
        count = len(edits)
        return Change(sentence=f"{count} {'file' if count == 1 else 'files'} mended", edits=tuple(edits))

    return plan


def mend_one(problem: Problem) -> Plan:
    """Return the plan that mends one problem and leaves whatever else its file has."""

    def plan(snapshot: Snapshot) -> Change:
        found = next((o for o in snapshot.records.opportunities if o.path == problem.path), None)
        edit: Edit | None = None
        if problem.code == MARKED:
            edit = next((e for e in repairs(snapshot) if e.path == problem.path), None)
        elif found is not None:
            edit = mended(snapshot, found, frozenset({problem.code}))
        label = found.label if found else problem.path
        return Change(sentence=f"{label}: {DONE.get(problem.code, 'mended')}", edits=(edit,) if edit else ())

    return plan


DONE = {
    STALE: "the stale next_touch taken out",
    UNDATED: "the date of the stage written down",
    MARKED: "conflict markers taken out, both sides kept",
}
"""What was done about a problem, for the history."""


def mended(snapshot: Snapshot, opportunity: Opportunity, wanted: frozenset[str] = BOTH) -> Edit | None:
    """Return the edit that mends one file, None where nothing is to be mended."""
    codes = {p.code for p in snapshot.problems if p.path == opportunity.path} & wanted
    values: dict[str, str | None] = {}
    if STALE in codes:
        values["next_touch"] = None
    last = max((e.day for e in opportunity.entries if e.day <= snapshot.today), default=None)
    if UNDATED in codes and last is not None:
        values["stage_since"] = last.isoformat()
    if not values:
        return None
    before = snapshot.bytes_of(opportunity.path)
    return Edit(path=opportunity.path, before=before, after=set_keys(before, opportunity.path, values))
