"""The blocks of one part brought together: each is there or not, as the side that changed that has it.

A paragraph is known by its text, so an edited one is one that went and one that came. Where both sides edited one
paragraph both stay, the lesser first, and a person is told. A mark is known by what it says and may change its box
and its day. Since what is there counts and not how it came about, merging again changes nothing.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from store.model.value import replace
from store.text.merging.choosing import chosen
from store.text.merging.decisions import Decision
from store.text.merging.marks import MarkText, is_of_two_days, merge_marks, with_day
from store.text.merging.order import in_one_order, places_of, runs_of
from store.text.merging.parts import Block, Key, plain

Name = tuple[Key, int]
"""What a block is known by, and which of the equal ones it is."""

Thing = tuple[str, Name]
"""A block where it is compared with others."""


def merge_gaps(base: str | None, ours: str | None, theirs: str | None) -> str | None:
    """Return the blank lines that stand above something; None says nothing about them."""
    if ours is None or theirs is None:
        return next((gap for gap in (ours, theirs, base) if gap is not None), None)
    return chosen(base, ours, theirs)


class MergedBlocks(Struct, frozen=True):
    """What became of the blocks of one part."""

    blocks: tuple[Block, ...]
    decisions: tuple[Decision, ...] = ()


def merge_blocks(base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block], where: str) -> MergedBlocks:
    """Bring the blocks of one part together.

    Args:
        base: the blocks that both came from; none where there was no such part.
        ours: the blocks of one side.
        theirs: the blocks of the other.
        where: what a decision about them is filed under.
    """
    return _Merge(_named(base), _named(ours), _named(theirs), where).result()


def _named(blocks: Sequence[Block]) -> dict[Name, Block]:
    count: Counter[Key] = Counter()
    named: dict[Name, Block] = {}
    for block in blocks:
        named[block.key, count[block.key]] = block
        count[block.key] += 1
    return named


class _Merge(Struct):
    base: dict[Name, Block]
    ours: dict[Name, Block]
    theirs: dict[Name, Block]
    where: str
    decisions: list[Decision] = field(default_factory=list)

    def result(self) -> MergedBlocks:
        counts = tuple(Counter(key for key, _ in side) for side in (self.base, self.ours, self.theirs))
        kept = {name: self._merged(name) for name in {**self.ours, **self.theirs} if self._stays(name, counts)}
        # What is compared where two runs have to be put one before the other. What is indented comes first: it belongs
        # to what it follows.
        things = {name: (plain(block.text), name) for name, block in kept.items()}
        base, ours, theirs = (
            [things[name] for name in side if name in things] for side in (self.base, self.ours, self.theirs)
        )
        order = in_one_order(base, ours, theirs, set(things.values()), self._ranks(ours, theirs).__getitem__)
        self._decide()
        return MergedBlocks(tuple(kept[name] for _, name in order), tuple(self.decisions))

    def _stays(self, name: Name, counts: tuple[Counter[Key], ...]) -> bool:
        """Tell whether a block of either side stays: both have it, or one has it anew or has changed it."""
        if name in self.ours and name in self.theirs:
            return True
        side = self.ours if name in self.ours else self.theirs
        if name in self.base and side[name].mark and plain(side[name].text) != plain(self.base[name].text):
            return True
        key, number = name
        base, ours, theirs = (count[key] for count in counts)
        return number < chosen(base, ours, theirs)

    def _merged(self, name: Name) -> Block:
        base, ours, theirs = self.base.get(name), self.ours.get(name), self.theirs.get(name)
        if ours is None or theirs is None:
            block = ours or theirs
            assert block is not None  # noqa: S101 - every name is of one of the sides
            return block
        if ours is theirs:
            return ours
        gap = merge_gaps(base.gap if base else None, ours.gap, theirs.gap)
        if ours.mark and theirs.mark and ours.text != theirs.text:
            before = base.mark if base else None
            mark = merge_marks(before, ours.mark, theirs.mark)
            self._decide_day(before, ours.mark, theirs.mark, mark)
            self._decide_comments(before, ours.mark, theirs.mark, mark)
            return replace(ours, gap=gap, text=mark.text, mark=mark)
        text = chosen(base.text if base else None, ours.text, theirs.text)
        return replace(ours if ours.text == text else theirs, gap=gap)

    def _decide_day(self, base: MarkText | None, ours: MarkText, theirs: MarkText, merged: MarkText) -> None:
        if is_of_two_days(base, ours, theirs):
            other = with_day(merged.content, merged.by, min(ours.by, theirs.by))
            before = base.content if base else ""
            self.decisions.append(Decision(where=self.where, kept=merged.content, other=other, base=before))

    def _decide_comments(self, base: MarkText | None, ours: MarkText, theirs: MarkText, merged: MarkText) -> None:
        """Note what both sides wrote into the comments of a mark, of which one is there."""
        known = merged.comments | (base.comments if base else frozenset())
        for side in (ours, theirs):
            if not side.comments <= known:
                kept, other, before = (plain(mark.text).strip() if mark else "" for mark in (merged, side, base))
                self.decisions.append(Decision(where=self.where, kept=kept, other=other, base=before))

    def _ranks(self, ours: list[Thing], theirs: list[Thing]) -> dict[Thing, object]:
        """Return what keeps the run of one side together, or what both edited side by side.

        What follows an earlier paragraph of the base stands first, also where that one is gone.
        """
        places = [places_of(list(self.base), list(side)) for side in (self.ours, self.theirs)]
        shared = set(ours) & set(theirs)
        runs, others = runs_of(ours, shared), runs_of(theirs, shared)
        ranks: dict[Thing, object] = {}
        for anchor in {*runs, *others}:
            one, two = runs.get(anchor, []), others.get(anchor, [])
            are_pairs = len(one) == len(two) and len(one) > 1 and not any(name in self.base for _, name in one + two)
            for run, place in zip((one, two), places, strict=True):
                ranks |= {thing: (place[thing[1]], at if are_pairs else run[0]) for at, thing in enumerate(run)}
        return ranks

    def _decide(self) -> None:
        """Note what both sides made of the same paragraphs, where neither holds what the other has."""
        same = {name for name in self.base if name in self.ours and name in self.theirs}
        gone = runs_of([name for name in self.base if name in same or not self._is_in_one(name)], same)
        if not gone:
            return
        sides = [self._new(side, same) for side in (self.ours, self.theirs)]
        for anchor, before in gone.items():
            new = [side.get(anchor, []) for side in sides]
            if not all(new):
                continue
            if len(before) == len(new[0]) == len(new[1]):
                for old, *both in zip(before, *new, strict=True):
                    self._decide_text([old], *([name] for name in both))
            else:
                self._decide_text(before, *new)

    def _is_in_one(self, name: Name) -> bool:
        return name in self.ours or name in self.theirs

    def _new(self, side: dict[Name, Block], same: set[Name]) -> dict[Name | None, list[Name]]:
        """Return what one side alone has put in, by what it follows of what all have."""
        alone = [
            name
            for name, block in side.items()
            if name in same or not (block.mark or name in self.base or (name in self.ours and name in self.theirs))
        ]
        return runs_of(alone, same)

    def _decide_text(self, before: list[Name], *sides: list[Name]) -> None:
        ours, theirs = (self._text(names, side) for names, side in zip(sides, (self.ours, self.theirs), strict=True))
        kept, other = sorted((ours, theirs))
        self.decisions.append(Decision(where=self.where, kept=kept, other=other, base=self._text(before, self.base)))

    @staticmethod
    def _text(names: list[Name], side: dict[Name, Block]) -> str:
        """Return paragraphs as one text without the blank lines around it."""
        return plain("".join((side[name].gap or "") + side[name].text for name in names)).strip("\n")
