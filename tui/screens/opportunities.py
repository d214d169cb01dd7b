"""Every opportunity, one line each, narrowed as one types; several are marked and dealt with together."""

from collections.abc import Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from store.errors import QueryFault
from store.model.agenda import Item
from store.model.opportunity import Opportunity
from store.rules.ordering import SORTS
from store.workspace.filters import Filter, forget_filter, save_filter, saved_filters
from store.workspace.narrowing import Narrowing
from store.workspace.remembered import remember, remembered
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.naming import with_keys
from tui.bridge.tending import OpportunityPlace
from tui.dialogs.filters import Choice, Chosen, FiltersDialog, SaveFilterDialog
from tui.keymap import bindings
from tui.presentation import empty, opportunities
from tui.presentation.days import full
from tui.presentation.ready import Order, ready
from tui.presentation.rows import LateRows
from tui.presentation.spans import BLANK
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.column_heads import ColumnHeads
from tui.widgets.filter_bar import FilterBar
from tui.widgets.foot import Foot
from tui.widgets.literal import content
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar

ARROWS = ("↓", "↑")
"""The order as it is, and turned round."""
TURNED = "-"
"""Stands before an order that is remembered turned round."""


class OpportunitiesScreen(OpportunityPlace):
    """Lists what is open by urgency, what is closed last; `/` narrows, z sorts, space marks."""

    NAME = "opportunities"
    TITLE = "Opportunities"
    CSS_PATH = "opportunities.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("opportunities")
    WAITS = True

    bar = query_one(TitleBar)
    top = query_one(FilterBar)
    filter = query_one("#filter", Input)
    heads = query_one(ColumnHeads)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)
    marks = query_one("#marks", Static)

    def __init__(self) -> None:
        super().__init__()
        self._sort, self._is_turned = next(iter(SORTS)), False
        self._has_order = False
        self._seen: tuple[Snapshot | None, str, bool] = (None, "", False)
        """What the following were made of."""
        self._order = Order.of(())
        self._narrowing = Narrowing()
        self.coming: Mapping[str, Item] = {}
        self._known: Mapping[str, Opportunity] = {}

    def compose(self) -> ComposeResult:
        """Lay out filter, list and what is known of the highlighted line."""
        yield TitleBar(TABS, self.NAME)
        yield FilterBar(id="top")
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield ColumnHeads(opportunities.HEADS, id="heads")
                yield RowList(opportunities.columns(self._sort), empty=empty.READING, id="rows")
            yield Prose((), id="detail")
        yield Static(id="marks")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the list, not in the filter, and without marks."""
        super().on_mount()
        self.marks.display = False
        self.rows.focus()
        self.ask(lambda workspace: remembered(workspace.machine).sort, self._begin, is_aside=True)

    def _begin(self, kept: str) -> None:
        """Show the list in the order that it was left with."""
        sort = kept.removeprefix(TURNED)
        if sort in SORTS:
            self._sort, self._is_turned = sort, kept.startswith(TURNED)
        self._has_order = True
        if self.snapshot is not None:
            self.show(self.snapshot)

    # What is shown.

    def show(self, snapshot: Snapshot) -> None:
        """Show the opportunities that the filter lets through, once the order is known."""
        if not self._has_order:
            return
        self._prepare(snapshot)
        self.bar.say(full(snapshot.today))
        self._narrow(snapshot)

    def _prepare(self, snapshot: Snapshot) -> None:
        """Sort: once for one state of the files and one order."""
        made_of = (snapshot, self._sort, self._is_turned)
        if self._seen == made_of:
            return
        if self._seen[0] is not snapshot:
            self.coming = ready(snapshot).coming
            self._known = ready(snapshot).known
            self.top.complete = snapshot.completed
        self._order = ready(snapshot).ordered(self._sort, is_turned=self._is_turned)
        columns = opportunities.columns(self._sort, ready(snapshot).longest(cell_len))
        self.heads.show(columns, self._sort, ARROWS[self._is_turned])
        self.rows.set_columns(columns)
        self._seen = made_of

    def _narrow(self, snapshot: Snapshot) -> None:
        """Show what the filter lets through; of a filter that cannot be read, what the terms before the fault say."""
        everything, idents = self._order
        found, fault = self._narrowing.matching(self.filter.value, everything, snapshot)
        self.top.point_at(fault)
        total = len(everything)
        shown = idents if len(found) == total else [o.id for o in found]
        nothing = empty.unmatched() if total else empty.opportunities()
        self.rows.show(LateRows(shown, ready(snapshot).line), (BLANK, *nothing))  # not close under the heads
        number = counted(total, "opportunity", "opportunities")
        self.top.say_count(number if len(found) == total else f"{len(found)} of {total}")
        self._explain()

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        """Say beside the list what is known of the highlighted line, where there is room."""
        if self.snapshot is not None and self.has_class("-wide"):
            o = self.opportunity
            item = self.coming.get(o.id) if o else None
            self.detail.show(opportunities.beside(o, item, self.snapshot.today), from_top=True)
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Use the room there is now."""
        self.call_after_refresh(self._explain)

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the highlighted opportunity."""
        return self._known.get(self.rows.key)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the marked opportunities, or else of the highlighted one."""
        return self.rows.marked or ((o.id,) if (o := self.opportunity) else ())

    # Filter and order.

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        """Narrow the list."""
        if self.snapshot is not None and self._has_order:
            self._narrow(self.snapshot)

    @on(Input.Submitted, "#filter")
    def keep_filter(self) -> None:
        """Go to the list; the filter stays."""
        self.rows.focus()

    def action_list_filter(self) -> None:
        """Go to the filter."""
        self.set_focus(self.filter)

    def action_list_sort(self) -> None:
        """Sort by the next thing."""
        sorts = list(SORTS)
        self._sort_by(sorts[(sorts.index(self._sort) + 1) % len(sorts)])

    def action_list_turn(self) -> None:
        """Turn the order round."""
        self._sort_by(self._sort, is_turned=not self._is_turned)

    @on(ColumnHeads.Chosen)
    def sort_by_head(self, event: ColumnHeads.Chosen) -> None:
        """Sort by the column that was clicked; the second click turns the order round."""
        self._sort_by(event.sort, is_turned=event.sort == self._sort and not self._is_turned)

    def _sort_by(self, sort: str, *, is_turned: bool = False) -> None:
        self._sort, self._is_turned = sort, is_turned
        kept = f"{TURNED if is_turned else ''}{sort}"
        self.ask(lambda workspace: remember(workspace.machine, sort=kept), lambda _: None, is_aside=True)
        if self.snapshot is not None:
            self.show(self.snapshot)

    def action_list_filters(self) -> None:
        """Choose a saved filter."""
        self.ask(saved_filters, self._choose_filter)

    def _choose_filter(self, filters: tuple[Filter, ...]) -> None:
        if not filters:
            said = "No filter is saved yet. Type one behind {list.filter} and press {list.save-filter} in the list."
            self.notify(with_keys(said), markup=False)
            return

        def answered(chosen: Chosen | None) -> None:
            if chosen and chosen.forget:
                self.ask(lambda workspace: forget_filter(workspace, chosen.name), lambda _: self.action_list_filters())
            elif chosen:
                self.filter.value = next(one.query for one in filters if one.name == chosen.name)
                self.rows.focus()

        choices = [
            Choice(name=one.name, query=one.query, fits=self._fits(one.query), can_go=not one.is_own) for one in filters
        ]
        self.app.push_screen(FiltersDialog(choices), answered)

    def _fits(self, query: str) -> int | None:
        try:
            return len(self.snapshot.matching(query)) if self.snapshot else 0
        except QueryFault:
            return None

    def action_list_save_filter(self) -> None:
        """Save this filter under a name."""
        query = self.filter.value.strip()

        def saved(kept: Filter) -> None:
            self.notify(f"Saved: {kept.name}. f chooses it again.", markup=False)

        def answered(name: str | None) -> None:
            if name:
                self.ask(lambda workspace: save_filter(workspace, name, query), saved)

        if query:
            self.app.push_screen(SaveFilterDialog(query), answered)
        else:
            self.notify("There is no filter to save: type one behind / first.", markup=False)

    # Marks.

    @on(RowList.MarksChanged)
    def _count_marks(self) -> None:
        """Say how many are marked, and what can be done to all of them."""
        number = self.rows.marks
        self.marks.display = number > 0
        self.marks.update(content((opportunities.marked_line(number),)), layout=False)

    def ask_to_leave(self) -> bool:
        """Leave the filter, take the marks away, clear the filter, before anything closes."""
        if self.filter.has_focus or (self.filter.value and not self.rows.marked):
            self.filter.value = ""
            self.rows.focus()
            return False
        if self.rows.marked:
            self.rows.unmark()
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted opportunity while there is none; a slash in the filter is a slash."""
        if action == "list_filter":
            return not self.filter.has_focus
        return None if action.startswith(("item_", "opportunity_", "file_")) and self.opportunity is None else True

    def action_opportunity_mark(self) -> None:
        """Mark the highlighted opportunity, or unmark it."""
        self.rows.mark_here()

    def action_opportunity_mark_range(self) -> None:
        """Mark the opportunities up to the highlighted one."""
        self.rows.mark_up_to_here()

    @on(RowList.Opened)
    def open(self, event: RowList.Opened) -> None:
        """Open an opportunity."""
        self.post_message(messages.OpenOpportunity(event.key))
