"""File names for new files: short, lower-case, the same on every file system."""

import re
import unicodedata

LONGEST = 80
"""Bytes, so that a suffix and the ending still fit everywhere."""
APART = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "&": " and "}
)
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:-|$)")
"""Names that Windows keeps for devices."""


def slug(company: str, position: str) -> str:
    """Return a file's stem in [a-z0-9-], at most 80 bytes; accents fall, other scripts give way to `opportunity`."""
    words = words_of(company) + words_of(position)
    name = shorten("-".join(words)) or "opportunity"
    return f"at-{name}"[:LONGEST] if RESERVED.match(name) else name


def words_of(text: str) -> list[str]:
    """Return the words of a text in the letters and digits that every file system knows."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(APART))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’.")
    return re.findall(r"[a-z0-9]+", letters)


def shorten(name: str) -> str:
    """Cut a name at its last whole word that fits."""
    if len(name) <= LONGEST:
        return name
    head, dash, _ = name[: LONGEST + 1].rpartition("-")
    return head if dash else name[:LONGEST]
