"""Add a contact to an opportunity, or fill in what is known of one."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.change import Change
from store.model.folding import fold
from store.model.opportunity import PARTS
from store.text.header_edit import add_contact as add_to_header
from store.text.header_edit import set_contact
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot


def add_contact(opportunity_id: str, values: Mapping[str, str]) -> Plan:
    """Return the plan that adds a person with `name` and more, or changes the one of that name or e-mail.

    The plan raises BadRequest where the name is missing or `part` is unknown.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        name = " ".join(values.get("name", "").split())
        if not name:
            raise BadRequest("A contact needs a name.")
        held = {key: held_as(key, value) for key, value in values.items()} | {"name": name}
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
            changed = {key: value for key, value in held.items() if key != "name"}
            after = set_contact(before, opportunity.path, known.ident, changed)
        return change_of(opportunity, f"contact {name} {'changed' if known else 'added'}", before, after)

    return plan


def held_as(key: str, value: str) -> str | tuple[str, ...]:
    """Return a contact's value as the header takes it.

    Raises:
        BadRequest: it names a part that nobody can have.
    """
    if key != "part":
        return " ".join(value.split())
    parts = tuple(part for part in value.replace(",", " ").split() if part)
    unknown = [part for part in parts if part not in PARTS]
    if unknown or not parts:
        raise BadRequest(f"“{value}” is no part. There are: {', '.join(PARTS)}.")
    return parts[0] if len(parts) == 1 else parts
