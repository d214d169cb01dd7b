"""A message on its way: a moment in which it can still be kept, then the wait for the other side."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.keymap import bindings
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.window import Window

GONE = "gone"
"""The answer when the waiting is over."""
GRACE = 2.0
"""Seconds in which Esc still keeps the message."""


class UnderWayDialog(Window[str | None]):
    """Waits a moment, then has the message sent; gives back GONE, or None when it was kept."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, to: str, way: str, send: Callable[[], None]) -> None:
        super().__init__()
        self._to, self._way, self._send = to, way, send
        self._is_going = False

    def compose(self) -> ComposeResult:
        """Lay out what happens."""
        with Vertical(id="window"):
            yield Static(literal(f"To {self._to}", "strong", 160), id="heading")
            yield Static(literal(f"It goes in a moment: {self._way}.", limit=200), id="told")
            yield Hint("Esc keeps it here.", id="way-out")

    def on_mount(self) -> None:
        """Wait a moment."""
        self.app.clear_notifications()
        self.set_timer(GRACE, self._go)

    def _go(self) -> None:
        if self.is_attached and not self._is_going:
            self._is_going = True
            self.query_one("#told", Static).update(literal("On its way; waiting for the other side to take it."))
            self.query_one(Hint).say("It cannot be called back any more.")
            self._send()

    def action_dialog_accept(self) -> None:
        """Do nothing: it was said already."""

    def action_dialog_cancel(self) -> None:
        """Keep it, as long as it is here."""
        if not self._is_going:
            self._is_going = True
            self.dismiss(None)
