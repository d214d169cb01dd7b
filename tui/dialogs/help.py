"""The keys of this screen, out of the table of actions."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.actions.action import Action
from tui.keymap import bindings, keys_of
from tui.presentation.keys import RULES, help_lines
from tui.presentation.spans import BLANK, line
from tui.widgets.literal import literal
from tui.widgets.prose import Prose


class HelpDialog(ModalScreen[None]):
    """Lists the keys by group."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("dialog"),
        Binding("q,question_mark", "dialog_cancel", "Close", show=False),
    ]

    def __init__(self, title: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self._heading = title
        self._actions = tuple(actions)

    def compose(self) -> ComposeResult:
        """Lay out the table."""
        with Vertical(id="window", classes="-large"):
            yield Static(literal(f"Keys: {self._heading}", "strong"), id="heading")
            mouse = line(
                "By mouse: click a line to choose it, once more to open it; the keys below can be clicked too.", "muted"
            )
            yield Prose((*help_lines(self._actions), BLANK, *RULES, BLANK, mouse), id="keys")
            yield Static(
                literal(f"Esc closes. {keys_of('app.palette')} finds any action by name.", "muted"), classes="hint"
            )

    def on_mount(self) -> None:
        """Let the keys scroll the table."""
        self.query_one(Prose).focus()

    def action_dialog_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_dialog_cancel(self) -> None:
        """Close."""
        self.dismiss(None)
