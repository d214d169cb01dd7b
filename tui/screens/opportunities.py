"""Every opportunity, one line each, narrowed as one types."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Input, Static

from store.model.opportunity import Opportunity
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import empty, opportunities
from tui.presentation.days import full
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.bars import TitleBar
from tui.widgets.foot import Foot
from tui.widgets.literal import literal
from tui.widgets.row_list import RowList


class OpportunitiesScreen(Place):
    """Lists what is open by urgency, what is closed last; `/` narrows."""

    NAME = "opportunities"
    TITLE = "Opportunities"
    CSS_PATH = "opportunities.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("opportunities")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    filter = query_one("#filter", Input)
    count = query_one("#count", Static)

    def compose(self) -> ComposeResult:
        """Lay out filter and list."""
        yield TitleBar(TABS, self.NAME)
        with Horizontal(id="top"):
            yield Static(literal("/", "accent"), id="slash")
            yield Input(placeholder="filter by company, position, person, stage, tag", id="filter", compact=True)
            yield Static("", id="count")
        yield RowList(opportunities.COLUMNS, empty=empty.READING, id="rows")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the list, not in the filter."""
        super().on_mount()
        self.rows.focus()

    def show(self, snapshot: Snapshot) -> None:
        """Show the opportunities that the filter lets through."""
        everything = snapshot.records.opportunities
        found = snapshot.matching(self.filter.value)
        coming = opportunities.next_items(snapshot.agenda)
        nothing = empty.UNMATCHED if everything else empty.OPPORTUNITIES
        self.rows.show(opportunities.rows(found, coming, snapshot.today), nothing)
        self.bar.say(full(snapshot.today))
        total = counted(len(everything), "opportunity", "opportunities")
        self.count.update(
            literal(total if len(found) == len(everything) else f"{len(found)} of {len(everything)}", "muted")
        )
        self.refresh_bindings()

    @property
    def opportunity(self) -> Opportunity | None:
        """Return the highlighted opportunity."""
        if self.snapshot is None:
            return None
        return next((o for o in self.snapshot.records.opportunities if o.id == self.rows.key), None)

    @on(Input.Changed, "#filter")
    def narrow(self) -> None:
        """Narrow the list."""
        if self.snapshot is not None:
            self.show(self.snapshot)

    @on(Input.Submitted, "#filter")
    def keep_filter(self) -> None:
        """Go to the list; the filter stays."""
        self.rows.focus()

    def action_list_filter(self) -> None:
        """Go to the filter."""
        self.set_focus(self.filter)

    def ask_to_leave(self) -> bool:
        """Clear the filter, or leave it, before anything closes."""
        if self.filter.has_focus or self.filter.value:
            self.filter.value = ""
            self.rows.focus()
            return False
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted opportunity while there is none; a slash in the filter is a slash."""
        if action == "list_filter":
            return not self.filter.has_focus
        return None if action.startswith(("item_", "opportunity_", "file_")) and self.opportunity is None else True

    @on(RowList.Opened)
    def open(self, event: RowList.Opened) -> None:
        """Open an opportunity."""
        self.post_message(messages.OpenOpportunity(event.key))

    def action_item_compose(self) -> None:
        """Write a letter there, for what is most urgent."""
        if (o := self.opportunity) and self.snapshot:
            coming = opportunities.next_items(self.snapshot.agenda)
            self.post_message(messages.ComposeLetter(o.id, coming.get(o.id)))

    def action_item_call(self) -> None:
        """Open a call sheet there, for what is most urgent."""
        if (o := self.opportunity) and self.snapshot:
            item = opportunities.next_items(self.snapshot.agenda).get(o.id)
            self.post_message(messages.OpenCall(o.id, item, to=(item and item.ident) or ""))

    def action_opportunity_panel(self) -> None:
        """Show the letters to everybody of the latest interview there."""
        if o := self.opportunity:
            self.post_message(messages.OpenPanel(o.id))

    def action_opportunity_log(self) -> None:
        """Log what happened there."""
        if o := self.opportunity:
            self.post_message(messages.LogTouch(o.id))

    def action_opportunity_note(self) -> None:
        """Add a note there."""
        if o := self.opportunity:
            self.post_message(messages.AddNote(o.id))

    def action_opportunity_debrief(self) -> None:
        """Write down the latest interview there."""
        if o := self.opportunity:
            self.post_message(messages.WriteDebrief(o.id))

    def action_opportunity_stage(self) -> None:
        """Move it to another stage."""
        if o := self.opportunity:
            self.post_message(messages.MoveStage(o.id))

    def action_file_edit(self) -> None:
        """Open its file."""
        if o := self.opportunity:
            self.post_message(messages.EditFile(o.path))
