"""Move an opportunity to another stage, and date the move."""

from store.model.change import Change
from store.text.header_edit import set_keys
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot
from store.workspace.values import stage_named


def move_stage(opportunity_id: str, stage: str) -> Plan:
    """Return the plan that writes `stage` and `stage_since`; the plan raises BadRequest for an unknown stage."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        name = stage_named(stage, snapshot.settings.stages)
        before = snapshot.bytes_of(opportunity.path)
        after = set_keys(before, opportunity.path, {"stage": name, "stage_since": snapshot.today.isoformat()})
        return change_of(opportunity, f"stage {opportunity.stage_text or opportunity.stage} -> {name}", before, after)

    return plan
