"""Put off one step, or the next touch of a whole opportunity, to a later day."""

from datetime import date

from store.errors import BadRequest
from store.model.change import Change
from store.model.entry import Kind
from store.text.header_edit import set_keys
from store.workspace.changing import Plan, change_of, with_entry
from store.workspace.marking import entry_about, step_in_words
from store.workspace.snapshot import Snapshot


def snooze(opportunity_id: str, key: str | None, until: date) -> Plan:
    """Return the plan that snoozes one step, or sets `next_touch` when no key is given.

    The plan raises BadRequest for a day that is not after today.
    """

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        if until <= snapshot.today:
            raise BadRequest(f"{until} is not after today ({snapshot.today}). Name a later day, such as +3d or fri.")
        before = snapshot.bytes_of(opportunity.path)
        if key is None:
            after = set_keys(before, opportunity.path, {"next_touch": until.isoformat()})
            words = f"next touch on {until}"
        else:
            item = snapshot.item(opportunity.id, key)
            entry = entry_about(snapshot, item, Kind.SNOOZED, f"{item.key} until {until}")
            after = with_entry(snapshot, opportunity, before, entry)
            words = f"put off until {until}: {step_in_words(item)}"
        return change_of(opportunity, words, before, after)

    return plan
