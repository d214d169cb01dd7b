"""What merges left for a person to decide, over the whole vault."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from store.model.review import Review
from store.text.header import read_file
from store.text.tree import Scalar
from store.workspace.snapshot import Snapshot

STAGE, SINCE = "stage", "stage_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """One decision that waits, with the file it is about."""

    path: str
    """Relative to the vault, with `/`."""
    about: str
    """What the file is called in a sentence: a company, a person, the file's name."""
    review: Review
    along: tuple[Review, ...] = ()
    """What is decided with it: the date of a stage is one value with it."""
    now: str = ""
    """What the key holds by now, where it was given a third value since the merge."""


def _now(snapshot: Snapshot, path: str, review: Review) -> str:
    """Return a third value of a key; empty where one of the two stands, or where it is no plain key."""
    node = read_file(snapshot.bytes_of(path), path).tree.get(review.where)
    text = node.text if isinstance(node, Scalar) else ""
    return text if text not in (review.kept, review.other) else ""


def undecided(snapshot: Snapshot) -> tuple[Undecided, ...]:
    """Return what waits for a decision, file by file."""
    labels = {o.path: o.label for o in snapshot.records.opportunities}
    labels |= {p.path: p.name for p in snapshot.records.people}
    found: list[Undecided] = []
    for path, group in groupby(snapshot.records.reviews(), key=itemgetter(0)):
        reviews = [review for _, review in group]
        has_stage = any(review.where == STAGE for review in reviews)
        dates = tuple(review for review in reviews if has_stage and review.where == SINCE)
        found += (
            Undecided(
                path=path,
                about=labels.get(path) or path,
                review=review,
                along=dates if review.where == STAGE else (),
                now=_now(snapshot, path, review),
            )
            for review in reviews
            if review not in dates
        )
    return tuple(found)
