"""Two bodies that came from one brought together: sections and log entries by their headings, text by paragraph.

    body.py      the whole: what stays, where it stands, and that the result holds
    parts.py     parts (a heading of level 1-3 with what is below) and blocks (what is never cut)
    reading.py   a body cut into them
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

from collections.abc import Sequence

from msgspec import Struct, field

from store.model.review import PROSE
from store.model.value import replace
from store.text.merging.choosing import chosen
from store.text.merging.decisions import Decision
from store.text.merging.entries import merge_parts
from store.text.merging.matching import Trio, matched
from store.text.merging.parts import Body, plain
from store.text.merging.places import arranged
from store.text.merging.prose import merge_gaps
from store.text.merging.reading import Reader
from store.text.merging.writing import Piece, pieces_of, reads_as, written

ROUNDS = 3


class MergedBody(Struct, frozen=True, kw_only=True):
    """A body that came from two, and what a person should decide about it."""

    text: str
    decisions: tuple[Decision, ...] = ()
    """Sorted and without doubles."""


def merge_bodies(base: str, ours: str, theirs: str) -> MergedBody:
    """Merge two bodies that both came from `base`, which is empty where they came from nothing.

    It does not matter which of them is called ours, and merging the result again with either changes nothing.
    """
    if theirs in (ours, base):
        return MergedBody(text=ours)
    if ours == base:
        return MergedBody(text=theirs)
    attempt = _Attempt(base, Reader(), Reader(is_coarse=True))
    merged = attempt.settled(ours, theirs, by_order=True)
    if merged is None:
        merged = attempt.settled(ours, theirs, by_order=False)
        # Merged again, it must not come to rest as something else in the first way.
        again = [attempt.settled(merged.text, side, by_order=True) for side in (ours, theirs)] if merged else []
        if merged is None or any(each and each.text != merged.text for each in again):
            return _one_of(ours, theirs)
        merged = _joined(merged.text, [merged, *again])
    return merged


def _joined(text: str, results: Sequence[MergedBody | None]) -> MergedBody:
    """Return a text with all that is to be decided about it."""
    decisions = {decision for each in results if each for decision in each.decisions}
    return MergedBody(text=text, decisions=tuple(sorted(decisions)))


def _one_of(ours: str, theirs: str) -> MergedBody:
    """Return one body whole, and the other as what a person should decide about."""
    other, kept = sorted((ours, theirs))
    decision = Decision(where=PROSE, kept=plain(kept).strip("\n"), other=plain(other).strip("\n"), base="")
    return MergedBody(text=kept, decisions=(decision,))


class _Attempt(Struct, frozen=True):
    """Merges what came from one base."""

    base: str
    reader: Reader
    coarse: Reader

    def settled(self, ours: str, theirs: str, *, by_order: bool) -> MergedBody | None:
        """Merge until merging again changes nothing; None where that does not come to rest."""
        merged = self.once(ours, theirs, by_order=by_order)
        found: list[MergedBody | None] = [merged]
        for _ in range(ROUNDS):
            if merged is None:
                return None
            again = [self.once(merged.text, side, by_order=by_order) for side in (ours, theirs)]
            if None in again:
                return None
            found += again
            texts = [each.text for each in again if each]
            if set(texts) == {merged.text}:
                return _joined(merged.text, found)
            merged = self.once(*texts, by_order=by_order)
            found.append(merged)
        return None

    def once(self, ours: str, theirs: str, *, by_order: bool) -> MergedBody | None:
        """Merge two bodies once; None where the result would not be read as what it is meant to be."""
        if theirs in (ours, self.base):
            return MergedBody(text=ours)
        if ours == self.base:
            return MergedBody(text=theirs)
        for reader, is_sealed in ((self.reader, False), (self.reader, True), (self.coarse, True)):
            base, one, two = (reader.read(text) for text in (self.base, *sorted((ours, theirs))))
            merge = _Merge(base, one, two, by_order=by_order, is_sealed=is_sealed)
            text = merge.text()
            if reads_as(reader.read(text), merge.pieces):
                return MergedBody(text=text, decisions=tuple(merge.decisions))
        return None


class _Merge(Struct):
    base: Body
    ours: Body
    theirs: Body
    by_order: bool
    is_sealed: bool
    """Whether what stands in a part with an open fence is taken from one side."""
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
        # A body without any text says nothing about the end of others.
        full = [body for body in self.bodies[1:] if not body.is_blank] or [self.ours, self.theirs]
        base = None if self.base.is_blank and not full[0].is_blank else self.base
        head = chosen(self.base.head, self.ours.head, self.theirs.head)
        tail, is_ended = (
            chosen(base and getattr(base, name), getattr(full[0], name), getattr(full[-1], name))
            for name in ("tail", "is_ended")
        )
        return written(self.pieces, head, tail, is_ended=is_ended)

    def _write(self, trio: Trio, *, is_bare: bool = False) -> None:
        gaps = [None if at is None else body.parts[at][0] for at, body in zip(trio.places, self.bodies, strict=True)]
        gap = merge_gaps(*gaps)
        part = trio.any
        if is_bare:
            part = replace(part, listed=(), blocks=())
        elif trio.ours and trio.theirs:
            part, decisions = merge_parts(trio.base, trio.ours, trio.theirs, is_sealed=self.is_sealed)
            self.decisions += decisions
        self.pieces += pieces_of(part, gap)
