"""What stands over the columns of a list; a click sorts by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.presentation.rows import GAP, Column, widths
from tui.presentation.spans import Span
from tui.widgets.painting import Painted, fitted


class ColumnHeads(Painted, can_focus=False):
    """One line of words, each over its column; the one that is sorted by carries an arrow."""

    DEFAULT_CSS = "ColumnHeads { height: 1; overflow-y: hidden; }"

    @dataclass
    class Chosen(Message):
        """The head of a column that can be sorted by was clicked."""

        sort: str

    def __init__(self, heads: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        """Make the line.

        Args:
            heads: for each column its word, and what it sorts by; empty = nothing.
            id: as in Textual.
        """
        super().__init__(id=id)
        self._heads = tuple(heads)
        self._columns: tuple[Column, ...] = ()
        self._sort, self._arrow = "", ""

    def show(self, columns: Sequence[Column], sort: str, arrow: str) -> None:
        """Say how the columns lie, what they are sorted by, and which way."""
        self._columns, self._sort, self._arrow = tuple(columns), sort, arrow
        self.refresh()

    def _placed(self) -> list[tuple[int, int, str, str]]:
        """Return start, cells, word and sort of each column that is seen."""
        found, place = [], 1
        cells = widths(self._columns, self.columns - 1)
        for (word, sort), width, column in zip(self._heads, cells, self._columns, strict=True):
            if width:
                found.append((place, width, word, sort))
                place += width + column.after
        return found

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line only
        """Paint the line."""
        if not self._columns:
            return self.paint([], self.size.width)
        placed = self._placed()
        sorted_by = [word for _, _, word, sort in placed if sort == self._sort and word]
        spans: list[Span] = []
        end = 0
        for start, width, word, _ in placed:
            is_chosen = word in sorted_by[-1:]
            text = f"{word} {self._arrow}" if is_chosen else word
            spans.extend((Span(" " * (start - end)), Span(fitted(text, width), "accent" if is_chosen else "muted")))
            end = start + width
        return self.paint(spans, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Tell which column was chosen."""
        for start, width, _, sort in self._placed() if self._columns else ():
            if sort and start <= event.x < start + width + GAP:
                self.post_message(self.Chosen(sort))
