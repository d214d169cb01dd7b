"""The nodes of a header: frozen values with their source text, line and place.

Two nodes are equal when they say the same, wherever they stand and however they are written. They are structs, since
those of thousands of files are made in one go.
"""

from collections.abc import Iterator
from types import MappingProxyType

from msgspec import Struct, field

Span = tuple[int, int]
"""First and past-the-last byte in the header."""


class Piece(Struct, frozen=True, kw_only=True, eq=False):
    """A part of a header."""

    @property
    def says(self) -> object:
        """What is compared."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.says == self.says

    def __ne__(self, other: object) -> bool:
        return not self == other  # a struct has one of its own, by identity

    def __hash__(self) -> int:
        return hash(self.says)


class Scalar(Piece, frozen=True, kw_only=True, eq=False):
    """A word, a number, a date: always the text that a person wrote."""

    text: str
    """The text: quotes, escapes and line folding resolved, nothing else interpreted."""
    line: int = 1
    """Line of the file, from 1."""
    quoted: bool = False
    """Whether it stands in quotes or is a block of text, so that even `~` and nothing are meant as text."""
    source: str = ""
    """As written, with its quotes."""
    span: Span = (0, 0)

    @property
    def says(self) -> object:
        """What is compared: the text."""
        return self.text


class Reference(Piece, frozen=True, kw_only=True, eq=False):
    """An alias (`*name`) or a tagged value that stands for something else; it is never followed."""

    source: str
    line: int = 1
    span: Span = (0, 0)

    @property
    def says(self) -> object:
        """What is compared: as it is written."""
        return self.source


class Sequence(Piece, frozen=True, kw_only=True, eq=False):
    """A list."""

    items: tuple["Node", ...] = ()
    line: int = 1
    flow: bool = False
    """Written in brackets."""
    source: str = ""
    span: Span = (0, 0)

    @property
    def says(self) -> object:
        """What is compared: the items."""
        return self.items


class Entry(Piece, frozen=True, kw_only=True, eq=False):
    """One key with its value."""

    key: str
    node: "Node"
    line: int = 1
    """Line of the key."""
    key_span: Span = (0, 0)

    @property
    def says(self) -> object:
        """What is compared: key and value."""
        return self.key, self.node


class Mapping(Piece, frozen=True, kw_only=True, eq=False):
    """Keys with their values, in file order."""

    entries: MappingProxyType[str, Entry] = field(default_factory=lambda: MappingProxyType({}))
    line: int = 1
    flow: bool = False
    """Written in braces."""
    source: str = ""
    span: Span = (0, 0)

    @property
    def says(self) -> object:
        """What is compared: the entries, in any order."""
        return self.entries

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


NOTHING = frozenset({"", "~", "null"})
LONGEST = 4
"""The length of the longest of them."""
Node = Scalar | Reference | Sequence | Mapping


def source_of(node: Node) -> str:
    """Return a node as it is written, without blanks and line ends around it."""
    return node.source.strip()


def is_blank(node: Node | None) -> bool:
    """Tell whether a value is missing, empty, `~` or `null`, which all mean that there is none."""
    if node is None:
        return True
    if not isinstance(node, Scalar) or node.quoted or len(node.text) > LONGEST:
        return False
    return node.text.casefold() in NOTHING
