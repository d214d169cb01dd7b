"""Columns of plain text: how wide a text stands on a screen, and lines folded to a width.

Wide East Asian characters take two columns, combining marks none.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

WORD = re.compile(r"\[\[ .*? \]\]\S*|\S+")
OPENING = "([{«“‘「『（【"
WIDE = 2
CLOSING = ")]}»”’」』）】、。，．！？：；"


def width_of(text: str) -> int:
    """Return how many columns a line of text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else 1


def fold(line: str, width: int, hanging: str = "", *, split_long: bool = False) -> list[str]:
    """Cut one line into lines of at most `width` columns, at spaces and between wide characters.

    A gap stays whole, and so does a long word (a link), even if it makes the line wider; with `split_long` only
    what fits into a line stays whole.
    `hanging` begins each line but the first.
    """
    if width_of(line) <= width:
        return [line]
    lead = line[: len(line) - len(line.lstrip())]
    lines, current, prefix = [], lead, lead
    for piece, spaced in _pieces(line, width - width_of(hanging), split_long=split_long):
        empty = current == prefix
        joined = current + (" " if spaced and not empty else "") + piece
        if empty or width_of(joined) <= width:
            current = joined
        else:
            lines.append(current)
            prefix = hanging
            current = prefix + piece
    return [*lines, current]


def _pieces(line: str, width: int, *, split_long: bool) -> Iterator[tuple[str, bool]]:
    """Yield what must stay together, each with whether a space stands before it."""
    for match in WORD.finditer(line):
        word = match.group()
        if word.startswith("[[ ") and (not split_long or width_of(word) <= width):
            yield word, True
            continue
        for number, part in enumerate(_breakable(word)):
            for again, piece in enumerate(_chopped(part, width) if split_long else (part,)):
                yield piece, not number and not again


def _breakable(word: str) -> list[str]:
    """Cut a word between wide characters, but neither after an opening nor before a closing sign."""
    if word.isascii():
        return [word]
    parts = [word[0]]
    for before, character in itertools.pairwise(word):
        wide = WIDE in (_columns(character), _columns(before))
        if wide and before not in OPENING and character not in CLOSING and _columns(character):
            parts.append(character)
        else:
            parts[-1] += character
    return parts


def _chopped(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a whole line."""
    parts = [""]
    for character in word:
        if parts[-1] and width_of(parts[-1] + character) > max(width, WIDE):
            parts.append("")
        parts[-1] += character
    return parts
