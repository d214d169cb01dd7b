"""What merges left for a person to decide, over the whole vault."""

from dataclasses import dataclass

from store.model.review import Review
from store.workspace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """One decision that waits, with the file it is about."""

    path: str
    """Relative to the vault, with `/`."""
    about: str
    """What the file is called in a sentence: a company, a person, the file's name."""
    review: Review


def undecided(snapshot: Snapshot) -> tuple[Undecided, ...]:
    """Return what waits for a decision, file by file."""
    labels = {o.path: o.label for o in snapshot.records.opportunities}
    labels |= {p.path: p.name for p in snapshot.records.people}
    return tuple(
        Undecided(path=path, about=labels.get(path) or path, review=review)
        for path, review in snapshot.records.reviews()
    )
