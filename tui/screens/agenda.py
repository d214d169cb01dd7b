"""The agenda: whom to contact today, and why. The home of the program."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one
from textual.widgets import Footer

from store.model.agenda import Item
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import agenda, empty
from tui.presentation.days import full
from tui.presentation.debrief import STEPS as DEBRIEFS
from tui.presentation.reasons import reason
from tui.presentation.spans import BLANK, Line, line
from tui.presentation.tabs import TABS
from tui.presentation.timeline import timeline
from tui.widgets.bars import TitleBar
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class AgendaScreen(Place):
    """Lists every outstanding step by bucket; the detail pane says why the highlighted one is there."""

    NAME = "agenda"
    TITLE = "Agenda"
    CSS_PATH = "agenda.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("agenda")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[str, Item] = {}

    def compose(self) -> ComposeResult:
        """Lay out list and detail."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(agenda.COLUMNS, empty=empty.READING, id="rows")
            yield Prose(empty.DETAIL, id="detail")
        yield Footer(show_command_palette=False, compact=True)

    def show(self, snapshot: Snapshot) -> None:
        """Show the agenda."""
        self._items = {agenda.item_id(item): item for item in snapshot.agenda}
        self.bar.say(full(snapshot.today))
        self.rows.show(agenda.rows(snapshot.agenda, snapshot.today), empty.AGENDA)
        self._explain()

    @property
    def item(self) -> Item | None:
        """Return the highlighted item."""
        return self._items.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        if self.snapshot is None:
            return
        item = self.item
        lines = reason(item, self.snapshot.today) if item else empty.DETAIL
        self.detail.show((*lines, *self._log_of(item)), from_top=True)
        self.refresh_bindings()

    def _log_of(self, item: Item | None) -> tuple[Line, ...]:
        """Return the latest entries of the item's opportunity, where there is room for them."""
        if item is None or self.snapshot is None or not self.has_class("-wide"):
            return ()
        found = (o.entries for o in self.snapshot.records.opportunities if o.id == item.opportunity)
        lines = timeline(next(found, ()), self.snapshot.today)
        return (BLANK, BLANK, line("From its log, the latest first", "strong"), BLANK, *lines) if lines else ()

    def on_resize(self) -> None:
        """Use the room there is now."""
        self.call_after_refresh(self._explain)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted item while there is none."""
        return None if action.startswith(("item_", "opportunity_", "file_")) and self.item is None else True

    @on(RowList.Opened)
    def open(self) -> None:
        """Open the opportunity of the item; a debrief opens its form."""
        item = self.item
        if item and item.step in DEBRIEFS:
            self.post_message(messages.CompleteStep(item))
        elif item:
            self.post_message(messages.OpenOpportunity(item.opportunity, agenda.item_id(item)))

    def action_item_done(self) -> None:
        """Log the step as done."""
        if item := self.item:
            self.post_message(messages.CompleteStep(item))

    def action_item_compose(self) -> None:
        """Write the step's letter."""
        if item := self.item:
            self.post_message(messages.ComposeLetter(item.opportunity, item))

    def action_item_snooze(self) -> None:
        """Put the step off."""
        if item := self.item:
            self.post_message(messages.SnoozeStep(item))

    def action_item_skip(self) -> None:
        """Leave the step out."""
        if item := self.item:
            self.post_message(messages.SkipStep(item))

    def action_opportunity_log(self) -> None:
        """Log what happened there."""
        if item := self.item:
            self.post_message(messages.LogTouch(item.opportunity, item.who or "", item.channel or ""))

    def action_opportunity_note(self) -> None:
        """Add a note there."""
        if item := self.item:
            self.post_message(messages.AddNote(item.opportunity, item.who or ""))

    def action_opportunity_debrief(self) -> None:
        """Write down the latest interview there, or the one that the item counts from."""
        if item := self.item:
            self.post_message(messages.WriteDebrief(item.opportunity, item.because.line))

    def action_opportunity_stage(self) -> None:
        """Move it to another stage."""
        if item := self.item:
            self.post_message(messages.MoveStage(item.opportunity))

    def action_file_edit(self) -> None:
        """Open the file where the item comes from."""
        if item := self.item:
            self.post_message(messages.EditFile(item.because.path, item.because.line))
