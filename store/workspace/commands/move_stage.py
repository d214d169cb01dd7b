"""Move opportunities to another stage, and date the move."""

from collections.abc import Sequence

from store.model.change import Change, Edit
from store.model.opportunity import Opportunity
from store.text.header_edit import set_keys
from store.workspace.changing import Plan, change_of, change_of_several
from store.workspace.snapshot import Snapshot
from store.workspace.values import stage_named


def move_stage(opportunity_id: str, stage: str) -> Plan:
    """Return the plan that writes `stage` and `stage_since`; the plan raises BadRequest for an unknown stage."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        name = stage_named(stage, snapshot.settings.stages)
        edit = moved(snapshot, opportunity, name)
        words = f"stage {opportunity.stage_text or opportunity.stage} -> {name}"
        return change_of(opportunity, words, edit.before or b"", edit.after)

    return plan


def move_stages(opportunity_ids: Sequence[str], stage: str) -> Plan:
    """Return the plan that moves several opportunities in one change; those already there keep their date."""
    if len(opportunity_ids) == 1:
        return move_stage(opportunity_ids[0], stage)

    def plan(snapshot: Snapshot) -> Change:
        name = stage_named(stage, snapshot.settings.stages)
        meant = [snapshot.opportunity_to_change(ident) for ident in opportunity_ids]
        moving = [o for o in meant if (o.stage_text or o.stage) != name]
        if not moving:
            return Change(sentence=f"Nothing to change: all of them are {name} already")
        return change_of_several(f"stage -> {name}", [(o, moved(snapshot, o, name)) for o in moving])

    return plan


def moved(snapshot: Snapshot, opportunity: Opportunity, name: str) -> Edit:
    """Return the edit that writes a stage, and since when."""
    before = snapshot.bytes_of(opportunity.path)
    after = set_keys(before, opportunity.path, {"stage": name, "stage_since": snapshot.today.isoformat()})
    return Edit(path=opportunity.path, before=before, after=after)
