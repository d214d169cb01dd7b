"""The key `merge_review` of three versions as one: a set of items, written anew only where no side's lines say it."""

from collections.abc import Iterable

from store.text.merging.blocks import Block, alone
from store.text.merging.comments import joined_lines
from store.text.merging.decisions import KEY, Decision, joined, read_review, written_review
from store.text.merging.rows import Versions


def seen(block: Block | None) -> frozenset[Decision]:
    """Return the items that a version holds."""
    return read_review(block.node) if block is not None else frozenset()


def merged_review(versions: Versions, new: Iterable[Decision]) -> Block | None:
    """Return the key with what is left to decide; None when nothing is."""
    base, ours, theirs = versions
    items = joined(seen(base), seen(ours), seen(theirs), new)
    if not items:
        return None
    lead = joined_lines(*(block.lead if block else "" for block in versions))
    core = _as_written(versions, items) or written_review(items)
    return Block(KEY, KEY, lead, core, alone(core))


def _as_written(versions: Versions, items: frozenset[Decision]) -> str | None:
    """Return the lines of the side that changed them, if they say just that."""
    base, ours, theirs = versions
    if ours is None or theirs is None:
        left = (ours or theirs) if base is None else None
    elif ours.core == theirs.core or (base and base.core == theirs.core):
        left = ours
    else:
        left = theirs if base and base.core == ours.core else None
    return left.core if left is not None and seen(left) == items else None
