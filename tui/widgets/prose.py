"""Text to read: wrapped at words, with hanging indents, scrolled by the same keys as lists."""

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.geometry import Size
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Painted

PIECES = re.compile(r"\S+|\s+")


class Prose(Painted):
    """Shows presentation lines; keeps its place when they change."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        can_focus: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.can_focus = can_focus
        self._lines = tuple(lines)
        self._wrapped: list[list[Span]] = []

    def show(self, lines: Sequence[Line], *, from_top: bool = False) -> None:
        """Replace the text; `from_top` scrolls to its beginning."""
        lines = tuple(lines)
        if lines == self._lines:
            return
        self._lines = lines
        self._wrap()
        if from_top:
            self.scroll_to(y=0, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the rows that the text takes at that width, for `height: auto`."""
        return sum(len(wrapped(one, max(8, width - 1))) for one in self._lines)

    def _wrap(self) -> None:
        width = max(8, self.columns)
        self._wrapped = [row for one in self._lines for row in wrapped(one, width)]
        self.virtual_size = Size(self.size.width, len(self._wrapped))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again at the new width."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = y + self.scroll_offset.y
        spans = self._wrapped[index] if index < len(self._wrapped) else []
        return self.paint(spans, self.size.width)

    def action_row_down(self) -> None:
        """Scroll one line down."""
        self.scroll_relative(y=1, animate=False)

    def action_row_up(self) -> None:
        """Scroll one line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_row_first(self) -> None:
        """Scroll to the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_row_last(self) -> None:
        """Scroll to the end."""
        self.scroll_to(y=len(self._wrapped), animate=False)

    def action_row_page_down(self) -> None:
        """Scroll half a page down."""
        self.scroll_relative(y=max(1, self.size.height // 2), animate=False)

    def action_row_page_up(self) -> None:
        """Scroll half a page up."""
        self.scroll_relative(y=-max(1, self.size.height // 2), animate=False)


def hang(one: Line) -> int:
    """Return the cells by which the following lines of a paragraph are set in."""
    if not one:
        return 0
    first = one[0].text
    if len(one) > 1 and first.endswith(" "):
        return cell_len(first)
    return len(first) - len(first.lstrip(" "))


def wrapped(one: Line, width: int) -> list[list[Span]]:
    """Return a paragraph as rows of at most that many cells."""
    indent = hang(one)
    indent = indent if indent < width // 2 else 0
    rows: list[list[Span]] = [[]]
    used = 0
    for span in one:
        for piece in PIECES.findall(safe_line(span.text, 20_000)):
            for part in _parts(piece, max(4, width - indent)):
                cells = cell_len(part)
                if used + cells > width and used > (indent if len(rows) > 1 else 0):
                    rows.append([Span(" " * indent)])
                    used = indent
                    if part.isspace():
                        continue
                rows[-1].append(Span(part, span.tone))
                used += cells
    return rows


def _parts(piece: str, width: int) -> list[str]:
    if cell_len(piece) <= width:
        return [piece]
    step = max(1, width // 2 if not piece.isascii() else width)
    return [piece[i : i + step] for i in range(0, len(piece), step)]
