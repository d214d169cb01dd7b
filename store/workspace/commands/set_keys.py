"""Set, change or remove keys of an opportunity's header."""

from collections.abc import Mapping

from store.model.change import Change
from store.text.header_edit import set_keys as set_header_keys
from store.workspace.changing import Plan, change_of
from store.workspace.snapshot import Snapshot
from store.workspace.values import checked


def set_keys(opportunity_id: str, values: Mapping[str, str | None]) -> Plan:
    """Return the plan that sets keys; None removes one. A new stage also dates itself.

    The plan raises BadRequest for a value that the key cannot hold.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity(opportunity_id)
        wanted = {key: checked(snapshot, key, value) for key, value in values.items()}
        if wanted.get("stage") and "stage_since" not in wanted:
            wanted["stage_since"] = snapshot.today.isoformat()
        before = snapshot.bytes_of(opportunity.path)
        after = set_header_keys(before, opportunity.path, wanted)
        did = "set" if any(v is not None for v in wanted.values()) else "removed"
        return change_of(opportunity, f"{', '.join(values)} {did}", before, after)

    return plan
