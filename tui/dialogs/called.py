"""What a call has left in the log, and what comes next; Enter goes there."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from tui.actions.naming import keys_of
from tui.keymap import bindings, is_key_of
from tui.presentation.spans import Line
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.window import Window


class CalledDialog(Window[str | None]):
    """Gives back `open`, `undo`, or None for closing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, title: str, lines: Iterable[Line], opens: str = "") -> None:
        super().__init__()
        self._heading = title
        self._lines = tuple(lines)
        self._opens = opens

    def compose(self) -> ComposeResult:
        """Lay out what was logged, what is next, and where one can go from here."""
        with Vertical(id="window"):
            yield Static(literal(self._heading, "strong", 160), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                yield Prose(self._lines, id="lines", can_focus=False)
            with Horizontal(id="buttons"):
                if self._opens:
                    yield Button(literal(f"{self._opens} (Enter)"), id="open", variant="primary", compact=True)
                yield Button(literal(f"Take back ({keys_of('app.undo')})"), id="undo", compact=True)
                yield Button(literal("Close (Esc)"), id="close", compact=True)

    def on_mount(self) -> None:
        """Put Enter where it does no harm."""
        self.app.clear_notifications()
        self.query_one("#open" if self._opens else "#close").focus()

    def on_key(self, event: events.Key) -> None:
        """Take the key that undoes everywhere."""
        if is_key_of(event.key, "app.undo"):
            event.stop()
            self.dismiss("undo")

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Take an answer by mouse or Enter."""
        self.dismiss(event.button.id if event.button.id in ("open", "undo") else None)

    def action_dialog_accept(self) -> None:
        """Go where Enter goes."""
        self.dismiss("open" if self._opens else None)

    def action_dialog_cancel(self) -> None:
        """Close."""
        self.dismiss(None)
