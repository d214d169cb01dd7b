"""The log as lines with a cursor, so that a promise in it can be ticked; keys go from line to line."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.wrapped_list import WrappedList


class LogList(WrappedList):
    """Tells which line was ticked, by Enter or by a second click; a line without a value is only read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    class Ticked(Message):
        """The line under the cursor is to be ticked, or unticked."""

    @property
    def line_cells(self) -> int:
        """Return the cells of a line, as those of every text to read."""
        return self.measure(self.size.width)

    def show(self, lines: Sequence[tuple[Line, str]]) -> None:
        """Replace the lines; the cursor stays where it was."""
        if self._lines != tuple(lines):
            self.put(lines)

    def move(self, by: int) -> None:
        """Move the cursor by so many lines, blank ones not counted."""
        filled = [place for place, (one, _value) in enumerate(self._lines) if one]
        if filled:
            here = min(range(len(filled)), key=lambda n: abs(filled[n] - self.cursor))
            self.cursor = filled[max(0, min(len(filled) - 1, here + by))]

    def action_row_page_down(self) -> None:
        """Go half a page down."""
        self.move(max(1, self.size.height // 2))

    def action_row_page_up(self) -> None:
        """Go half a page up."""
        self.move(-max(1, self.size.height // 2))

    def action_row_open(self) -> None:
        """Tick the line under the cursor, if it can be."""
        self.choose()

    def choose(self) -> None:
        """Tick the line under the cursor, if it can be."""
        if self.value:
            self.post_message(self.Ticked())

    def on_click(self, event: events.Click) -> None:
        """Go to the line under the mouse; tick it when the cursor already was there."""
        event.prevent_default()
        index = event.y + self.scroll_offset.y
        if index < len(self._rows):
            place = self._rows[index][0]
            if place == self.cursor:
                self.choose()
            self.cursor = place
