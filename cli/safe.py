"""Text that may hold anything, made harmless for a terminal, and as wide as it will be shown."""

import unicodedata
from functools import lru_cache

MARK = "…"
"""Stands where a text was cut."""

INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(c) for c in range(0x180B, 0x1810)}
"""Letters by category that show nothing, so that two different names could look the same."""


def safe_text(text: str) -> str:
    """Return one line without control, bidirectional, zero-width and unpaired surrogate characters.

    A tab or another separator becomes a space. What is stored stays as it is; this is for showing only.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(safe_character, text))


@lru_cache(maxsize=4096)
def safe_character(character: str) -> str:
    """Return what is shown in place of one character; nothing for those that steer a terminal."""
    if character in INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character in "\t\n\r\v\f\x85":
        return " "
    if category == "Cs":
        return "�"
    return "" if category in ("Cc", "Cf") else character


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(cells_of, text))


@lru_cache(maxsize=4096)
def cells_of(character: str) -> int:
    """Return how many columns one character takes: none for a combining one, two for a wide one."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return the text within so many columns; a mark at its end tells that something is missing."""
    text = safe_text(text)
    return text if cells(text) <= width else head(text, width - 1) + MARK


def head(text: str, width: int) -> str:
    """Return the longest beginning of the text within so many columns."""
    if text.isascii():
        return text[: max(width, 0)]
    used = 0
    for place, character in enumerate(text):
        used += cells_of(character)
        if used > width:
            return text[:place]
    return text


def column(text: str, width: int) -> str:
    """Return the text in exactly so many columns: cut, or filled with spaces."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))


def wrap(text: str, width: int, taken: int = 0) -> list[str]:
    """Break a text into lines of at most so many columns; a word that is longer is broken too.

    Args:
        text: the text, on as many lines as it likes.
        width: columns of a line.
        taken: columns of the first line that are taken already; where they leave no room for a word it is empty.
    """
    shown = safe_text(text)
    words = shown.split()
    is_even = shown.isascii() or {*map(cells_of, {*shown})} == {1}
    if is_even and all(len(word) <= width for word in words):
        return _wrapped(" ".join(words), width, taken)
    lines: list[str] = []
    line, used = "", taken
    for word in pieces(shown, max(width, 2)):
        size = cells(word)
        if used + bool(line) + size <= width or (used <= 0 and not line):
            used += bool(line) + size
            line = f"{line} {word}" if line else word
        else:
            lines.append(line)
            line, used = word, size
    return [*lines, line] if line else lines


def _wrapped(text: str, width: int, taken: int) -> list[str]:
    """Break a text of single spaces, each character a column wide and each word no longer than a line."""
    lines = []
    room = width - taken
    while len(text) > room:
        end = text.rfind(" ", 0, max(room + 1, 0))
        lines.append(text[: max(end, 0)])
        text = text[end + 1 :]
        room = width
    return [*lines, text] if text else lines


def pieces(text: str, width: int) -> list[str]:
    """Return the words of a text, those longer than `width` columns in several pieces."""
    found: list[str] = []
    for word in text.split():
        rest = word
        while cells(rest) > width:
            start = head(rest, width) or rest[0]
            found.append(start)
            rest = rest[len(start) :]
        found.append(rest)
    return found
