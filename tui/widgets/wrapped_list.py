"""Lines to move among, wrapped, several rows each: the ground of lists to tick and lists to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from tui.presentation.spans import Line, Span
from tui.widgets.painting import Painted
from tui.widgets.prose import wrapped

Choices = tuple[tuple[Line, str], ...]
"""Lines to choose among, each with its value."""


class WrappedList(Painted):
    """Shows lines with a cursor; keeps it on its line when they are replaced."""

    cursor = var(0)

    @dataclass
    class Left(Message):
        """The cursor was to go beyond the first line or the last one."""

        listing: "WrappedList"
        down: bool

    @dataclass
    class Moved(Message):
        """The cursor came to stand on a line."""

        value: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: Choices = ()
        self._rows: list[tuple[int, list[Span]]] = []

    @property
    def is_filled(self) -> bool:
        """Tell whether it holds a line."""
        return bool(self._lines)

    @property
    def value(self) -> str:
        """Return the value of the line under the cursor, empty where there is none."""
        return self._lines[self.cursor][1] if self.cursor < len(self._lines) else ""

    def put(self, lines: Sequence[tuple[Line, str]]) -> None:
        """Replace the lines."""
        here = self.value
        values = [value for _line, value in lines]
        self._lines = tuple(lines)
        place = values.index(here) if here and here in values else max(0, min(self.cursor, len(values) - 1))
        self.set_reactive(WrappedList.cursor, place)
        self._wrap()
        self.refresh(layout=True)

    def highlight(self, value: str) -> None:
        """Put the cursor on the line with that value, if there is one."""
        values = [one for _line, one in self._lines]
        if value and value in values:
            self.cursor = values.index(value)

    def paragraphs(self, place: int) -> tuple[Line, ...]:
        """Return what a line is shown as."""
        return (self._lines[place][0],)

    @property
    def line_cells(self) -> int:
        """Return the cells of a line."""
        return self.columns

    def _wrap(self) -> None:
        self._rows = self._rows_at(self.line_cells)
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()

    def _rows_at(self, width: int) -> list[tuple[int, list[Span]]]:
        return [
            (place, row)
            for place in range(len(self._lines))
            for one in self.paragraphs(place)
            for row in wrapped(one, max(12, width))
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the rows that the lines take at that width, for `height: auto`."""
        return len(self._rows_at(width - 1))

    def on_resize(self) -> None:
        """Wrap again at the new width."""
        self._wrap()

    def on_focus(self) -> None:
        """Repaint the cursor."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved(self.value))

    def on_blur(self) -> None:
        """Repaint without the cursor."""
        self.refresh()

    def watch_cursor(self) -> None:
        """Show the cursor, and tell where it is."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved(self.value))

    def _bring_into_view(self) -> None:
        rows = [y for y, (place, _row) in enumerate(self._rows) if place == self.cursor]
        if not rows:
            return
        here = Region(0, rows[0], 1, len(rows))
        self.scroll_to_region(here, animate=False, x_axis=False, force=True, immediate=True)
        if isinstance(self.parent, Widget):  # where it is as high as its lines, what holds it scrolls
            self.parent.scroll_to_region(here.translate(self.virtual_region.offset), animate=False, x_axis=False)

    def move(self, by: int) -> None:
        """Move the cursor by so many lines; tell when there is none left that way."""
        place = max(0, min(len(self._lines) - 1, self.cursor + by))
        if place == self.cursor:
            self.post_message(self.Left(self, by > 0))
        self.cursor = place

    def action_row_down(self) -> None:
        """Go one line down."""
        self.move(1)

    def action_row_up(self) -> None:
        """Go one line up."""
        self.move(-1)

    def action_row_first(self) -> None:
        """Go to the first line."""
        self.cursor = 0

    def action_row_last(self) -> None:
        """Go to the last line."""
        self.cursor = max(0, len(self._lines) - 1)

    def action_row_page_down(self) -> None:
        """Go some lines down."""
        self.cursor = max(0, min(len(self._lines) - 1, self.cursor + max(1, self.size.height // 4)))

    def action_row_page_up(self) -> None:
        """Go some lines up."""
        self.cursor = max(0, self.cursor - max(1, self.size.height // 4))

    def choose(self) -> None:
        """Do what Enter or a click does to the line under the cursor."""

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        index = event.y + self.scroll_offset.y
        if index < len(self._rows):
            self.cursor = self._rows[index][0]
            self.choose()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= len(self._rows):
            return self.paint([], width)
        place, row = self._rows[index]
        is_here = place == self.cursor and self.has_focus
        return self.paint(row, width, self.get_component_rich_style("painted--cursor") if is_here else None)
