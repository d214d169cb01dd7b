"""Lines to tick, wrapped, several rows each: what goes into a letter."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.keymap import bindings
from tui.presentation.spans import Line, Span
from tui.widgets.wrapped_list import WrappedList

BOX = {True: Span("[x] ", "good"), False: Span("[ ] ", "muted")}
INDENT = Span("    ")


class TickList(WrappedList):
    """Shows lines with a box each; Enter, Space or a click ticks and unticks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ticks")

    class Changed(Message):
        """A line was ticked or unticked."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._ticked: set[str] = set()
        self._below: Mapping[str, Line] = {}

    @property
    def ticked(self) -> frozenset[str]:
        """Return the values of the ticked lines."""
        return frozenset(self._ticked)

    def show(self, lines: Sequence[tuple[Line, str]], ticked: Iterable[str]) -> None:
        """Replace the lines; those that were there keep their tick and the cursor its line."""
        if self._lines == tuple(lines):
            return
        before = {value for _line, value in self._lines}
        wanted = set(ticked)
        values = [value for _line, value in lines]
        self._ticked = {v for v in values if (v in self._ticked if v in before else v in wanted)}
        self.put(lines)

    def tick_only(self, values: Iterable[str]) -> None:
        """Tick these and no others."""
        ticked = {value for _line, value in self._lines} & set(values)
        if ticked != self._ticked:
            self._ticked = ticked
            self._wrap()
            self.refresh(layout=True)

    def explain(self, below: Mapping[str, Line]) -> None:
        """Show a line below each of these that is ticked."""
        if below != self._below:
            self._below = below
            self._wrap()
            self.refresh(layout=True)

    def paragraphs(self, place: int) -> tuple[Line, ...]:
        """Return a line with its box, and what is said below it."""
        one, value = self._lines[place]
        is_ticked = value in self._ticked
        below = self._below.get(value) if is_ticked else None
        return ((BOX[is_ticked], *one), (INDENT, *below)) if below else ((BOX[is_ticked], *one),)

    def choose(self) -> None:
        """Tick or untick the line under the cursor."""
        if self.value:
            self._ticked ^= {self.value}
            self._wrap()
            self.post_message(self.Changed())

    def action_row_tick(self) -> None:
        """Tick or untick the line under the cursor."""
        self.choose()
