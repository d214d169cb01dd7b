"""A letter filled again with another choice after the user typed in it: what the user typed stays, the rest follows.

The versions are compared line by line as they were meant, not as they are folded; within a line that both changed,
word by word. Only where both changed the same words, or words close to each other, somebody must choose.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.letters.paragraphs import BULLETS, HANGING, Unit, text_of, units_of
from store.model.letter import Refilled
from store.model.value import replace
from store.rules.columns import fold

NEAR = 3
"""Fewer unchanged words than this between two changes do not tell them apart."""
ENDS = re.compile(r"[.!?…。！？][\"”’')\]]*$|\]\]$")
"""What ends a sentence, or stands for one."""
LINE, EMPTY = ("\n", False), ("\n\n", False)
Token = tuple[str, bool]
"""A word with whether a space stands before it, or an end of line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Op:
    """A change: these places of the old text became those of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of the old text that was changed, and what each side made of it."""

    old: tuple[int, int]
    mine: tuple[int, int] | None
    """None = it was not changed on that side."""
    other: tuple[int, int] | None


def refill(filled: str, typed: str, anew: str, width: int | None = None) -> Refilled:
    """Bring together what the user typed and what the template makes of another choice.

    Args:
        filled: the text as the template made it before.
        typed: what the user made of it.
        anew: the text as the template makes it now.
        width: columns to which the template's lines are folded; None = they are not.
    """
    if anew in (typed, filled) or typed == filled:
        text = anew if typed == filled else typed
        return Refilled(text=text, both=text, theirs=text)
    old, mine, other = (units_of(text, width) for text in (filled, typed, anew))
    texts: dict[str, list[Unit]] = {"text": [], "both": [], "theirs": []}
    is_clean = True
    for settled in _settled(old, mine, other, width):
        is_clean &= settled.is_clean
        for name, kept in (("text", settled.mine), ("both", settled.both), ("theirs", settled.other)):
            texts[name] += kept
    return Refilled(is_clean=is_clean, **{name: text_of(kept) for name, kept in texts.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a stretch of the letter becomes: the same in all three where it is clean."""

    mine: Sequence[Unit]
    other: Sequence[Unit]
    is_clean: bool = True

    @property
    def both(self) -> Sequence[Unit]:
        """Both versions, the user's above the template's."""
        if self.is_clean or not self.mine or not self.other:
            return self.mine or self.other
        first, *more = self.other
        return [*self.mine, replace(first, gap=first.gap if first.is_row else max(first.gap, 1)), *more]


def _settled(old: Sequence[Unit], mine: Sequence[Unit], other: Sequence[Unit], width: int | None) -> Iterator[Settled]:
    keys = [[unit.key for unit in units] for units in (old, mine, other)]
    at = mine_at = other_at = 0
    for place in _places(_ops(keys[0], keys[1]), _ops(keys[0], keys[2]), near=0):
        start, end = place.old
        for n in range(start - at):
            yield _same(old[at + n], mine[mine_at + n], other[other_at + n])
        mine_range = place.mine or (mine_at + start - at, mine_at + end - at)
        other_range = place.other or (other_at + start - at, other_at + end - at)
        if place.mine is None or place.other is None:
            kept = mine[slice(*mine_range)] if place.mine else other[slice(*other_range)]
            yield Settled(mine=kept, other=kept)
        else:
            yield _both_changed(old[start:end], mine[slice(*mine_range)], other[slice(*other_range)], width)
        at, mine_at, other_at = end, mine_range[1], other_range[1]
    for was, typed, made in zip(old[at:], mine[mine_at:], other[other_at:], strict=True):
        yield _same(was, typed, made)


def _same(old: Unit, mine: Unit, other: Unit) -> Settled:
    """Return a line whose words nobody changed: folded and set off as the user did it, else as the template does."""
    kept = other if mine.lines == old.lines else mine
    kept = replace(kept, gap=other.gap if mine.gap == old.gap else mine.gap)
    return Settled(mine=[kept], other=[kept])


def _both_changed(old: Sequence[Unit], mine: Sequence[Unit], other: Sequence[Unit], width: int | None) -> Settled:
    if [unit.key for unit in mine] == [unit.key for unit in other]:
        return Settled(mine=mine, other=mine)
    woven = None if any(unit.is_row for unit in (*old, *mine, *other)) else _woven(old, mine, other)
    if woven is None:
        return Settled(mine=mine, other=other, is_clean=False)
    gaps = [units[0].gap if units else 0 for units in (old, mine, other)]
    kept = list(_units(woven, gaps[2] if gaps[1] == gaps[0] else gaps[1], width))
    return Settled(mine=kept, other=kept)


def _woven(old: Sequence[Unit], mine: Sequence[Unit], other: Sequence[Unit]) -> list[Token] | None:
    """Bring both changes of one stretch together word by word; None where they are of the same words."""
    was, typed, made = (_tokens(units) for units in (old, mine, other))
    words = [[word for word, _ in tokens] for tokens in (was, typed, made)]
    woven: list[Token] = []
    at = mine_at = other_at = 0
    for place in _places(_ops(words[0], words[1]), _ops(words[0], words[2]), near=NEAR, words=words[0]):
        start, end = place.old
        mine_range = place.mine or (mine_at + start - at, mine_at + end - at)
        other_range = place.other or (other_at + start - at, other_at + end - at)
        woven += typed[mine_at : mine_range[0]]
        here, there = typed[slice(*mine_range)], made[slice(*other_range)]
        if place.mine and place.other and [word for word, _ in here] != [word for word, _ in there]:
            return None
        woven += here if place.mine else there
        at, mine_at, other_at = end, mine_range[1], other_range[1]
    return [*woven, *typed[mine_at:]]


def _tokens(units: Sequence[Unit]) -> list[Token]:
    tokens: list[Token] = []
    for unit in units:
        tokens += [EMPTY if unit.gap else LINE] if tokens else []
        tokens += unit.words
    return tokens


def _units(tokens: Sequence[Token], gap: int, width: int | None) -> Iterator[Unit]:
    """Yield the lines that tokens make, folded anew."""
    words: list[Token] = []
    for token in (*tokens, LINE):
        if token not in (LINE, EMPTY):
            words.append(token)
            continue
        if words:
            line = "".join(" " * (spaced and n > 0) + word for n, (word, spaced) in enumerate(words))
            hanging = HANGING if line.startswith(BULLETS) else ""
            lines = fold(line, width, hanging) if width else [line]
            yield Unit(lines=tuple(lines), words=tuple(words), gap=gap)
            gap = 0
        gap, words = max(gap, int(token == EMPTY)), []


def _ops(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Op]:
    """Return what changed; where as many places became as many others, each one by itself."""
    found: list[Op] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if end - start == new_end - new_start:
            found += [
                Op(start=start + n, end=start + n + 1, new_start=new_start + n, new_end=new_start + n + 1)
                for n in range(end - start)
            ]
        else:
            found.append(Op(start=start, end=end, new_start=new_start, new_end=new_end))
    return found


def _places(mine: Sequence[Op], other: Sequence[Op], near: int, words: Sequence[str] = ()) -> Iterator[Place]:
    """Yield the changed stretches of the old text from above; changes of both sides that meet are one stretch.

    Args:
        mine: what the user changed.
        other: what the template changed.
        near: so many unchanged places must stand between two changes; 0 = they may touch.
        words: the old text's words, where an end of a sentence or line between two changes sets them apart as well.
    """
    group: list[tuple[Op, bool]] = []
    reach = 0
    for op, is_mine in sorted(
        [*((op, True) for op in mine), *((op, False) for op in other)],
        key=lambda pair: (pair[0].start, pair[0].end, not pair[1]),
    ):
        if group and not _meets(group, reach, op, near, words):
            yield _place(group)
            group = []
        group.append((op, is_mine))
        reach = max(reach, op.end)
    if group:
        yield _place(group)


def _meets(group: Sequence[tuple[Op, bool]], reach: int, op: Op, near: int, words: Sequence[str]) -> bool:
    """Tell whether a change belongs to the same stretch as those before it, which reach so far."""
    if op.start < reach:
        return True
    between = words[max(reach - 1, 0) : op.start]
    if op.start - reach >= near or any(ENDS.search(word) or "\n" in word for word in between):
        return False
    return bool(group)


def _place(group: Sequence[tuple[Op, bool]]) -> Place:
    start, end = min(op.start for op, _ in group), max(op.end for op, _ in group)
    ranges: list[tuple[int, int] | None] = []
    for side in (True, False):
        ops = [op for op, is_mine in group if is_mine is side]
        if ops:
            first, last = ops[0], ops[-1]
            ranges.append((first.new_start - (first.start - start), last.new_end + (end - last.end)))
        else:
            ranges.append(None)
    return Place(old=(start, end), mine=ranges[0], other=ranges[1])
