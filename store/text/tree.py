"""The nodes of a header: frozen values with their source text, line and place.

Two nodes are equal when they say the same, wherever they stand and however they are written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A word, a number, a date: always the text that a person wrote."""

    text: str
    """The text: quotes, escapes and line folding resolved, nothing else interpreted."""
    line: int = field(default=1, compare=False)
    """Line of the file, from 1."""
    quoted: bool = field(default=False, compare=False)
    """Whether it stands in quotes or is a block of text, so that even `~` and nothing are meant as text."""
    source: str = field(default="", compare=False)
    """As written, with its quotes."""
    span: tuple[int, int] = field(default=(0, 0), compare=False)
    """First and past-the-last byte in the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An alias (`*name`) or a tagged value that stands for something else; it is never followed."""

    source: str
    line: int = field(default=1, compare=False)
    span: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...] = ()
    line: int = field(default=1, compare=False)
    flow: bool = field(default=False, compare=False)
    """Written in brackets."""
    source: str = field(default="", compare=False)
    span: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One key with its value."""

    key: str
    node: "Node"
    line: int = field(default=1, compare=False)
    """Line of the key."""
    key_span: tuple[int, int] = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with their values, in file order."""

    entries: MappingProxyType[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    line: int = field(default=1, compare=False)
    flow: bool = field(default=False, compare=False)
    """Written in braces."""
    source: str = field(default="", compare=False)
    span: tuple[int, int] = field(default=(0, 0), compare=False)

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: str) -> "Node | None":
        """Return the value of a key; None when the key is not there."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    def line_of(self, key: str) -> int:
        """Return the line of a key; for one that is not there, the line where the mapping begins."""
        entry = self.entries.get(key)
        return entry.line if entry else self.line


Node = Scalar | Reference | Sequence | Mapping


def source_of(node: Node) -> str:
    """Return a node as it is written, without blanks and line ends around it."""
    return node.source.strip()


def is_blank(node: Node | None) -> bool:
    """Tell whether a value is missing, empty, `~` or `null`, which all mean that there is none."""
    if node is None:
        return True
    return isinstance(node, Scalar) and not node.quoted and node.text.casefold() in ("", "~", "null")
