"""Follow another playbook in one opportunity: today's steps beside the new ones, before it is accepted."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.types import CSSPathType
from textual.widgets import Static

from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.rules.comparing import Pair, told
from tui import messages
from tui.keymap import bindings
from tui.presentation import comparison
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.row_list import RowList
from tui.widgets.table import Table
from tui.widgets.window import STYLES, Window

Compare = Callable[[str], Callable[[Any], tuple[Pair, ...]]]
"""The job that works out today's schedule beside the one under a playbook."""
SAME = "This is the one that is followed now."
WORKING = "Working it out …"
TALL = 30
"""Lines of a screen from which the window is as high as what it shows."""
AROUND = 15
"""Lines of the window that neither playbooks nor steps take."""


class PlaybookDialog(Window[str | None]):
    """Lists the playbooks and shows what each would change; Enter follows one."""

    CSS_PATH: ClassVar[CSSPathType | None] = [STYLES, "playbook.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]  # noqa: RUF012 - as Screen has it

    def __init__(
        self, opportunity: Opportunity, books: Sequence[Playbook], usual: str, today: date, compare: Compare
    ) -> None:
        super().__init__()
        self._today = today
        self._opportunity = opportunity
        self._books = tuple(books)
        self._now = opportunity.playbook or usual
        self._compare = compare
        self._compared: dict[str, tuple[Pair, ...]] = {}
        self._most = 0
        """Lines of the longest schedule so far, with the one above it."""

    def compose(self) -> ComposeResult:
        """Lay out the playbooks above the two schedules."""
        with Vertical(id="window"):
            yield Static(literal(f"{self._opportunity.company}: which playbook?", "strong", 120), id="heading")
            yield RowList(comparison.BOOKS, fits=True, id="books")
            yield Static("", id="about")
            yield Table(comparison.BESIDE, fits=True, id="beside")
            yield Table(comparison.STACKED, fits=True, id="stacked")
            yield Hint("Enter follows it, Tab goes to the steps, Esc leaves.")

    def on_mount(self) -> None:
        """Put the cursor on the playbook that is followed."""
        self.app.clear_notifications()
        books = self.query_one("#books", RowList)
        books.show(comparison.books(self._books, self._now))
        books.highlight(self._now)
        books.focus()

    @on(RowList.Highlighted, "#books")
    def show_steps(self, event: RowList.Highlighted) -> None:
        """Show what the highlighted playbook would change."""
        event.stop()
        name = event.key
        book = next((b for b in self._books if b.name == name), None)
        if book is None:
            return
        self._show(book)
        if name not in self._compared:
            self.post_message(messages.Ask(self._compare(name), partial(self._worked_out, book)))

    def _worked_out(self, book: Playbook, pairs: tuple[Pair, ...]) -> None:
        self._compared[book.name] = pairs
        if self.is_attached and self.query_one("#books", RowList).key == book.name:
            self._show(book)

    def _show(self, book: Playbook) -> None:
        pairs = self._compared.get(book.name)
        said = SAME if book.name == self._now else WORKING if pairs is None else f"Steps ahead: {told(pairs)}."
        self.query_one("#about", Static).update(literal(f"{said} ", "accent").append(literal(book.about, "muted")))
        beside = comparison.beside(pairs, self._today, self._now, book.name) if pairs is not None else ()
        self.query_one("#beside", Table).show(beside)
        self.query_one("#stacked", Table).show(comparison.stacked(pairs or (), self._today))
        self._keep_height()

    def _keep_height(self) -> None:
        """Give the steps the lines that they need and there is room for; from playbook to playbook it never shrinks."""
        is_free = self.size.height >= TALL
        room = self.size.height * 92 // 100 - AROUND - len(self._books)
        for table in self.query(Table):
            if table.display:
                self._most = max(self._most, table.virtual_size.height + 1)
            table.styles.max_height = room if is_free else None
            table.styles.min_height = min(room, self._most) if is_free else None

    def on_resize(self) -> None:
        """Set the schedules side by side where there is room for two."""
        window = self.query_one("#window")
        wide = self.size.width * 94 // 100 - 8 >= comparison.SIDE_BY_SIDE
        window.set_class(wide, "-beside")
        window.set_class(not wide, "-stacked")
        self._keep_height()

    @on(RowList.Opened, "#books")
    def choose(self, event: RowList.Opened) -> None:
        """Give back the playbook; the one that is followed already changes nothing."""
        event.stop()
        self.dismiss(None if event.key == self._now else event.key)

    def action_dialog_accept(self) -> None:
        """Give back the highlighted playbook."""
        name = self.query_one("#books", RowList).key
        self.dismiss(None if name == self._now else name or None)

    def action_dialog_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)
