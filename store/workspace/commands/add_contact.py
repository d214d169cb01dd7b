"""Add a contact to an opportunity, or fill in what is known of one."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.change import Change
from store.model.folding import fold
from store.text.header_edit import add_contact as add_to_header
from store.text.header_edit import set_contact
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot
from store.workspace.values import held_as


def add_contact(opportunity_id: str, values: Mapping[str, str]) -> Plan:
    """Return the plan that adds a person with `name` and more, or changes the one of that name or e-mail.

    An empty value takes the key away.

    The plan raises BadRequest where the name is missing or `part` is unknown.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        name = " ".join(values.get("name", "").split())
        if not name:
            raise BadRequest("A contact needs a name.")
        held = {key: held_as(key, value) for key, value in values.items() if value.strip()} | {"name": name}
        gone = [key for key, value in values.items() if not value.strip()]
        email = fold(values.get("email", ""))
        known = next(
            (c for c in opportunity.contacts if c.ident == name or (email and fold(c.email) == email)), None
        ) or next(
            (
                c
                for c in opportunity.contacts
                if fold(c.name) == fold(name) and not (email and c.email and fold(c.email) != email)
            ),
            None,
        )
        before = snapshot.bytes_of(opportunity.path)
        if known is None:
            after = add_to_header(before, opportunity.path, held)
        else:
            changed: dict[str, str | tuple[str, ...] | None] = {k: v for k, v in held.items() if k != "name"}
            changed |= dict.fromkeys(gone)
            after = set_contact(before, opportunity.path, known.ident, changed)
        return change_of(opportunity, f"contact {name} {'changed' if known else 'added'}", before, after)

    return plan
