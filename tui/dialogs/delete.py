"""Delete opportunities: shows what goes and how it comes back; the key that asked never answers."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from store.model.draft import Draft
from store.model.opportunity import Opportunity
from tui.actions.naming import keys_of
from tui.keymap import bindings
from tui.presentation import chosen
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.window import Window

YES = "y"


class DeleteDialog(Window[str | None]):
    """`y` deletes; Enter and Esc leave everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, opportunities: Sequence[Opportunity], drafts: Sequence[Draft], today: date) -> None:
        super().__init__()
        self._heading = f"Delete {chosen.named(opportunities)}?"
        self._lines = chosen.deleted(opportunities, drafts, today, keys_of("app.undo"))

    def compose(self) -> ComposeResult:
        """Lay out what goes, and the two answers; the harmless one comes first."""
        with Vertical(id="window"):
            yield Static(literal(self._heading, "strong", 160), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                yield Prose(self._lines, id="lines", can_focus=False)
            with Horizontal(id="buttons"):
                yield Button(literal("Keep (Esc)"), id="keep", compact=True)
                yield Button(literal(f"Delete ({YES})"), id="delete", variant="error", compact=True)

    def on_mount(self) -> None:
        """Begin on the harmless answer; a toast would lie over the buttons."""
        self.app.clear_notifications()
        self.query_one("#keep").focus()

    def on_key(self, event: events.Key) -> None:
        """Take the key that deletes."""
        if event.key == YES:
            event.stop()
            self.dismiss(YES)

    def action_dialog_accept(self) -> None:
        """Do nothing: deleting has a key of its own."""

    @on(Button.Pressed, "#delete")
    def press(self) -> None:
        """Delete by mouse."""
        self.dismiss(YES)

    @on(Button.Pressed, "#keep")
    def action_dialog_cancel(self) -> None:
        """Close and delete nothing."""
        self.dismiss(None)
