"""Two bodies that came from one brought together: sections and log entries by their headings, text by paragraph.

    body.py      the whole: what stays, where it stands, and that the result holds
    parts.py     a body in parts (a heading of level 1-3 with what is below) and blocks (what is never cut)
    matching.py  which part is which in the other bodies
    places.py    which parts stay, in which section and in which order
    entries.py   one part that both sides have
    prose.py     the blocks of one part
    marks.py     one note mark with another box or day
    order.py     two orders in one
    writing.py   blocks as text again

A part is there or not, as the side that changed that has it; one that was removed on one side and edited on the other
stays. An entry stands in the section where the side that moved it has it, and a section stays as long as something
stands in it. All lines come from one of the sides, and blank lines travel with what they stand above.

Two promises are checked and not only hoped for, since the ways in which people edit text are without number. The
result is read again and must hold the same parts and blocks. And merging it again with either side must change
nothing; where that fails for some rounds, one side is the text and the other is kept whole for a person to decide.
"""

from dataclasses import dataclass, field, replace

from store.text.merging.choosing import chosen
from store.text.merging.decisions import Decision
from store.text.merging.entries import PROSE, merge_parts
from store.text.merging.matching import Trio, matched
from store.text.merging.parts import Body, plain, read_body
from store.text.merging.places import arranged
from store.text.merging.prose import merge_gaps
from store.text.merging.writing import Piece, pieces_of, reads_as, written

ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedBody:
    """A body that came from two, and what a person should decide about it."""

    text: str
    decisions: tuple[Decision, ...] = ()
    """Sorted and without doubles."""


def merge_bodies(base: str, ours: str, theirs: str) -> MergedBody:
    """Merge two bodies that both came from `base`, which is empty where they came from nothing.

    It does not matter which of them is called ours, and merging the result again with either changes nothing.
    """
    for by_order in (True, False):
        merged = _settled(base, ours, theirs, by_order=by_order)
        if merged:
            return merged
    return _one_of(ours, theirs)


def _settled(base: str, ours: str, theirs: str, *, by_order: bool) -> MergedBody | None:
    """Merge until merging again changes nothing; None where that does not come to rest."""
    found: set[Decision] = set()
    merged = _attempt(base, ours, theirs, by_order=by_order)
    for _ in range(ROUNDS):
        if merged is None:
            return None
        again = [_attempt(base, merged.text, side, by_order=by_order) for side in (ours, theirs)]
        if None in again:
            return None
        found.update(decision for each in (merged, *again) if each for decision in each.decisions)
        texts = [each.text for each in again if each]
        if set(texts) == {merged.text}:
            return MergedBody(text=merged.text, decisions=tuple(sorted(found)))
        merged = _attempt(base, *texts, by_order=by_order)
    return None


def _one_of(ours: str, theirs: str) -> MergedBody:
    """Return one body whole, and the other as what a person should decide about."""
    other, kept = sorted((ours, theirs))
    decision = Decision(where=PROSE, kept=plain(kept).strip("\n"), other=plain(other).strip("\n"), base="")
    return MergedBody(text=kept, decisions=(decision,))


def _attempt(base: str, ours: str, theirs: str, *, by_order: bool) -> MergedBody | None:
    """Merge two bodies once; None where the result would not be read as what it is meant to be."""
    if ours == theirs or theirs == base:
        return MergedBody(text=ours)
    if ours == base:
        return MergedBody(text=theirs)
    merge = _Merge(*(read_body(text) for text in (base, *sorted((ours, theirs)))), by_order=by_order)
    text = merge.text()
    return MergedBody(text=text, decisions=tuple(merge.decisions)) if reads_as(read_body(text), merge.pieces) else None


@dataclass(slots=True)
class _Merge:
    base: Body
    ours: Body
    theirs: Body
    by_order: bool
    pieces: list[Piece] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def bodies(self) -> tuple[Body, Body, Body]:
        return self.base, self.ours, self.theirs

    def text(self) -> str:
        """Return the merged body, and note what it consists of and what is to be decided."""
        for section, entries, is_bare in arranged(matched(*self.bodies, by_order=self.by_order)):
            self._write(section, is_bare=is_bare)
            for entry in entries:
                self._write(entry)
        head, tail, is_ended = (
            chosen(*(getattr(body, name) for body in self.bodies)) for name in ("head", "tail", "is_ended")
        )
        return written(self.pieces, head, tail, is_ended=is_ended)

    def _write(self, trio: Trio, *, is_bare: bool = False) -> None:
        gaps = [None if at is None else body.parts[at][0] for at, body in zip(trio.places, self.bodies, strict=True)]
        gap = merge_gaps(*gaps)
        part = trio.any
        if is_bare:
            part = replace(part, listed=(), blocks=())
        elif trio.ours and trio.theirs:
            part, decisions = merge_parts(trio.base, trio.ours, trio.theirs)
            self.decisions += decisions
        self.pieces += pieces_of(part, gap)
