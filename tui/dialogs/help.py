"""What a screen is for and every key of it, out of the table of actions; searched by typing."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from tui.actions.naming import with_keys
from tui.keymap import bindings
from tui.presentation.keys import Section, matching
from tui.presentation.spans import BLANK, Line, line
from tui.widgets.hint import Hint
from tui.widgets.key_sheet import KeySheet
from tui.widgets.literal import literal
from tui.widgets.window import Window


class HelpDialog(Window[str | None]):
    """Gives back the id of an action that was clicked; None = it was closed."""

    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "dialog")

    sheet = query_one(KeySheet)
    field = query_one(Input)

    def __init__(self, title: str, about: Sequence[Line], sections: Sequence[Section], more: Sequence[Line]) -> None:
        """Show a help.

        Args:
            title: the name of the screen.
            about: what it is for.
            sections: its keys, the nearest first.
            more: what holds everywhere.
        """
        super().__init__()
        self._heading = title
        self._about, self._sections, self._more = tuple(about), tuple(sections), tuple(more)

    def compose(self) -> ComposeResult:
        """Lay out the title with the search field, and the keys."""
        with Vertical(id="window", classes="-large"):
            with Horizontal(id="top"):
                yield Static(literal(f"Help: {self._heading}", "strong"), id="heading")
                yield Input(placeholder=with_keys("{help.search} search"), id="wanted", compact=True)
            yield KeySheet(id="keys")
            words = "{dialog.cancel} closes. {help.search} searches. A click on a row does it."
            yield Hint(with_keys(words))

    def on_mount(self) -> None:
        """Show everything."""
        self.app.clear_notifications()
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = self.field.value.strip()
        if not wanted:
            self.sheet.show((*self._about, BLANK), self._sections, (BLANK, *self._more))
        elif found := matching(self._sections, wanted):
            self.sheet.show((), found, ())
        else:
            self.sheet.show((line("No key does that. The commands find actions and names alike.", "muted"),), (), ())

    @on(Input.Submitted)
    def _read(self) -> None:
        self.sheet.focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll by the arrows while typing."""
        if self.field.has_focus and event.key in ("down", "pagedown"):
            event.stop()
            self.sheet.focus()

    @on(KeySheet.Chosen)
    def _choose(self, event: KeySheet.Chosen) -> None:
        self.dismiss(event.ident)

    def action_help_search(self) -> None:
        """Go to the field."""
        self.field.focus()

    def action_help_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_dialog_accept(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_dialog_cancel(self) -> None:
        """Take the search away first, then close."""
        if self.field.value or self.field.has_focus:
            self.field.value = ""
            self.sheet.focus()
        else:
            self.dismiss(None)
