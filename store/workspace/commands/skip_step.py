"""Skip a step for good, with a reason that stays in the log."""

from collections.abc import Callable

from store.errors import BadRequest
from store.model.change import Change, Edit
from store.model.entry import Kind
from store.text.log_edit import add_entry
from store.workspace.marking import entry_about, step_in_words
from store.workspace.people import roster_of
from store.workspace.snapshot import Snapshot


def skip_step(opportunity_id: str, key: str, reason: str) -> Callable[[Snapshot], Change]:
    """Return the plan that logs a step as skipped; the plan raises BadRequest where no reason is given."""

    def plan(snapshot: Snapshot) -> Change:
        opportunity = snapshot.opportunity_to_change(opportunity_id)
        item = snapshot.item(opportunity.id, key)
        if not reason.strip():
            raise BadRequest("Say in a few words why; you will be glad to read it later.")
        entry = entry_about(snapshot, item, Kind.SKIPPED, f"{item.key} - {' '.join(reason.split())}")
        before = snapshot.bytes_of(opportunity.path)
        return Change(
            sentence=f"{opportunity.label}: skipped: {step_in_words(item)}",
            edits=(
                Edit(
                    path=opportunity.path,
                    before=before,
                    after=add_entry(before, opportunity.path, entry, roster_of(snapshot, opportunity)),
                ),
            ),
        )

    return plan
