"""The front matter of two versions as one: keys merged by meaning, comments kept, and what is to decide beside them.

Each result is read again before it is given back: it must say exactly what was meant. Where it does not - anchors that
lost their alias, a layout nobody thought of - values are chosen whole; where that fails, too, the header is not merged.
"""

from collections.abc import Iterable

from msgspec import Struct

from store.model.value import replace
from store.text.merging.blocks import cut, parsed
from store.text.merging.comments import comments_of, joined_comments, with_lost
from store.text.merging.decisions import KEY as REVIEW
from store.text.merging.decisions import Decision, read_review
from store.text.merging.keys import Keys, Merger

ROUNDS = 3


class Header(Struct, frozen=True):
    """A merged front matter, and what is to decide that no side has seen yet."""

    text: str
    new: tuple[Decision, ...]
    is_at_rest: bool = False
    """Whether merging it again with either side is known to change nothing."""


def merged_header(base: str | None, ours: str, theirs: str, also: Iterable[Decision]) -> Header | None:
    """Merge three versions of a header, which all can be read; None when the result would not say what was meant.

    Args:
        base: what both came from; None when there is none.
        ours: one version.
        theirs: the other.
        also: what is to decide about the body.
    """
    new = tuple(also)
    if not new and (ours == theirs or base in (ours, theirs)):
        return Header(theirs if ours == base else ours, ())
    for is_fine in (True, False):
        found = _at_rest(base, ours, theirs, Merger(also=new, is_fine=is_fine))
        if found is not None:
            return found
    return None


def _at_rest(base: str | None, ours: str, theirs: str, merger: Merger) -> Header | None:
    """Merge until merging the result with either side changes nothing; None if it does not come to that."""
    found = _attempt(base, ours, theirs, merger)
    new = set(found.new) if found is not None else set()
    for _ in range(ROUNDS):
        if found is None or (found.is_at_rest and not merger.also):
            return found
        one, two = (_attempt(base, found.text, side, merger) for side in (ours, theirs))
        if one is None or two is None:
            return None
        if one.text == two.text == found.text:
            return Header(found.text, tuple(sorted(new - _reviews(ours) - _reviews(theirs))))
        found = _attempt(base, one.text, two.text, merger)
        new |= set(found.new) if found is not None else set()
    return None


def _attempt(base: str | None, ours: str, theirs: str, merger: Merger) -> Header | None:
    keys = merger.merged(base, ours, theirs)
    if keys is None:
        return None
    whole = _with_comments(keys, base, ours, theirs)
    if not _says(whole.text, keys):
        return None
    # Keys that are all as one version has them need not be merged again to see that nothing more changes.
    return Header(whole.text, (*merger.also, *keys.decisions), keys.is_plain and whole is keys)


def _reviews(text: str) -> frozenset[Decision]:
    found = parsed(text)
    return read_review(found[0].get(REVIEW)) if found else frozenset()


def _with_comments(keys: Keys, base: str | None, ours: str, theirs: str) -> Keys:
    """Return the keys with the comments that belong to values which were not kept."""
    wanted = joined_comments(*(comments_of(text) for text in (base or "", ours, theirs)))
    lost = wanted - comments_of(keys.text) if wanted else wanted
    sides = cut(ours), cut(theirs)
    if not lost or None in sides:
        return keys
    return replace(keys, cut=with_lost(keys.cut, [side for side in sides if side], lost))


def _says(text: str, keys: Keys) -> bool:
    """Tell whether the lines say what was meant, and each key stands in them as often as was meant."""
    found = parsed(text)
    return found is not None and found[0] == keys.node and len(found[0]) + len(found[1]) == len(keys.cut.blocks)
