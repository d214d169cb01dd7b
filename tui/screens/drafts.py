"""Letters not sent yet."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.draft import Draft
from store.workspace.snapshot import Snapshot
from store.workspace.unsaved import Unsaved, left_unsaved
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import drafts, empty
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar


class DraftsScreen(Place):
    """Lists drafts, the newest first, with their text beside or below."""

    NAME = "drafts"
    TITLE = "Drafts"
    CSS_PATH = "drafts.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("drafts")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._left: Mapping[str, tuple[Unsaved, Path]] = {}
        """Letters that a program left unsaved when it died, by the keys of their lines."""

    def compose(self) -> ComposeResult:
        """Lay out list and text."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(drafts.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Show the drafts."""
        self._list(snapshot)
        self.look_for_left()

    def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002 - as of every place
        """Look for letters that were put off, or taken up meanwhile."""
        self.look_for_left()

    def look_for_left(self) -> None:
        """Look for letters that are in no file since a program died."""
        self.ask(left_unsaved, self._show_left)

    def _show_left(self, letters: tuple[tuple[Unsaved, Path], ...]) -> None:
        found = {str(file): (typed, file) for typed, file in letters}
        if found != self._left and self.snapshot:
            self._left = found
            self._list(self.snapshot)

    def _list(self, snapshot: Snapshot) -> None:
        companies = {o.id: o.company for o in snapshot.records.opportunities}
        left = drafts.left([(key, typed) for key, (typed, _file) in self._left.items()], companies)
        self.rows.show((*left, *drafts.rows(snapshot.records.drafts, companies, snapshot.today)), empty.drafts())
        number = counted(len(snapshot.records.drafts), "draft")
        unsaved = f"{len(left)} {drafts.NOT_SAVED}" if left else ""
        self.bar.say(f", {number}" if left else number, unsaved)
        self.detail.display = bool(self.rows.keys)
        self._preview()

    @property
    def draft(self) -> Draft | None:
        """Return the highlighted draft."""
        if self.snapshot is None:
            return None
        return next((d for d in self.snapshot.records.drafts if d.path == self.rows.key), None)

    @on(RowList.Highlighted)
    def _preview(self) -> None:
        draft, left = self.draft, self._left.get(self.rows.key or "")
        lines = drafts.left_preview(left[0]) if left else drafts.preview(draft) if draft else ()
        self.detail.show(lines, from_top=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted draft while there is none."""
        return None if action.startswith("file_") and self.draft is None else True

    @on(RowList.Opened)
    def open(self, event: RowList.Opened) -> None:
        """Go on with a letter, or ask what becomes of one that was not saved."""
        if left := self._left.get(event.key):
            self.post_message(messages.AskAboutUnsaved(*left, self.look_for_left))
        else:
            self.post_message(messages.OpenDraft(event.key))

    def action_file_edit(self) -> None:
        """Open the draft's file."""
        if draft := self.draft:
            self.post_message(messages.EditFile(draft.path, draft.body_line))
