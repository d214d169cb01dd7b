"""The messages of this run, newest first: what a toast said in passing can be read again."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.keymap import bindings
from tui.presentation.said import Said, lines
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.window import Window


class SaidDialog(Window[None]):
    """Shows what was said."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, said: Sequence[Said]) -> None:
        super().__init__()
        self._said = tuple(said)

    def compose(self) -> ComposeResult:
        """Lay out the log."""
        with Vertical(id="window", classes="-large"):
            yield Static(literal("Messages", "strong"), id="heading")
            yield Prose(lines(self._said), id="keys")
            yield Hint("Newest first. Esc closes.")

    def on_mount(self) -> None:
        """Let the keys scroll the log, and take toasts away: they are in it."""
        self.app.clear_notifications()
        self.query_one(Prose).focus()

    def action_dialog_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_dialog_cancel(self) -> None:
        """Close."""
        self.dismiss(None)
