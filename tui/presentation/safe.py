"""Text of unknown origin made harmless for a terminal; the stored text is never altered."""

import unicodedata

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control, format (bidi, zero width), surrogate, private, unassigned, line and paragraph separators."""
LIMIT = 20_000
"""Characters of one text that are looked at; no screen shows more."""


def safe_line(text: str, limit: int = 2_000) -> str:
    """Return the text as one line without anything that a terminal would obey; longer than `limit` is cut."""
    cut = text[: limit * 2]
    if cut.isascii() and cut.isprintable():
        return shorten(cut, limit)
    return shorten("".join(_shown(c, " ") for c in cut), limit)


def safe_text(text: str, limit: int = LIMIT) -> str:
    """Return the text with its line breaks, tabs as spaces, without anything that a terminal would obey."""
    cut = text[: limit * 2].replace("\r\n", "\n").expandtabs(4)
    return shorten("".join(_shown(c, "\n" if c == "\n" else " ") for c in cut), limit)


def _shown(character: str, blank: str) -> str:
    if character in "\n\t\r\u2028\u2029":
        return blank
    return "" if unicodedata.category(character) in HIDDEN else character


def is_shown(character: str) -> bool:
    """Tell whether a character may reach the terminal."""
    return unicodedata.category(character) not in HIDDEN


def shorten(text: str, limit: int) -> str:
    """Return the text cut to `limit` characters, the cut marked with `…`."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
