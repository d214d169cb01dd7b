"""Lines to pick one from, wrapped, several rows each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.wrapped_list import WrappedList


class PickList(WrappedList):
    """Tells which line was picked by Enter or a click; a line without a value is only read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    @dataclass
    class Picked(Message):
        """A line was picked."""

        value: str

    def show(self, lines: Sequence[tuple[Line, str]]) -> None:
        """Replace the lines."""
        if self._lines != tuple(lines):
            self.put(lines)

    def choose(self) -> None:
        """Tell the line under the cursor."""
        if self.value:
            self.post_message(self.Picked(self.value))

    def action_row_open(self) -> None:
        """Tell the line under the cursor."""
        self.choose()
