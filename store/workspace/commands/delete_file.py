"""Delete opportunities with their drafts, a draft, a person or a story; git keeps them, and `undo` brings them back."""

from collections.abc import Sequence

from store.model.change import Change, Edit
from store.model.value import replace
from store.workspace.changing import Plan, change_of_several
from store.workspace.snapshot import Snapshot


def delete_opportunity(opportunity_id: str) -> Plan:
    """Return the plan that deletes an opportunity's file, and the drafts that belong to it."""
    return delete_opportunities((opportunity_id,))


def delete_opportunities(opportunity_ids: Sequence[str]) -> Plan:
    """Return the plan that deletes the files of several opportunities, and their drafts, in one change."""

    def plan(snapshot: Snapshot) -> Change:
        meant = {o.path: o for o in map(snapshot.opportunity, opportunity_ids)}
        drafts = {draft.path for o in meant.values() for draft in snapshot.drafts_of(o.id)}
        words = "deleted" if len(meant) > 1 else "opportunity deleted"
        if drafts:
            words += f", with {len(drafts)} draft{'' if len(drafts) == 1 else 's'}"
        change = change_of_several(words, [(o, _gone(snapshot, path)) for path, o in meant.items()])
        return replace(change, edits=(*change.edits, *(_gone(snapshot, path) for path in sorted(drafts))))

    return plan


def _gone(snapshot: Snapshot, path: str) -> Edit:
    return Edit(path=path, before=snapshot.bytes_of(path), after=None)


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


def delete_record(path: str, name: str) -> Plan:
    """Return the plan that deletes the file of a person or of a story, which the user calls by that name."""

    def plan(snapshot: Snapshot) -> Change:
        before = snapshot.bytes_of(path)
        return Change(sentence=f"{name} deleted", edits=(Edit(path=path, before=before, after=None),))

    return plan
