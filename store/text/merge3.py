"""Two versions of a text brought together by lines, given what both came from."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from store.text.document import lines_of

Block = tuple[int, int, int]
"""Where equal lines start in the base, where in the other text, and how many they are."""


def merge_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Merge two texts that both came from `base`; also tell whether that was clean.

    It is clean when no place was changed by both, or by both in the same way. Where it is not, our lines stand
    first and theirs below them, without any marks: no line of either is lost.
    """
    if all(text and not text.endswith(("\n", "\r")) for text in (base, ours, theirs)):
        # A last line without its end would differ from the same line with something added below it.
        whole, clean = merge_lines(base + "\n", ours + "\n", theirs + "\n")
        return whole.removesuffix("\n"), clean
    old, mine, other = lines_of(base), lines_of(ours), lines_of(theirs)
    merged: list[str] = []
    clean = True
    b = m = o = 0
    for at, mine_at, other_at, count in common_blocks(old, mine, other):
        lines, fits = settle(old[b:at], mine[m:mine_at], other[o:other_at])
        merged += [*lines, *old[at : at + count]]
        clean &= fits
        b, m, o = at + count, mine_at + count, other_at + count
    return "".join(merged), clean


def settle(old: list[str], mine: list[str], other: list[str]) -> tuple[list[str], bool]:
    """Choose between two versions of one place; when both changed it, keep both."""
    if other in (mine, old):
        return mine, True
    if mine == old:
        return other, True
    if mine and not mine[-1].endswith(("\n", "\r")):
        mine = [*mine[:-1], mine[-1] + "\n"]
    return [*mine, *other], False


def common_blocks(old: list[str], mine: list[str], other: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that all three share, and an empty one at the end."""
    ours, theirs = equal_blocks(old, mine), equal_blocks(old, other)
    i = j = 0
    while i < len(ours) and j < len(theirs):
        (a, mine_at, size), (b, other_at, length) = ours[i], theirs[j]
        start, end = max(a, b), min(a + size, b + length)
        if start < end:
            yield start, mine_at + start - a, other_at + start - b, end - start
        if a + size < b + length:
            i += 1
        else:
            j += 1
    yield len(old), len(mine), len(other), 0


def equal_blocks(old: list[str], new: list[str]) -> list[Block]:
    """Return the runs of equal lines; equal beginnings and ends are found without comparing the rest."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    inner = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail]).get_matching_blocks()
    blocks = [(0, 0, head), *((a + head, b + head, size) for a, b, size in inner)]
    return [b for b in [*blocks, (len(old) - tail, len(new) - tail, tail)] if b[2]]
