"""One question with a few answers, each with a key of its own; the key that asked is never the one that answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.window import Window

SCROLLING = {"down": 1, "up": -1, "pagedown": 2, "pageup": -2}
"""Keys that scroll the text: by lines, or by half the window."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its key, what it says, what it gives."""

    key: str
    label: str
    value: str


class ChooseDialog(Window[str | None]):
    """Gives back the value of the answer; None = Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, title: str, lines: Iterable[Line], options: Sequence[Option], refuse: str = "Cancel") -> None:
        super().__init__()
        self._heading, self._refuse = title, refuse
        self._lines = tuple(lines)
        self._options = tuple(options)

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        with Vertical(id="window"):
            yield Static(literal(self._heading, "strong", 160), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                yield Prose(self._lines, id="lines", can_focus=False)
            with Horizontal(id="buttons"):
                yield Button(literal(f"{self._refuse} (Esc)"), id="cancel", compact=True)
                for place, option in enumerate(self._options):
                    yield Button(literal(f"{option.label} ({option.key})"), id=f"option-{place}", compact=True)

    def on_mount(self) -> None:
        """Take toasts away: one would lie over the buttons."""
        self.app.clear_notifications()

    def on_key(self, event: events.Key) -> None:
        """Take an answer's key, or scroll what there is to read."""
        for option in self._options:
            if event.key == option.key:
                event.stop()
                self.dismiss(option.value)
                return
        if (by := SCROLLING.get(event.key)) is not None:
            event.stop()
            parts = self.query_one("#parts")
            parts.scroll_relative(y=by if abs(by) == 1 else by // 2 * max(1, parts.size.height // 2), animate=False)

    def action_dialog_accept(self) -> None:
        """Do nothing: an answer has a key of its own."""

    def action_dialog_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    @on(Button.Pressed)
    def press(self, event: Button.Pressed) -> None:
        """Take an answer by mouse or Enter."""
        name = event.button.id or ""
        self.dismiss(self._options[int(name.removeprefix("option-"))].value if name != "cancel" else None)
