"""What use cases have in common: a plan, and the change of one opportunity's file."""

from collections.abc import Callable

from store.model.change import Change, Edit
from store.model.entry import Entry
from store.model.opportunity import Opportunity
from store.text.log_edit import add_entry
from store.workspace.people import roster_of
from store.workspace.snapshot import Snapshot

Plan = Callable[[Snapshot], Change]
"""A use case, ready to be planned on whatever the files hold when its turn comes."""


def change_of(opportunity: Opportunity, words: str, before: bytes, after: bytes | None) -> Change:
    """Return the change of one opportunity's file; the sentence says which one it is, then the words."""
    edit = Edit(path=opportunity.path, before=before, after=after)
    return Change(sentence=f"{opportunity.label}: {words}", edits=(edit,))


def with_entry(snapshot: Snapshot, opportunity: Opportunity, data: bytes, entry: Entry) -> bytes:
    """Return an opportunity's file with one more log entry, its names checked against everybody who is known."""
    return add_entry(data, opportunity.path, entry, roster_of(snapshot, opportunity))
