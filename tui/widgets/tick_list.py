"""Lines to tick, wrapped, several rows each: what goes into a letter."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tui.keymap import bindings
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Painted
from tui.widgets.prose import wrapped

BOX = {True: Span("[x] ", "good"), False: Span("[ ] ", "muted")}


class TickList(Painted):
    """Shows lines with a box each; Enter, Space or a click ticks and unticks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ticks")

    cursor = var(0)

    class Changed(Message):
        """A line was ticked or unticked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[tuple[Line, str], ...] = ()
        self._ticked: set[str] = set()
        self._rows: list[tuple[int, list[Span]]] = []

    @property
    def ticked(self) -> frozenset[str]:
        """Return the values of the ticked lines."""
        return frozenset(self._ticked)

    @property
    def is_filled(self) -> bool:
        """Tell whether there is something to tick."""
        return bool(self._lines)

    def show(self, lines: Sequence[tuple[Line, str]], ticked: Iterable[str]) -> None:
        """Replace the lines; those that were there keep their tick and the cursor its line."""
        if self._lines == tuple(lines):
            return
        before = {value for _line, value in self._lines}
        here = self._lines[self.cursor][1] if self.cursor < len(self._lines) else ""
        wanted = set(ticked)
        values = [value for _line, value in lines]
        self._ticked = {v for v in values if (v in self._ticked if v in before else v in wanted)}
        self._lines = tuple(lines)
        self.set_reactive(TickList.cursor, values.index(here) if here in values else 0)
        self._wrap()
        self.refresh(layout=True)

    def tick_only(self, values: Iterable[str]) -> None:
        """Tick these and no others."""
        self._ticked = {value for _line, value in self._lines} & set(values)
        self._wrap()

    def _wrap(self) -> None:
        self._rows = self._rows_at(self.columns)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def _rows_at(self, width: int) -> list[tuple[int, list[Span]]]:
        return [
            (place, row)
            for place, (line, value) in enumerate(self._lines)
            for row in wrapped((BOX[value in self._ticked], *line), max(12, width))
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the rows that the lines take at that width, for `height: auto`."""
        return len(self._rows_at(width - 1))

    def on_resize(self) -> None:
        """Wrap again at the new width."""
        self._wrap()

    def on_focus(self) -> None:
        """Repaint the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Repaint without the cursor."""
        self.refresh()

    def watch_cursor(self) -> None:
        """Show the cursor."""
        rows = [y for y, (place, _row) in enumerate(self._rows) if place == self.cursor]
        if rows:
            here = Region(0, rows[0], 1, len(rows)).translate(self.virtual_region.offset)
            if isinstance(self.parent, Widget):  # it is as high as its lines: what holds it scrolls
                self.parent.scroll_to_region(here, animate=False, x_axis=False)
        self.refresh()

    def _move(self, by: int) -> None:
        self.cursor = max(0, min(len(self._lines) - 1, self.cursor + by))

    def action_row_down(self) -> None:
        """Go one line down."""
        self._move(1)

    def action_row_up(self) -> None:
        """Go one line up."""
        self._move(-1)

    def action_row_first(self) -> None:
        """Go to the first line."""
        self._move(-len(self._lines))

    def action_row_last(self) -> None:
        """Go to the last line."""
        self._move(len(self._lines))

    def action_row_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        if self.cursor < len(self._lines):
            self._ticked ^= {self._lines[self.cursor][1]}
            self._wrap()
            self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """Tick or untick the line under the mouse."""
        index = event.y + self.scroll_offset.y
        if index < len(self._rows):
            self.cursor = self._rows[index][0]
            self.action_row_tick()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= len(self._rows):
            return self.paint([], width)
        place, row = self._rows[index]
        is_here = place == self.cursor and self.has_focus
        return self.paint(row, width, self.get_component_rich_style("painted--cursor") if is_here else None)
