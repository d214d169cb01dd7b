"""Lines to tick that may also be half ticked: on some of several things."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType

from tui.keymap import bindings
from tui.presentation.spans import Line, Span
from tui.presentation.tags import State
from tui.widgets.wrapped_list import WrappedList

BOX = {
    State.ALL: Span("[x] ", "good"),
    State.SOME: Span("[~] ", "accent"),
    State.NONE: Span("[ ] ", "muted"),
}


class TagList(WrappedList):
    """Enter, Space or a click ticks and unticks; what was half ticked can become so again."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("ticks")

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._first: Mapping[str, State] = {}
        self._now: dict[str, State] = {}

    @property
    def changed(self) -> dict[str, State]:
        """Return the values whose state is another one than at first."""
        return {value: state for value, state in self._now.items() if state is not self._first[value]}

    def show(self, lines: Sequence[tuple[Line, str]], states: Mapping[str, State]) -> None:
        """Show lines, each in the state that its value has."""
        self._first, self._now = dict(states), dict(states)
        self.put(lines)

    def turn(self, states: Mapping[str, str]) -> None:
        """Turn values to states that they were turned to before."""
        self._now |= {
            value: State(state) for value, state in states.items() if value in self._now and state in set(State)
        }
        self._wrap()
        self.refresh(layout=True)

    def paragraphs(self, place: int) -> tuple[Line, ...]:
        """Return a line with its box."""
        one, value = self._lines[place]
        return ((BOX[self._now[value]], *one),)

    def choose(self) -> None:
        """Turn the line under the cursor to its next state."""
        if value := self.value:
            turn = [State.ALL, State.NONE, *([State.SOME] if self._first[value] is State.SOME else [])]
            now = self._now[value]
            self._now[value] = turn[(turn.index(now) + 1) % len(turn)] if now in turn else State.ALL
            self._wrap()

    def action_row_tick(self) -> None:
        """Turn the line under the cursor to its next state."""
        self.choose()
