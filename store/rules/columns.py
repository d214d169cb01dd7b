"""Columns of plain text: how wide a text stands on a screen, and lines folded to a width.

Wide East Asian characters and pictures take two columns, combining marks none.
"""

import re
import unicodedata
from collections.abc import Iterator

BULLETS = ("-", "*")
WORD = re.compile(r"\[\[ .*? \]\]\S*|\S+")
OPENING = "([{«“‘「『（【"
WIDE = 2
CLOSING = ")]}»”’」』）】、。，．！？：；"
JOINER = "\u200d"
"""Joins pictures to one."""
PICTURE = "\ufe0f"
"""Makes a picture of the sign before it."""
SHADES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
"""Shades of skin for the picture before them."""
FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters that make a flag, two of them."""


def width_of(text: str) -> int:
    """Return how many columns a line of text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in signs(text))


def signs(text: str) -> list[str]:
    """Cut a text into what stands on the screen as one sign: a letter with its accents, a joined picture, a flag."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        if found and _belongs(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _belongs(sign: str, character: str) -> bool:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or unicodedata.combining(character):
        return True
    if sign[-1] == JOINER or character in SHADES:
        return unicodedata.category(sign[0]) == "So" and unicodedata.category(character) in {"So", "Sk"}
    return character in FLAGS and sign in FLAGS


def _columns(sign: str) -> int:
    first = sign[0]
    if unicodedata.combining(first) or unicodedata.category(first) in {"Mn", "Me", "Cf"}:
        return 0
    if PICTURE in sign or first in FLAGS:
        return WIDE
    return WIDE if unicodedata.east_asian_width(first) in "WF" else 1


def fold(line: str, width: int, hanging: str = "", *, split_long: bool = False) -> list[str]:
    """Cut one line into lines of at most `width` columns, at spaces and between wide characters.

    A gap stays whole, and so does a long word (a link), even if it makes the line wider; with `split_long` only
    what fits into a line stays whole.
    `hanging` begins each line but the first, and then a bullet keeps what it points at.
    """
    if width_of(line) <= width:
        return [line]
    lead = line[: len(line) - len(line.lstrip())]
    lines, current, prefix = [], lead, lead
    for piece, spaced in pieces(line, width - width_of(hanging), split_long=split_long):
        empty = current == prefix
        joined = current + (" " if spaced and not empty else "") + piece
        if empty or width_of(joined) <= width or (hanging and current in BULLETS):
            current = joined
        else:
            lines.append(current)
            prefix = hanging
            current = prefix + piece
    return [*lines, current]


def pieces(line: str, width: int, *, split_long: bool = False) -> Iterator[tuple[str, bool]]:
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
    first, *others = signs(word)
    parts, before = [first], first
    for sign in others:
        wide = WIDE in (_columns(sign), _columns(before))
        if wide and before not in OPENING and sign not in CLOSING and _columns(sign):
            parts.append(sign)
        else:
            parts[-1] += sign
        before = sign
    return parts


def _chopped(word: str, width: int) -> list[str]:
    """Cut a word that is wider than a whole line."""
    parts = [""]
    for sign in signs(word):
        if parts[-1] and width_of(parts[-1] + sign) > max(width, WIDE):
            parts.append("")
        parts[-1] += sign
    return parts
