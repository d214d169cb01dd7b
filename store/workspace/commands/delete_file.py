"""Delete an opportunity or a draft; git keeps it, and `undo` brings it back."""

from collections.abc import Callable

from store.model.change import Change, Edit
from store.workspace.snapshot import Snapshot


def delete_opportunity(opportunity_id: str) -> Callable[[Snapshot], Change]:
    """Return the plan that deletes an opportunity's file."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity(opportunity_id)
        before = snapshot.bytes_of(opportunity.path)
        return Change(
            sentence=f"{opportunity.label}: opportunity deleted",
            edits=(Edit(path=opportunity.path, before=before, after=None),),
        )

    return plan


def delete_draft(part: str) -> Callable[[Snapshot], Change]:
    """Return the plan that deletes a draft."""

    def plan(snapshot: Snapshot) -> Change:
        draft = snapshot.draft(part)
        before = snapshot.bytes_of(draft.path)
        return Change(
            sentence=f"Draft to {draft.to or 'nobody yet'} deleted",
            edits=(Edit(path=draft.path, before=before, after=None),),
        )

    return plan
