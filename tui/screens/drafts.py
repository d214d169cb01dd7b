"""Letters not sent yet."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.draft import Draft
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import drafts, empty
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.bars import TitleBar
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class DraftsScreen(Place):
    """Lists drafts, the newest first, with their text beside or below."""

    NAME = "drafts"
    TITLE = "Drafts"
    CSS_PATH = "drafts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("drafts")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def compose(self) -> ComposeResult:
        """Lay out list and text."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(drafts.COLUMNS, empty=empty.READING, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Show the drafts."""
        companies = {o.id: o.company for o in snapshot.records.opportunities}
        self.rows.show(drafts.rows(snapshot.records.drafts, companies, snapshot.today), empty.DRAFTS)
        self.bar.say(counted(len(snapshot.records.drafts), "draft"))
        self._preview()

    @property
    def draft(self) -> Draft | None:
        """Return the highlighted draft."""
        if self.snapshot is None:
            return None
        return next((d for d in self.snapshot.records.drafts if d.path == self.rows.key), None)

    @on(RowList.Highlighted)
    def _preview(self) -> None:
        draft = self.draft
        self.detail.show(drafts.preview(draft) if draft else (), from_top=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted draft while there is none."""
        return None if action.startswith("file_") and self.draft is None else True

    @on(RowList.Opened)
    def open(self, event: RowList.Opened) -> None:
        """Go on with a letter."""
        self.post_message(messages.OpenDraft(event.key))

    def action_file_edit(self) -> None:
        """Open the draft's file."""
        if draft := self.draft:
            self.post_message(messages.EditFile(draft.path, draft.body_line))
