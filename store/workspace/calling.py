"""Calls: which steps are done by one, whom one can call, and what comes next once it is logged."""

from store.errors import StoreError
from store.model.agenda import Bucket, Item
from store.model.opportunity import Contact
from store.model.person import Person
from store.workspace.people import person_meant
from store.workspace.snapshot import Snapshot

SPELLING = "spelling-unconfirmed"
"""The condition of steps that confirm a name: whoever tells it is not the person."""
AHEAD = 60
"""Days that are looked ahead: a keep-in-touch step may be a month away."""
ON_OTHERS = frozenset({Bucket.WAITING, Bucket.HELD})


def is_call(item: Item) -> bool:
    """Tell whether a step is done by calling its person."""
    is_asked = item.answers or SPELLING in item.awaits
    return item.channel == "phone" and item.ident is not None and not is_asked


def people_to_call(snapshot: Snapshot, opportunity_id: str, to: str = "") -> tuple[Contact | Person, ...]:
    """Return the one that is named, else everybody in the opportunity; those whose number is known come first."""
    opportunity = snapshot.opportunity(opportunity_id)
    if to:
        try:
            return (person_meant(snapshot, opportunity, to),)
        except StoreError:
            pass  # a draft may name somebody whom no file knows any more
    return tuple(sorted(opportunity.contacts, key=lambda contact: not contact.phone))


def next_steps(snapshot: Snapshot, opportunity_id: str, ident: str) -> tuple[Item, ...]:
    """Return what is open in an opportunity: this person's steps first, those that wait for somebody last."""
    items = [item for item in snapshot.agenda_within(AHEAD) if item.opportunity == opportunity_id]
    return tuple(sorted(items, key=lambda item: (item.ident != ident, item.bucket in ON_OTHERS)))


def step_by_letter(snapshot: Snapshot, opportunity_id: str, ident: str, line: int) -> Item | None:
    """Return the step that is done by writing to somebody after an interview; None where no step asks for it.

    What the interview itself asks for, such as thanks, comes before what was promised in it; then what is most urgent.

    Args:
        snapshot: the vault.
        opportunity_id: which search.
        ident: the person.
        line: the line of the interview's heading.
    """
    mine = (i for i in snapshot.agenda if (i.opportunity, i.ident) == (opportunity_id, ident))
    letters = (i for i in mine if i.template and i.channel != "phone" and i.bucket not in ON_OTHERS)
    return min(letters, key=lambda item: item.because.line != line, default=None)
