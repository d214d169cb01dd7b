"""Texts in an order, some of which stand more than once: lines of comments, words of a list."""

from collections.abc import Sequence

from store.text.merging.order import in_one_order

Text = tuple[str, int]
"""A text, and the how-manieth of its kind it is."""


def joined_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Text]:
    """Return the texts of two versions as one: what either put in stays, what one took away goes."""
    old, mine, other = numbered(base), numbered(ours), numbered(theirs)
    kept = {text for text in {*mine, *other} if text[1] < _count(text[0], base, ours, theirs)}
    return in_one_order(old, mine, other, kept)


def numbered(texts: Sequence[str]) -> list[Text]:
    """Return texts told apart by a count from 0, so that each stands once."""
    counts: dict[str, int] = {}
    found = []
    for text in texts:
        counts[text] = counts.get(text, -1) + 1
        found.append((text, counts[text]))
    return found


def _count(text: str, base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how often a text stays: as often as on the side that changed that, the greater number of two."""
    old, mine, other = base.count(text), ours.count(text), theirs.count(text)
    if mine == old:
        return other
    return mine if other == old else max(mine, other)
