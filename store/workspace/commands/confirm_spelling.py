"""Vouch for how a person's name is spelt (R4, R5)."""

from collections.abc import Callable

from store.model.change import Change, Edit
from store.text.header_edit import set_contact
from store.workspace.snapshot import Snapshot


def confirm_spelling(opportunity_id: str, ident: str) -> Callable[[Snapshot], Change]:
    """Return the plan that marks a contact's spelling as confirmed."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        before = snapshot.bytes_of(opportunity.path)
        after = set_contact(before, opportunity.path, ident, {"spelling": "confirmed"})
        return Change(
            sentence=f"{opportunity.label}: spelling of {ident} confirmed",
            edits=(Edit(path=opportunity.path, before=before, after=after),),
        )

    return plan
