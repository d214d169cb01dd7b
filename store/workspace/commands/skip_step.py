"""Skip steps for good, with a reason that stays in the log; the reason may be the answer to a question."""

from collections.abc import Sequence

from store.errors import BadRequest
from store.model.agenda import Item
from store.model.change import Change
from store.model.entry import Kind
from store.workspace.answering import answer_meant, answer_trace
from store.workspace.changing import Plan
from store.workspace.marking import entry_about
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Settled, Step, Trace, change_of_steps, steps_meant


def skip_step(opportunity_id: str, key: str, reason: str) -> Plan:
    """Return the plan that logs a step as skipped; the plan raises BadRequest where no reason is given."""
    return skip_steps(((opportunity_id, key),), reason)


def skip_steps(steps: Sequence[Step], reason: str) -> Plan:
    """Return the plan that logs steps as skipped, all in one change.

    Without a reason each is skipped for its own, where it has one; the plan raises BadRequest where one has none.
    """

    def plan(snapshot: Snapshot) -> Change:
        found = steps_meant(snapshot, steps)
        settled = [Settled(o, item, skip_trace(snapshot, item, " ".join(reason.split()))) for o, item in found]
        answer = answer_meant(settled[0].item, reason) if len(settled) == 1 else None
        return change_of_steps(snapshot, f"answered “{answer}”" if answer else "skipped", settled)

    return plan


def skip_trace(snapshot: Snapshot, item: Item, reason: str) -> Trace:
    """Return what a skipped step leaves in the log.

    Raises:
        BadRequest: there is no reason.
    """
    why = reason or item.stale
    if not why:
        raise BadRequest("Say in a few words why; you will be glad to read it later.")
    if answer := answer_meant(item, why):
        return answer_trace(snapshot, item, answer)
    return Trace(entries=(entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - {why}"),))
