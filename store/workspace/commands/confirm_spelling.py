"""Vouch for how a person's name is spelt (R4, R5)."""

from store.model.change import Change
from store.text.header_edit import set_contact
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot


def confirm_spelling(opportunity_id: str, ident: str) -> Plan:
    """Return the plan that marks a contact's spelling as confirmed."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        before = snapshot.bytes_of(opportunity.path)
        after = set_contact(before, opportunity.path, ident, {"spelling": "confirmed"})
        return change_of(opportunity, f"spelling of {ident} confirmed", before, after)

    return plan
