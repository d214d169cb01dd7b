"""Make the file of a new opportunity."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.text.opportunity import new_opportunity as new_file
from store.workspace.changing import Plan
from store.workspace.free_paths import free_path
from store.workspace.snapshot import Snapshot
from store.workspace.values import checked


def new_opportunity(company: str, position: str, values: Mapping[str, str] | None = None) -> Plan:
    """Return the plan of a new opportunity, at stage `lead` unless `values` say otherwise.

    The plan raises BadRequest where company or position is empty or a value cannot be held.
    """

    def plan(snapshot: Snapshot) -> Change:
        if not company.strip() or not position.strip():
            raise BadRequest("A new opportunity needs a company and a position.")
        header: dict[str, str | tuple[str, ...]] = {
            "company": " ".join(company.split()),
            "position": " ".join(position.split()),
            "stage": "lead",
            "stage_since": snapshot.today.isoformat(),
        }
        for key, value in (values or {}).items():
            held = checked(snapshot, key, value)
            if held is not None:
                header[key] = held
        path = free_path(snapshot, company, position)
        return Change(
            sentence=f"{header['company']}: {header['position']} added",
            edits=(Edit(path=path, before=None, after=new_file(header)),),
        )

    return plan
