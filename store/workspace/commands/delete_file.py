"""Delete an opportunity or a draft; git keeps it, and `undo` brings it back."""

from store.model.change import Change, Edit
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot


def delete_opportunity(opportunity_id: str) -> Plan:
    """Return the plan that deletes an opportunity's file."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity(opportunity_id)
        before = snapshot.bytes_of(opportunity.path)
        return change_of(opportunity, "opportunity deleted", before, None)

    return plan


def delete_draft(part: str) -> Plan:
    """Return the plan that deletes a draft."""

    def plan(snapshot: Snapshot) -> Change:
        draft = snapshot.draft(part)
        before = snapshot.bytes_of(draft.path)
        return Change(
            sentence=f"Draft to {draft.to or 'nobody yet'} deleted",
            edits=(Edit(path=draft.path, before=before, after=None),),
        )

    return plan
