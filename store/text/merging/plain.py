"""Two versions of a file that is no note brought together by its lines, whichever side is called ours."""

from store.text.merge3 import merge_lines
from store.text.merging.choosing import chosen
from store.text.merging.order import in_one_order
from store.text.merging.settings import whole_lines

Lines = dict[tuple[str, int], str]
"""Lines with their ends; a blank one is told apart by its number, from 1."""


def merge_plain(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Merge two texts by lines; None where both changed the same lines, or one of the three is no text."""
    try:
        old, mine, other = (data.decode() for data in (base, ours, theirs))
    except UnicodeDecodeError:
        return None
    if "\0" in old + mine + other:
        return None
    text, clean = merge_lines(old, mine, other)
    return text.encode() if clean else None


def merge_union(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge two lists of lines, such as a .gitignore: each line that a side has added is there, once."""
    old, mine, other = (_by_line(data) for data in (base, ours, theirs))
    blank = chosen(*(sum(not text for text, _ in side) for side in (old, mine, other)))
    kept = {line for line in mine | other if _stays(line, blank, old, mine, other)}
    order = in_one_order(list(old), list(mine), list(other), kept)
    ends = {line: max(side[line] for side in (mine, other) if line in side) for line in order}
    return "".join(line[0] + ends[line] for line in order).encode("utf-8", "surrogateescape")


def _stays(line: tuple[str, int], blank: int, old: Lines, mine: Lines, other: Lines) -> bool:
    """Tell whether a line is wanted: a blank one is one of as many as stay."""
    text, number = line
    return (line in mine and line in other) or line not in old if text else number <= blank


def _by_line(data: bytes) -> Lines:
    """Return each line once, with its line end."""
    found: dict[tuple[str, int], str] = {}
    blank = 0
    for line in whole_lines(data):
        text = line.rstrip("\r\n")
        blank += not text
        found.setdefault((text, 0 if text else blank), line[len(text) :])
    return found
