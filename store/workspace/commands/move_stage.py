"""Move an opportunity to another stage, and date the move."""

from collections.abc import Callable

from store.model.change import Change, Edit
from store.text.header_edit import set_keys
from store.workspace.snapshot import Snapshot
from store.workspace.values import stage_named


def move_stage(opportunity_id: str, stage: str) -> Callable[[Snapshot], Change]:
    """Return the plan that writes `stage` and `stage_since`; the plan raises BadRequest for an unknown stage."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        name = stage_named(stage, snapshot.settings.stages)
        before = snapshot.bytes_of(opportunity.path)
        after = set_keys(before, opportunity.path, {"stage": name, "stage_since": snapshot.today.isoformat()})
        return Change(
            sentence=f"{opportunity.label}: stage {opportunity.stage_text or opportunity.stage} -> {name}",
            edits=(Edit(path=opportunity.path, before=before, after=after),),
        )

    return plan
