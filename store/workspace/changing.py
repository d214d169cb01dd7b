"""What use cases have in common: a plan, and the change of one opportunity's file."""

from collections.abc import Callable, Sequence

from store.model.change import Change, Edit
from store.model.entry import Entry
from store.model.opportunity import Opportunity
from store.text.log_edit import add_entry
from store.workspace.people import roster_of
from store.workspace.snapshot import Snapshot

Plan = Callable[[Snapshot], Change]
"""A use case, ready to be planned on whatever the files hold when its turn comes."""

NAMED = 2
"""Companies that a sentence about many files or steps names; the rest are counted."""


def change_of(opportunity: Opportunity, words: str, before: bytes, after: bytes | None) -> Change:
    """Return the change of one opportunity's file; the sentence says which one it is, then the words."""
    edit = Edit(path=opportunity.path, before=before, after=after)
    return Change(sentence=f"{opportunity.label}: {words}", edits=(edit,))


def change_of_several(words: str, edited: Sequence[tuple[Opportunity, Edit]]) -> Change:
    """Return the one change of several opportunities' files; the sentence counts them and names the first."""
    if len(edited) == 1:
        only, edit = edited[0]
        return Change(sentence=f"{only.label}: {words}", edits=(edit,))
    where = places_in_words([opportunity.label for opportunity, _ in edited])
    return Change(sentence=f"{len(edited)} opportunities at {where}: {words}", edits=tuple(edit for _, edit in edited))


def places_in_words(labels: Sequence[str]) -> str:
    """Return a few companies by name, and how many more there are."""
    places = list(dict.fromkeys(labels))
    more = len(places) - NAMED
    return f"{', '.join(places[:NAMED])} and {more} more" if more > 0 else " and ".join(places)


def with_entry(snapshot: Snapshot, opportunity: Opportunity, data: bytes, entry: Entry) -> bytes:
    """Return an opportunity's file with one more log entry, its names checked against everybody who is known."""
    return add_entry(data, opportunity.path, entry, roster_of(snapshot, opportunity))
