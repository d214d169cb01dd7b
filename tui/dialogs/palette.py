"""The command palette: type a few letters of anything that can be done or gone to; Enter does it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui.keymap import bindings
from tui.presentation.commands import COLUMNS, NOTHING, Entry, Finder, best_first, first, rows
from tui.widgets.hint import Hint
from tui.widgets.row_list import RowList
from tui.widgets.window import Window


class PaletteDialog(Window[Entry | None]):
    """Gives back what was chosen; None = Esc."""

    AUTO_FOCUS = "#wanted"
    BINDINGS: ClassVar[list[BindingType]] = bindings("palette", "dialog")

    def __init__(self, entries: Iterable[Entry], names: Finder | None = None) -> None:
        """Offer entries, and what has a name in the vault: nothing of a kind that there is among the entries."""
        super().__init__()
        self._finders = (Finder(entries), *((names,) if names else ()))

    def compose(self) -> ComposeResult:
        """Lay out the field and what is found."""
        with Vertical(id="window", classes="-large"):
            yield Input(placeholder="What to do, or a name", id="wanted", compact=True)
            yield RowList(COLUMNS, fits=True, id="found")
            yield Hint("Enter does it, ↑ ↓ choose, Esc closes.")

    def on_mount(self) -> None:
        """Offer what applies here."""
        self.app.clear_notifications()
        self._find()

    @property
    def found(self) -> RowList:
        """Return the list of what is found."""
        return self.query_one("#found", RowList)

    @on(Input.Changed)
    def _find(self) -> None:
        typed = self.query_one(Input).value.strip()
        found = best_first(*(finder.ranked(typed) for finder in self._finders))
        self.found.show(rows(found), NOTHING)
        self.found.highlight(first(found, typed))
        if self.found.cursor < MANY:
            self.found.scroll_to(y=0, animate=False)

    def action_palette_down(self) -> None:
        """Go to the next one."""
        self.found.move(1)

    def action_palette_up(self) -> None:
        """Go to the one before."""
        self.found.move(-1)

    def action_palette_page_down(self) -> None:
        """Go half a page down."""
        self.found.action_row_page_down()

    def action_palette_page_up(self) -> None:
        """Go half a page up."""
        self.found.action_row_page_up()

    @on(Input.Submitted)
    def action_dialog_accept(self) -> None:
        """Choose the highlighted one."""
        self._choose(self.found.key)

    @on(RowList.Highlighted)
    def _keep_typing(self) -> None:
        self.query_one(Input).focus()

    @on(RowList.Opened)
    def _open(self, event: RowList.Opened) -> None:
        self._choose(event.key)

    def _choose(self, key: str) -> None:
        entry = next(filter(None, (finder.entry(key) for finder in self._finders)), None)
        if entry is not None:
            self.dismiss(entry)

    def action_dialog_cancel(self) -> None:
        """Close."""
        self.dismiss(None)


MANY = 3
"""Rows above which the list is shown from its beginning."""
