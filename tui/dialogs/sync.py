"""The window of a sync: how far it is, a way to stop it, and what came of it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Button, ProgressBar, Static

from store.model.sync import Progress
from tui.keymap import bindings
from tui.presentation import sync
from tui.presentation.spans import Line
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.window import Window


class SyncDialog(Window[None]):
    """Shows a sync while it runs; closing the window lets it run on."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    bar = query_one(ProgressBar)
    doing = query_one("#doing", Static)
    lines = query_one("#lines", Prose)

    def __init__(
        self, lines: Sequence[Line], progress: Progress | None, stop: Callable[[], None], *, leaving: bool = False
    ) -> None:
        """Show a sync.

        Args:
            lines: where the vault stands.
            progress: how far the sync is by now.
            stop: asks it to end.
            leaving: whether the program waits for it and ends then; closing the window ends it at once.
        """
        super().__init__()
        self._leaving = leaving
        self._lines = tuple(lines)
        self._progress = progress
        self._stop = stop
        self.is_over = False

    def compose(self) -> ComposeResult:
        """Lay out the bar, what is said, and the ways out."""
        with Vertical(id="window"):
            yield Static(literal("Sync before leaving" if self._leaving else "Sync", "strong"), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                yield Prose(self._lines, id="lines", can_focus=False)
            yield Static("", id="doing")
            yield ProgressBar(
                show_eta=False, show_percentage=False
            )  # the line above says how much, where anybody knows
            with Horizontal(id="buttons"):
                way_out = "Quit without waiting (Esc)" if self._leaving else "Go on behind (Esc)"
                yield Button(literal(way_out), id="cancel", compact=True)
                if not self._leaving:
                    yield Button(literal("Stop (x)"), id="stop", compact=True)

    def on_mount(self) -> None:
        """Show how far it is by now."""
        self.app.clear_notifications()
        if self.is_over:  # it was quicker than the window
            self.over(self._lines)
        else:
            self.moved(self._progress)

    def moved(self, progress: Progress | None) -> None:
        """Show how far it is."""
        if self.is_over or not self.is_attached:
            return
        self.doing.update(literal(sync.going(progress)))
        share = sync.percent(progress) if progress else None
        self.bar.update(total=None if share is None else 100, progress=share or 0)

    def over(self, lines: Sequence[Line]) -> None:
        """Show what came of it."""
        self.is_over, self._lines = True, tuple(lines)
        if not self.is_attached:
            return
        self.lines.show(lines)
        self.add_class("-over")
        for part in self.query("#doing, ProgressBar, #stop"):
            part.display = False
        button = self.query_one("#cancel", Button)
        button.label = literal("Close (Esc)")
        button.refresh(layout=True)  # else it stays as wide as its longer words were

    def on_key(self, event: events.Key) -> None:
        """Stop it by its key."""
        if event.key == "x" and not self.is_over and not self._leaving:
            event.stop()
            self.stop_it()

    @on(Button.Pressed, "#stop")
    def stop_it(self) -> None:
        """Ask the sync to end at the next safe place."""
        self._stop()
        self.doing.update(literal("stopping …"))

    def action_dialog_accept(self) -> None:
        """Close the window when it is over."""
        if self.is_over:
            self.dismiss(None)

    @on(Button.Pressed, "#cancel")
    def action_dialog_cancel(self) -> None:
        """Close the window; the sync goes on."""
        self.dismiss(None)
