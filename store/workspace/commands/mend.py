"""Mend what has one right answer: `check --fix`."""

from store.model.change import Change, Edit
from store.model.opportunity import Opportunity
from store.text.header_edit import set_keys
from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot
from store.workspace.syncing.conflicts import repairs

STALE = "stale-next-touch"
UNDATED = "stage-without-date"


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


def mended(snapshot: Snapshot, opportunity: Opportunity) -> Edit | None:
    """Return the edit that mends one file, None where nothing is to be mended."""
    codes = {p.code for p in snapshot.problems if p.path == opportunity.path}
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
