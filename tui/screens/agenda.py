"""The agenda: whom to contact today, and why. The home of the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.getters import query_one
from textual.widgets import Static

from tui import messages
from tui.bridge.desk import Desk
from tui.bridge.stepping import StepPlace
from tui.keymap import bindings, is_key_of
from tui.presentation import empty
from tui.presentation.spans import BLANK, Line, line
from tui.presentation.tabs import TABS
from tui.widgets.foot import Foot
from tui.widgets.literal import content
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from store.model.agenda import Item
    from store.workspace.snapshot import Snapshot
    from tui.presentation.first_page import FirstPage
    from tui.presentation.rows import Column, Row

MOVES = ("row.down", "row.up", "row.page-down", "row.page-up", "row.first")
"""What works at once: of the keys of a list, those that do not lead to its end."""
FAR = 4
"""Half pages that must be left below the cursor: keys that come all at once are looked at before the first moves it."""
AROUND = ("app.palette", "app.help")
"""Windows in which something to do with the highlighted row is chosen."""


class AgendaScreen(StepPlace):
    """Lists every outstanding step by bucket; the detail pane says why the highlighted one is there."""

    NAME = "agenda"
    TITLE = "Agenda"
    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda")
    WAITS = True
    VERTICAL_BREAKPOINTS = [(0, "-low"), (22, "-tall"), (32, "-high")]  # noqa: RUF012 - as Screen has it

    bar = query_one(TitleBar)
    strip = query_one("#strip", Static)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)
    marks = query_one("#marks", Static)

    def __init__(self) -> None:
        super().__init__()
        self._items: Mapping[str, Item] = {}
        self._page: FirstPage | None = None
        """What is shown until there is a snapshot."""

    def compose(self) -> ComposeResult:
        """Lay out list and detail."""
        yield TitleBar(TABS, self.NAME)
        yield Static(id="strip")
        with Container(id="body"):
            yield RowList((), empty=empty.READING, fits=True, id="rows")
            yield Prose(empty.DETAIL, id="detail")
        yield Static(id="marks")
        yield Foot()

    def on_mount(self) -> None:
        """Begin without marks, and with what is known already."""
        super().on_mount()
        self.marks.display = False
        app = self.app
        if isinstance(app, Desk) and (page := app.early_page()):
            self.show_page(page)

    def show(self, snapshot: Snapshot) -> None:
        """Show the agenda."""
        from tui.presentation.ready import ready

        outlook, key = ready(snapshot).outlook, self._page and self.rows.key
        self._items, self._page = outlook.items, None
        self._fill(outlook.day, outlook.strip, outlook.rows, outlook.columns(cell_len))
        self.is_elsewhere = bool(key) and self.rows.key != key

    def show_page(self, page: FirstPage) -> None:
        """Show the agenda as it was kept; everything but a move of the cursor waits for the snapshot."""
        if self.snapshot is None and self._page is None:
            self._page = page
            self._fill(page.day, page.strip, page.rows, page.columns)

    def give_page_up(self) -> None:
        """Show nothing that is not to be had in full."""
        if self._page is not None:
            self._page = None
            self.rows.show((), empty.READING)
            self._explain()

    def _fill(self, day: str, strip: Line, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        self.bar.say(day)
        self.strip.update(content((strip,)))
        self.rows.show(rows, empty.agenda(), columns)
        self._explain()

    def must_wait(self, event: events.Event) -> bool:
        """Tell whether an event is more than a move of the cursor among the rows that are known."""
        if self._page is None:
            return False
        if not isinstance(event, events.Key):
            return isinstance(event, events.MouseEvent) and not isinstance(event, events.MouseMove)
        if any(is_key_of(event.key, ident) for ident in MOVES):
            return not self._page.is_whole and self.rows.cursor + FAR * self.rows.half_page >= len(self._page.known)
        own = (row.id for row in (*self.BINDINGS, *self.rows.BINDINGS) if isinstance(row, Binding))
        return any(is_key_of(event.key, ident) for ident in (*own, *AROUND) if ident)

    def say_waiting(self) -> None:
        """Say it where the day stands."""
        self.bar.say("reading …")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Dim what needs a step while there is none; one that is not known in full counts."""
        return True if self._page and self.rows.key else super().check_action(action, parameters)

    @property
    def item(self) -> Item | None:
        """Return the highlighted item."""
        return self._items.get(self.rows.key)

    @property
    def chosen(self) -> tuple[Item, ...]:
        """Return the marked items, or else the highlighted one."""
        marked = tuple(self._items[key] for key in self.rows.marked if key in self._items)
        return marked or super().chosen

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        lines: tuple[Line, ...] = ()
        if self._page is not None:
            lines = self._page.reason(self.rows.key)
        elif self.snapshot is not None:
            from tui.presentation.ready import ready

            lines = (*ready(self.snapshot).outlook.reason(self.rows.key), *self._log_of(self.item))
        self.detail.show(lines or empty.DETAIL, from_top=True)
        self.refresh_bindings()

    def _log_of(self, item: Item | None) -> tuple[Line, ...]:
        """Return the latest entries of the item's opportunity, where there is room for them."""
        if item is None or self.snapshot is None or not self.has_class("-wide"):
            return ()
        from tui.presentation.ready import ready
        from tui.presentation.timeline import timeline

        found = ready(self.snapshot).known.get(item.opportunity)
        lines = timeline(found.entries if found else (), self.snapshot.today)
        return (BLANK, line("From its log, the latest first", "strong"), BLANK, *lines) if lines else ()

    def on_resize(self) -> None:
        """Use the room there is now."""
        self.call_after_refresh(self._explain)

    @on(RowList.MarksChanged)
    def _count_marks(self) -> None:
        """Say how many steps are marked, and what can be done to all of them."""
        from tui.presentation.marks import marked_line

        number = self.rows.marks
        self.marks.display = number > 0
        self.marks.update(content((marked_line(number),)), layout=False)

    def ask_to_leave(self) -> bool:
        """Take the marks away before anything closes."""
        if self.rows.marked:
            self.rows.unmark()
            return False
        return True

    @on(RowList.Opened)
    def open(self) -> None:
        """Open what the item leads to."""
        self.open_step()

    def action_item_mark(self) -> None:
        """Mark the highlighted item, or unmark it."""
        self.rows.mark_here()

    def action_item_mark_range(self) -> None:
        """Mark the items up to the highlighted one."""
        self.rows.mark_up_to_here()

    def action_agenda_week(self) -> None:
        """Show the week."""
        self.post_message(messages.OpenWeek())
