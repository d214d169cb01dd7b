"""What is in no file and no commit: by day, each with its text, to be brought back."""

from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.left_form import LeftForm
from store.workspace.door import Workspace
from store.workspace.recovery import Recoverable, bringing_back, recoverable, text_of
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import empty, recovery
from tui.presentation.rows import fitting
from tui.presentation.spans import line
from tui.presentation.words import counted
from tui.widgets.bars import Headline
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class RecoverScreen(Place):
    """Lists what was kept; the highlighted text is shown in full, below or beside."""

    NAME = "recover"
    TITLE = "Recovery"
    CSS_PATH = "recover.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("recover")

    headline = query_one(Headline)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[str, Recoverable] = {}
        self._texts: dict[tuple[str, datetime], str] = {}
        self._is_reading = False

    def compose(self) -> ComposeResult:
        """Lay out list and text."""
        yield Headline()
        with Container(id="body"):
            yield RowList(recovery.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - what is kept is in no snapshot
        """Look again: a change may have been made."""
        self.look()

    def on_screen_resume(self, event: events.ScreenResume) -> None:  # noqa: ARG002 - as of every place
        """Look again: a letter or form may have been taken up meanwhile."""
        if self.snapshot is not None:
            self.look()

    def look(self) -> None:
        """Look what there is."""
        self.ask(recoverable, self._list, self._refused)

    def _refused(self, error: Exception) -> None:
        self.rows.show((), (line(str(error), "warn"),))

    def _list(self, found: tuple[Recoverable, ...]) -> None:
        if self.snapshot is None:
            return
        self._found = {one.ident: one for one in found}
        rows = recovery.rows(found, self.snapshot.zone, self.snapshot.today)
        self.rows.show(rows, recovery.nothing(), fitting(recovery.COLUMNS, rows, cell_len))
        self.headline.say("Recovery", "what is in no file and no commit", f"{counted(len(found), 'text')} kept")
        self.detail.display = bool(found)
        self._explain()

    @property
    def one(self) -> Recoverable | None:
        """Return the highlighted text."""
        return self._found.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        one = self.one
        if one is None or self.snapshot is None:
            self.detail.show(())
        else:
            text = self._texts.get((one.ident, one.when))
            self.detail.show(recovery.detail(one, self.snapshot.zone, text), from_top=True)
            if text is None and not self._is_reading:
                self._read(one)
        self.refresh_bindings()

    def _read(self, one: Recoverable) -> None:
        """Read one text; whoever goes on meanwhile asks for the next one only when this is read."""
        self._is_reading = True

        def read(_: Workspace) -> str:
            return text_of(one)

        def shown(text: str) -> None:
            self._is_reading = False
            self._texts[one.ident, one.when] = text
            self._explain()

        def refused(error: Exception) -> None:
            shown(str(error))

        self.ask(read, shown, refused)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted text while there is none."""
        return None if action == "recover_restore" and self.one is None else True

    @on(RowList.Opened)
    def action_recover_restore(self) -> None:
        """Show what bringing back would do, and do it on a yes; for a form or letter ask whether to go on with it."""
        one = self.one
        if one is None:
            return
        if one.left is None:
            self.post_message(
                messages.ShowFirst(lambda _: bringing_back(one), "Bring this back?", "Bring it back", is_own=True)
            )
            return
        typed, file = one.left
        if isinstance(typed, LeftForm):
            self.post_message(messages.AskAboutForm(typed, file, self.look))
        else:
            self.post_message(messages.AskAboutUnsaved(typed, file, self.look))
