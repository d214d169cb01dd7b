"""A letter or a note as it is set on paper: its text, taken apart, every word of it and no other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; a line break in it is meant."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list: the sign before each item, and the item."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Two columns side by side."""

    rows: tuple[tuple[str, str], ...]
    has_heads: bool = False
    """Whether the first row holds the headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Lines that are kept as they stand, in letters of one width."""

    lines: tuple[str, ...]


Part = Paragraph | Items | Table | Verbatim


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """The parts of a letter, in the order of its text."""

    sender: tuple[str, ...] = ()
    date: str = ""
    recipient: tuple[str, ...] = ()
    lead: tuple[Part, ...] = ()
    """What else stands above the salutation."""
    salutation: str = ""
    parts: tuple[Part, ...] = ()
    closing: str = ""
    signature: tuple[str, ...] = ()
    after: tuple[Part, ...] = ()
    """What stands below the signature."""
