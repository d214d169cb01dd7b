"""A word that a dictionary does not know."""

from msgspec import Struct


class Misspelt(Struct, frozen=True, kw_only=True, array_like=True):
    """A word of a text that is in no dictionary, and what may have been meant."""

    line: int
    """From 1."""
    column: int
    """Characters of the line before it."""
    length: int
    """In characters."""
    word: str
    suggestions: tuple[str, ...] = ()
    """The likeliest first; empty where nothing is like it."""
