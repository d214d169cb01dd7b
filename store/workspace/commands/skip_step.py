"""Skip a step for good, with a reason that stays in the log."""

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import Kind
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.marking import entry_about, step_in_words
from store.workspace.snapshot import Snapshot


def skip_step(opportunity_id: str, key: str, reason: str) -> Plan:
    """Return the plan that logs a step as skipped; the plan raises BadRequest where no reason is given."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        item = snapshot.item(opportunity.id, key)
        if not reason.strip():
            raise BadRequest("Say in a few words why; you will be glad to read it later.")
        entry = entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - {' '.join(reason.split())}")
        before = snapshot.bytes_of(opportunity.path)
        return change_of(
            opportunity, f"skipped: {step_in_words(item)}", before, with_entry(snapshot, opportunity, before, entry)
        )

    return plan
