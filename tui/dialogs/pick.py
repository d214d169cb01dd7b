"""A question whose answers are a list: which story, which word, which place."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.pick_list import PickList
from tui.widgets.prose import Prose
from tui.widgets.window import Window


class PickDialog(Window[str | None]):
    """Gives back the value of the line that was picked; None = Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[Line, str]],
        hint: str,
        *,
        here: str = "",
        lines: Iterable[Line] = (),
        moved: Callable[[str], None] = lambda _value: None,
    ) -> None:
        """Make the question.

        Args:
            title: the question.
            choices: lines with their values.
            hint: what Enter does and what Esc does.
            here: the value under the cursor at first.
            lines: what is said above the list.
            moved: is told the value that the cursor comes to.
        """
        super().__init__()
        self._heading, self._hint, self._here = title, hint, here
        self._choices = tuple(choices)
        self._lines = tuple(lines)
        self._tell = moved

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="window"):
            yield Static(literal(self._heading, "strong", 160), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                if self._lines:
                    yield Prose(self._lines, id="lines", can_focus=False)
                yield PickList(id="choices")
            yield Hint(self._hint)

    def on_mount(self) -> None:
        """Put the cursor on what is chosen now."""
        self.app.clear_notifications()  # a toast would lie over the list
        choices = self.query_one(PickList)
        choices.show(self._choices)
        choices.highlight(self._here)
        choices.focus()
        if not self._here:  # what is said above the list is read first
            self.call_after_refresh(self.query_one("#parts").scroll_home, animate=False)

    @on(PickList.Moved)
    def move(self, event: PickList.Moved) -> None:
        """Tell where the cursor is."""
        if event.value:
            self._tell(event.value)

    @on(PickList.Picked)
    def pick(self, event: PickList.Picked) -> None:
        """Give back what was picked."""
        self.dismiss(event.value)

    def action_dialog_accept(self) -> None:
        """Give back the line under the cursor."""
        self.query_one(PickList).choose()

    def action_dialog_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
