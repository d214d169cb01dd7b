"""The window of a vault on its way here: how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, ProgressBar, Static

from store.model.sync import Progress
from tui.keymap import bindings
from tui.presentation import sync
from tui.widgets.literal import literal
from tui.widgets.window import Window


class FetchingDialog(Window[None]):
    """Shows how far it is; Esc asks it to stop."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, address: str, stop: Callable[[], None]) -> None:
        super().__init__()
        self._address, self._stop = address, stop

    def compose(self) -> ComposeResult:
        """Lay out the bar and the way out."""
        with Vertical(id="window"):
            yield Static(literal(f"Fetching from {self._address}", "strong", 160), id="heading")
            yield Static(literal("asking …"), id="doing")
            yield ProgressBar(show_eta=False, show_percentage=False)
            with Horizontal(id="buttons"):
                yield Button(literal("Stop (Esc)"), id="cancel", compact=True)

    def moved(self, progress: Progress) -> None:
        """Show how far it is."""
        if not self.is_mounted:
            return
        self.query_one("#doing", Static).update(literal(sync.going(progress)))
        share = sync.percent(progress)
        self.query_one(ProgressBar).update(total=None if share is None else 100, progress=share or 0)

    def action_dialog_accept(self) -> None:
        """Do nothing: it ends by itself."""

    @on(Button.Pressed, "#cancel")
    def action_dialog_cancel(self) -> None:
        """Ask it to stop; the window closes once it has."""
        self._stop()
        self.query_one("#doing", Static).update(literal("stopping …"))
