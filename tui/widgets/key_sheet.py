"""Keys and what they do, in one column or two; a click on a row does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.keys import Section
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Scrolled, fitted
from tui.widgets.prose import wrapped

TWO = 116
"""Cells from which two columns are set."""
BETWEEN = 4
"""Blank cells between them."""
LONGEST = 16
"""Cells that keys take at most before what they do."""
Laid = tuple[list[Span], str]
"""A row, and the action that it is about."""


class KeySheet(Scrolled):
    """Shows paragraphs, sections of keys, and paragraphs again; scrolls as a text does."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")

    @dataclass
    class Chosen(Message):
        """An action was clicked."""

        ident: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._parts: tuple[Sequence[Line], Sequence[Section], Sequence[Line]] = ((), (), ())
        self._rows: list[tuple[list[Span], tuple[str, ...]]] = []
        self._column = self._longest = 1

    def show(self, above: Sequence[Line], sections: Sequence[Section], below: Sequence[Line]) -> None:
        """Show what stands above the keys, the keys, and what stands below them."""
        self._parts = (tuple(above), tuple(sections), tuple(below))
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Lay out anew at the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        above, sections, below = self._parts
        width = max(20, self.columns - 1)
        count = 2 if width >= TWO and len(sections) > 1 else 1
        self._column = (width - BETWEEN * (count - 1)) // count
        self._longest = min(LONGEST, max((cell_len(keys) for one in sections for keys, *_ in one.rows), default=0)) + 2
        columns = [
            [row for n, one in enumerate(part) for row in self._section(one, n)] for part in _halves(sections, count)
        ]
        text = min(width, TWO - BETWEEN)
        self._rows = [(row, ()) for one in above for row in wrapped(one, text)]
        for y in range(max(map(len, columns), default=0)):
            cells = [column[y] if y < len(column) else ([], "") for column in columns]
            self._rows.append((self._beside([spans for spans, _ in cells]), tuple(ident for _, ident in cells)))
        self._rows += [(row, ()) for one in below for row in wrapped(one, text)]
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def _section(self, one: Section, place: int) -> list[Laid]:
        rows: list[Laid] = [([], "")] * (place > 0)
        rows += [(row, "") for row in wrapped((Span(one.title, "strong"),), self._column)]
        for keys, says, ident in one.rows:
            paragraph = (Span(fitted(safe_line(keys), self._longest), "accent"), Span(says))
            rows += [(row, ident) for row in wrapped(paragraph, self._column)]
        return rows

    def _beside(self, cells: Sequence[list[Span]]) -> list[Span]:
        spans = list(cells[0])
        for other in cells[1:]:
            used = sum(len(fitted(s.text, len(s.text))) for s in spans)
            spans += [Span(" " * (self._column - used + BETWEEN)), *other]
        return spans

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = y + self.scroll_offset.y
        spans = self._rows[index][0] if index < len(self._rows) else []
        return self.paint(spans, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell which action was clicked."""
        index = event.y + self.scroll_offset.y
        idents = self._rows[index][1] if index < len(self._rows) else ()
        column = event.x // (self._column + BETWEEN)
        if column < len(idents) and idents[column]:
            self.post_message(self.Chosen(idents[column]))


def _halves(sections: Sequence[Section], count: int) -> list[Sequence[Section]]:
    """Return the sections in that many columns, about as long as each other, in order."""
    if count == 1:
        return [sections]
    length = [len(one.rows) + 2 for one in sections]
    split = min(range(1, len(sections)), key=lambda at: max(sum(length[:at]), sum(length[at:])))
    return [sections[:split], sections[split:]]
