"""Put off steps, or the next touch of a whole opportunity, to a later day."""

from collections.abc import Sequence
from datetime import date

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.entry import Kind
from store.text.header_edit import set_keys
from store.workspace.changing import Plan, change_of, change_of_several
from store.workspace.marking import entry_about
from store.workspace.snapshot import Snapshot
from store.workspace.tracing import Settled, Step, Trace, change_of_steps, steps_meant


def snooze(opportunity_id: str, key: str | None, until: date) -> Plan:
    """Return the plan that snoozes one step, or sets `next_touch` when no key is given.

    The plan raises BadRequest for a day that is not after today.
    """
    if key is not None:
        return snooze_steps(((opportunity_id, key),), until)

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        refuse_passed(snapshot, until)
        before = snapshot.bytes_of(opportunity.path)
        after = set_keys(before, opportunity.path, {"next_touch": until.isoformat()})
        return change_of(opportunity, f"next touch on {until}", before, after)

    return plan


def put_off(opportunity_ids: Sequence[str], until: date) -> Plan:
    """Return the plan that sets `next_touch` of several opportunities; BadRequest for a day not after today."""

    def plan(snapshot: Snapshot) -> Change:
        refuse_passed(snapshot, until)
        edited = []
        for ident in opportunity_ids:
            opportunity = snapshot.opportunity_to_change(ident)
            before = snapshot.bytes_of(opportunity.path)
            after = set_keys(before, opportunity.path, {"next_touch": until.isoformat()})
            edited.append((opportunity, Edit(path=opportunity.path, before=before, after=after)))
        return change_of_several(f"next touch on {until}", edited)

    return plan


def snooze_steps(steps: Sequence[Step], until: date) -> Plan:
    """Return the plan that puts steps off to one day, all in one change; BadRequest for a day not after today."""

    def plan(snapshot: Snapshot) -> Change:
        refuse_passed(snapshot, until)
        settled = [
            Settled(o, i, Trace(entries=(entry_about(snapshot, i, Kind.SNOOZED, f"{i.key} until {until}"),)))
            for o, i in steps_meant(snapshot, steps)
        ]
        return change_of_steps(snapshot, f"put off until {until}", settled)

    return plan


def refuse_passed(snapshot: Snapshot, until: date) -> None:
    """Refuse a day that is not after today.

    Raises:
        BadRequest: it is not.
    """
    if until <= snapshot.today:
        raise BadRequest(f"{until} is not after today ({snapshot.today}). Name a later day, such as +3d or fri.")
