"""What a user wrote into a file after git had stopped a merge there: found, and brought into what the merge comes to.

The user may have typed below git's markers, inside of them, or have taken them away; or may have gone on with one
side's text, since a merge driver that failed leaves no markers. None of that is lost; what git itself wrote is nothing
to keep.
"""

from collections.abc import Callable
from dataclasses import dataclass

from store.text.merging.markers import has_markers, sides_of

Merge = Callable[[bytes | None, bytes, bytes], bytes]
"""Merge of (base, ours, theirs)."""
ByLine = Callable[[bytes, bytes, bytes], bytes]
"""Git's own merge by line of (base, ours, theirs), with markers where it would stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The versions of one file that a stopped merge holds."""

    base: bytes | None = None
    ours: bytes | None = None
    theirs: bytes | None = None

    @property
    def sides(self) -> tuple[bytes, ...]:
        """Those of the two sides that are there."""
        return tuple(version for version in (self.ours, self.theirs) if version is not None)


def with_afterthoughts(stages: Stages, joined: bytes, found: bytes | None, merge: Merge, by_line: ByLine) -> bytes:
    """Return what a file comes to when what the user did to it since the stop is kept.

    Args:
        stages: what git holds of the file.
        joined: what the merge comes to without the user's afterthoughts.
        found: what stands in the folder now; None = nothing.
        merge: by meaning.
        by_line: as git does it.
    """
    if found is None or found in (stages.base, joined, *stages.sides):
        return joined
    if stages.ours is None or stages.theirs is None:  # one side only: what the user has gone on with
        start = stages.sides[0] if stages.sides else stages.base
        return merge(start, joined, found)
    left = sides_of(by_line(stages.base or b"", stages.ours, stages.theirs))
    start = merge(stages.base, left[1], left[2])
    if not has_markers(found):
        return merge(_begun_with(stages.ours, stages.theirs, found) or start, joined, found)
    now = sides_of(found)
    if now[1:] == left[1:]:
        return joined
    return merge(start, joined, merge(stages.base, now[1], now[2]))


def _begun_with(ours: bytes, theirs: bytes, found: bytes) -> bytes | None:
    """Return the side that the user went on with alone; None where something of both is there.

    Who took the markers away has seen both sides and decided. Who has not a line of one side may never have seen it.
    """
    mine, other, now = (frozenset(version.splitlines()) for version in (ours, theirs, found))
    if not (other - mine) & now and other - mine:
        return ours
    if not (mine - other) & now and mine - other:
        return theirs
    return None
