"""A body cut into what the merge moves about: parts, which begin at a heading of level 1-3, and the blocks in them.

A block is what is never cut: a paragraph, a list item with its continuation lines, a heading of level 4-6, a closed
fence or comment as a whole. The blank lines above a block are its gap and travel with it.
"""

from functools import cached_property

from msgspec import Struct

from store.model.entry import WRITTEN
from store.text.headings import Heading
from store.text.merging.marks import MarkText
from store.text.outline import Sort

Key = tuple[str, ...]


def plain(text: str) -> str:
    """Return a text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class Block(Struct, frozen=True):
    """Lines of a body that stay together."""

    sort: Sort
    """What its first line is."""
    gap: str | None
    """The blank lines above it; None where nothing stands above."""
    text: str
    """Its lines with their ends."""
    key: Key
    """What makes it the same block elsewhere: the identity of a mark, else its text."""
    mark: MarkText | None = None


class Part(Struct, frozen=True, dict=True):
    """A heading of level 1-3 and what stands under it; or what stands above the first one, at level 0."""

    level: int
    key: Key
    """What makes it the same part elsewhere: what its heading says."""
    title: str
    """What its heading says, as written."""
    line: str
    """The line of its heading with its end; empty at level 0."""
    heading: Heading | None
    """What it says as a log entry."""
    listed: tuple[Block, ...]
    """The list directly under the heading of a letter; its marks are there and nowhere else."""
    blocks: tuple[Block, ...]
    is_open: bool
    """Whether a fence or comment in it is not closed."""

    @cached_property
    def content(self) -> str:
        """All below the heading."""
        return "".join((block.gap or "") + block.text for block in (*self.listed, *self.blocks))

    @cached_property
    def plain(self) -> str:
        """All below the heading with LF line ends."""
        return plain(self.content)

    @property
    def is_written(self) -> bool:
        """Tell whether it is the entry of a letter."""
        return self.heading is not None and self.heading.kind in WRITTEN


class Body(Struct, frozen=True):
    """A body in parts."""

    head: str
    """The blank lines it begins with."""
    parts: tuple[tuple[str | None, Part], ...]
    """Each part with the blank lines above it; the first one is that at level 0."""
    is_ended: bool
    """Whether its last line that is not blank has a line end."""
    tail: str
    """The blank lines below it."""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in it."""
        return len(self.parts) == 1 and self.parts[0][1] is NOTHING


NOTHING = Part(0, ("",), "", "", None, (), (), is_open=False)
