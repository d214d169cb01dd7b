"""Mappings key by key: what one side changed is that side's bytes; what both changed is merged by its kind, or chosen.

`stage` and `stage_since` are one value: both come from the same side.
"""

from types import MappingProxyType

from msgspec import Struct

from store.model.value import replace
from store.text.merging.blocks import AGAIN, Block, Cut, alone, cut, from_braces, parsed, said
from store.text.merging.comments import comments_of, joined_lines
from store.text.merging.decisions import KEY as REVIEW
from store.text.merging.decisions import Decision
from store.text.merging.layout import indented, lines_of
from store.text.merging.lists import Outcome, are_words, merged_words
from store.text.merging.order import in_one_order
from store.text.merging.review import merged_review
from store.text.merging.rows import INDENT, NotByLine, Versions, are_rows, merged_rows
from store.text.merging.values import SINCE, STAGE, decided, is_same, kept_stage, rank, settled, text_of
from store.text.tree import Entry, Mapping, Node
from store.text.tree import Sequence as Listing

PAIR = (STAGE, SINCE)
Named = dict[str, Block]
Merged = tuple[Block | None, tuple[Decision, ...]]


class Keys(Struct, frozen=True):
    """A mapping merged: its blocks, what they must say, and what a person should decide."""

    cut: Cut
    decisions: tuple[Decision, ...]
    is_plain: bool = False
    """Whether each key stands in the result just as in one of the versions, and there is nothing to decide."""

    @property
    def text(self) -> str:
        """The lines."""
        blocks = "".join(block.lead + block.core for block in self.cut.blocks)
        return indented(blocks + self.cut.tail, self.cut.indent)

    @property
    def node(self) -> Mapping:
        """What the lines must say."""
        return mapping_of(self.cut.blocks)


class Merger(Struct, frozen=True):
    """Merges the keys of one mapping and of what is below it."""

    where: str = ""
    """What stands before a key in a decision: nothing, or `contacts/NAME/`."""
    also: tuple[Decision, ...] = ()
    """What else is to decide: about the body."""
    is_fine: bool = True
    """Whether lists and mappings are merged inside; otherwise a value that both changed is chosen whole."""

    def merged(self, base: str | None, ours: str, theirs: str) -> Keys | None:
        """Merge three versions of a mapping's text; None when a side cannot be cut by keys."""
        mine, other = cut(ours), cut(theirs)
        if mine is None or other is None:
            return None
        return self.merged_cuts((cut(base) if base is not None else None) or Cut(), mine, other)

    def merged_cuts(self, base: Cut, mine: Cut, other: Cut) -> Keys:
        """Merge three versions of a mapping in blocks."""
        sides = base.named(), mine.named(), other.named()
        forced = {} if self.where else stage_of(*sides)
        kept: Named = {}
        decisions: list[Decision] = []
        for name in sorted({*sides[1], *sides[2]} - self.aside):
            versions = sides[0].get(name), sides[1].get(name), sides[2].get(name)
            block, found = self.of_side(versions, forced[name]) if name in forced else self.block(versions)
            decisions += found
            if block is not None:
                kept[name] = block
        for name in self.aside:
            review = merged_review(
                (sides[0].get(name), sides[1].get(name), sides[2].get(name)), (*decisions, *self.also)
            )
            kept |= {name: review} if review else {}
        order = in_one_order(list(sides[0]), list(sides[1]), list(sides[2]), kept)
        order += [name for name in kept if name not in order]
        blocks = tuple(kept[name] for name in order)
        indent = settled(base.indent if base.blocks else None, mine.indent, other.indent)
        tail = joined_lines(base.tail, mine.tail, other.tail)
        is_plain = not decisions and all(_is_of(block, sides[1:]) for block in blocks)
        return Keys(Cut(blocks, tail, indent), tuple(decisions), is_plain)

    @property
    def aside(self) -> frozenset[str]:
        """The key that holds what is to decide, which is merged last."""
        return frozenset() if self.where else frozenset({REVIEW})

    def block(self, versions: Versions) -> Merged:
        """Merge one key; a key that one side took away goes when the other left it as it was."""
        base, ours, theirs = versions
        left = ours or theirs
        assert left is not None  # noqa: S101 - a key is asked for because a side has it
        if ours is not None and theirs is not None:
            outcome = self.value(base, ours, theirs)
            lead = joined_lines(base.lead if base else "", ours.lead, theirs.lead)
            return replace(left, lead=lead, core=outcome.core, node=outcome.node), outcome.decisions
        if base is None:
            return left, ()
        if not _differs(left, base):
            return None, ()
        if self.is_fine and (are_words(left.key, versions) or are_rows(left.key, versions)):
            inside = self.inside(left.key, versions)
            return (replace(left, core=inside.core, node=inside.node), inside.decisions) if inside else (None, ())
        return left, decided(self.where + left.key, left.node, None, base.node)

    def of_side(self, versions: Versions, side: int) -> Merged:
        """Take one key as one side has it."""
        base, kept, other = versions[0], versions[side], versions[3 - side]
        if kept is not None and other is not None and is_same(kept.node, other.node):
            return self.block(versions)
        is_news = not is_same(said(other), said(base))
        if kept is None:
            if other is not None and is_news and not text_of(other.node):
                return other, ()
            key = other.key if other is not None else ""
            return None, decided(self.where + key, None, said(other), said(base)) if is_news else ()
        found = decided(self.where + kept.key, kept.node, said(other), said(base)) if is_news else ()
        lead = joined_lines(base.lead if base else "", kept.lead, other.lead if other else kept.lead)
        return replace(kept, lead=lead), found

    def value(self, base: Block | None, ours: Block, theirs: Block) -> Outcome:
        """Merge what two sides say under one key."""
        if ours.core == theirs.core or (base and base.core == theirs.core):
            return Outcome(ours.core, ours.node)
        if base and base.core == ours.core:
            return Outcome(theirs.core, theirs.node)
        whole = self.whole(base, ours, theirs)
        if not self.is_fine or (whole.decisions == () and is_word(ours.node) and is_word(theirs.node)):
            return whole
        # Also where the sides say the same, items are put together, since comments and layout of both belong to them.
        return self.inside(ours.key, (base, ours, theirs)) or whole

    def whole(self, base: Block | None, ours: Block, theirs: Block) -> Outcome:
        """Choose what one of two sides says."""
        if is_same(ours.node, theirs.node):
            best = max(ours, theirs, key=lambda block: block.core.encode())
            return Outcome(best.core, best.node)
        for one, two in ((ours, theirs), (theirs, ours)):
            if base and is_same(base.node, one.node):
                return Outcome(two.core, two.node)
        kept, other = (ours, theirs) if rank(ours) > rank(theirs) else (theirs, ours)
        found = decided(self.where + ours.key, kept.node, other.node, said(base))
        return Outcome(kept.core, kept.node, found)

    def inside(self, key: str, versions: Versions) -> Outcome | None:
        """Merge a list or a mapping inside; None when it is neither, or nothing is left of it."""
        if are_words(key, versions):
            return merged_words(*versions)
        if are_rows(key, versions):
            try:
                return merged_rows(self.where + key, versions, self.within)
            except NotByLine:
                return None
        return self.nested(key, versions)

    def within(self, where: str, base: str | None, ours: str, theirs: str) -> Outcome | None:
        """Merge the keys of a mapping below this one."""
        keys = Merger(f"{where}/").merged(base, ours, theirs)
        return Outcome(keys.text, keys.node, keys.decisions) if keys is not None and keys.cut.blocks else None

    def nested(self, key: str, versions: Versions) -> Outcome | None:
        """Merge a mapping that is the value of a key."""
        base, ours, theirs = (_inner(block) for block in versions)
        if ours is None or theirs is None:
            return None
        outcome = self.within(self.where + key, base[1] if base else None, ours[1], theirs[1])
        if outcome is None:
            return None
        same = [b.core for b in versions[1:] if b and _in_braces(b.node) and is_same(b.node, outcome.node)]
        head = settled(base and base[0], ours[0], theirs[0])
        return replace(outcome, core=max(same, default="") or head + outcome.core)


def _is_of(block: Block, sides: tuple[Named, ...]) -> bool:
    """Tell whether one version has a block as it is, under a key that stands once."""
    own = [side[block.name] for side in sides if block.name in side]
    return AGAIN not in block.name and (block.lead, block.core) in {(one.lead, one.core) for one in own}


def is_word(node: Node) -> bool:
    """Tell whether a value has nothing inside."""
    return not isinstance(node, Mapping | Listing)


def _in_braces(node: Node) -> bool:
    return isinstance(node, Mapping) and node.flow


def _differs(left: Block, base: Block) -> bool:
    """Tell whether a side changed a key: what it says, or a comment with words of its own."""
    said = comments_of(left.lead + left.core) - comments_of(base.lead + base.core)
    return not is_same(left.node, base.node) or bool(said)


def _inner(block: Block | None) -> tuple[str, str] | None:
    """Return the line of a key, and the lines of the mapping below it; None when there is none."""
    node = alone(block.core) if block is not None else None
    if block is None or not isinstance(node, Mapping):
        return None
    if not node.flow:
        head, *rest = lines_of(block.core)
        below = next(iter(node), None)
        return (head, "".join(rest)) if below is not None and below.line > 1 else None
    found = parsed(block.core)
    inner = from_braces(node, block.core.encode())
    if found is None or inner is None:
        return None
    return block.core.encode()[: next(iter(found[0])).key_span[1]].decode() + ":\n", indented(inner, INDENT)


def mapping_of(blocks: tuple[Block, ...]) -> Mapping:
    """Return what blocks must say together; of a repeated key the first value counts."""
    entries: dict[str, Entry] = {}
    for block in blocks:
        entries.setdefault(block.key, Entry(key=block.key, node=block.node))
    return Mapping(entries=MappingProxyType(entries))


def stage_of(base: Named, ours: Named, theirs: Named) -> dict[str, int]:
    """Return from which side `stage` and `stage_since` come, if both sides changed them to something else."""
    was, mine, other = (tuple(side[key].node if key in side else None for key in PAIR) for side in (base, ours, theirs))
    if _are_same(mine, other) or _are_same(mine, was) or _are_same(other, was):
        return {}
    return dict.fromkeys(PAIR, 1 if kept_stage(ours, theirs) is ours else 2)


def _are_same(one: tuple[Node | None, ...], other: tuple[Node | None, ...]) -> bool:
    return all(is_same(a, b) for a, b in zip(one, other, strict=True))
