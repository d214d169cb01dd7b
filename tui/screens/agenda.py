"""The agenda: whom to contact today, and why. The home of the program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one
from textual.widgets import Static

from tui import messages
from tui.bridge.stepping import StepPlace
from tui.keymap import bindings
from tui.presentation import empty
from tui.presentation.days import full
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
        """Begin without marks."""
        super().on_mount()
        self.marks.display = False

    def show(self, snapshot: Snapshot) -> None:
        """Show the agenda."""
        from tui.presentation.ready import ready

        self._items = ready(snapshot).items
        self.bar.say(full(snapshot.today))
        self.strip.update(content((ready(snapshot).strip,)))
        self.rows.show(ready(snapshot).agenda, empty.agenda(), ready(snapshot).agenda_columns(cell_len))
        self._explain()

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
        if self.snapshot is None:
            return
        from tui.presentation.reasons import reason

        item = self.item
        lines = reason(item, self.snapshot.today) if item else empty.DETAIL
        self.detail.show((*lines, *self._log_of(item)), from_top=True)
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
