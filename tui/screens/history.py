"""What happened, to everything or to one opportunity: by day, each with its change, to be taken back or restored."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.workspace.commands.restore_file import restore_file
from store.workspace.door import Workspace
from store.workspace.happenings import Happening, happenings
from store.workspace.past import difference
from store.workspace.recovery import recoverable
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.naming import keys_of
from tui.bridge.place import Place
from tui.dialogs.pick import PickDialog
from tui.keymap import bindings
from tui.presentation import empty, history, recovery
from tui.presentation.spans import line
from tui.presentation.words import company, counted
from tui.widgets.bars import Headline
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList

PAGE = 100
"""Changes that are read at a time."""
MANY = 200_000
"""Characters of a change that are kept for the screen."""


class HistoryScreen(Place):
    """Lists what happened; the highlighted change is shown line by line, below or beside."""

    NAME = "history"
    TITLE = "History"
    CSS_PATH = "history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("history")

    headline = query_one(Headline)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path
        """The one file whose history is shown; empty = everything."""
        self._found: dict[str, Happening] = {}
        self._wanted = PAGE
        self._is_whole = False
        self._kept = 0
        """Texts that are in no commit, and so on another screen."""
        self._diffs: dict[tuple[str, str], str] = {}
        self._is_reading = False

    def compose(self) -> ComposeResult:
        """Lay out list and detail."""
        yield Headline()
        with Container(id="body"):
            yield RowList(history.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(empty.DETAIL, id="detail")
        yield Foot()

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.rows.focus()

    def show(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - what happened is not in it
        """Read the history anew: the files have changed."""
        self._load()

    def _load(self) -> None:
        path, wanted = self._path, self._wanted
        self.headline.say("History", f"of {self._subject(path)}", "reading …")

        def read(workspace: Workspace) -> tuple[tuple[Happening, ...], int]:
            return happenings(workspace, path or None, wanted), len(recoverable(workspace))

        def shown(read: tuple[tuple[Happening, ...], int]) -> None:
            if (path, wanted) == (self._path, self._wanted):
                found, self._kept = read
                self._is_whole = len(found) < wanted
                self._list(found)

        self.ask(read, shown, self._refused)

    def _refused(self, error: Exception) -> None:
        self.headline.say("History", f"of {self._subject(self._path)}", "")
        self.rows.show((), (line(str(error), "warn"),))
        self.ask(lambda w: len(recoverable(w)), self._say_kept)

    def _say_kept(self, number: int) -> None:
        """Say how many texts are kept elsewhere, where there is no history."""
        self.headline.say("History", f"of {self._subject(self._path)}", recovery.hint(number).removeprefix(", "))

    def _list(self, found: tuple[Happening, ...]) -> None:
        if self.snapshot is None:
            return
        self._found = {one.revision.id: one for one in found}
        self.rows.show(history.rows(found, self.snapshot.zone, self.snapshot.today), history.NOTHING)
        more = "" if self._is_whole else f", {keys_of('history.more')} reads older ones"
        state = f"{counted(len(found), 'change')}{more}{recovery.hint(self._kept)}"
        self.headline.say("History", f"of {self._subject(self._path)}", state)
        self._explain()

    def _subject(self, path: str) -> str:
        if not path:
            return "everything"
        known = self.snapshot.records.opportunities if self.snapshot else ()
        return next((company(o) for o in known if o.path == path), path)

    @property
    def happening(self) -> Happening | None:
        """Return the highlighted change."""
        return self._found.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        one = self.happening
        if one is None or self.snapshot is None:
            self.detail.show(empty.DETAIL)
        else:
            diff = self._diffs.get((one.revision.id, self._path))
            self.detail.show(history.detail(one, self.snapshot.zone, diff), from_top=True)
            if diff is None and not self._is_reading:
                self._read_diff(one)
        self.refresh_bindings()

    def _read_diff(self, one: Happening) -> None:
        """Read one change; whoever goes on meanwhile asks for the next one only when this is read."""
        path, revision = self._path, one.revision
        self._is_reading = True

        def read(workspace: Workspace) -> str:
            return difference(workspace, revision.id, *(revision.paths if path else ()))[:MANY]

        def shown(diff: str) -> None:
            self._is_reading = False
            self._diffs[revision.id, path] = diff
            self._explain()

        def refused(error: Exception) -> None:
            shown(str(error))

        self.ask(read, shown, refused)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a change that it can be done to."""
        one = self.happening
        if action == "history_more":
            return None if self._is_whole else True
        if action == "history_take_back":
            return None if one is None or one.revision.is_first or one.revision.is_merge else True
        if action == "history_restore":
            return True if one and one.revision.touched else None
        if action == "history_one":
            return True if self._path or self._about(one) else None
        return True

    @on(RowList.Opened)
    def open(self) -> None:
        """Open the opportunity that the highlighted change is about."""
        path = self._path or self._about(self.happening)
        known = self.snapshot.records.opportunities if self.snapshot else ()
        if found := next((o for o in known if o.path == path), None):
            self.post_message(messages.OpenOpportunity(found.id))

    def _about(self, one: Happening | None) -> str:
        """Return the first file of a change that is an opportunity, as long as it is there."""
        known = {o.path for o in self.snapshot.records.opportunities} if self.snapshot else set()
        return next((path for path in (one.revision.paths if one else ()) if path in known), "")

    def action_history_one(self) -> None:
        """Show one opportunity only, or everything again."""
        self._path = "" if self._path else self._about(self.happening)
        self._wanted = PAGE
        self._load()

    def action_history_more(self) -> None:
        """Read older changes."""
        self._wanted += PAGE
        self._load()

    def action_history_take_back(self) -> None:
        """Show what takes the highlighted change back, and do it on a yes."""
        if one := self.happening:
            ident = one.revision.id
            self.post_message(
                messages.ShowFirst(lambda w: partial(w.undoing, ident=ident), "Take this back?", "Take it back")
            )

    def action_history_restore(self) -> None:
        """Make a file what it was at the highlighted change: which one is asked where there are several."""
        one = self.happening
        if one is None:
            return
        paths = (self._path,) if self._path else tuple(t.path for t in one.revision.touched)

        def chosen(path: str | None) -> None:
            if path:
                ident = one.revision.id
                self.post_message(
                    messages.ShowFirst(
                        lambda w: restore_file(path, ident, trusted=w.trusted),
                        "Bring this version back?",
                        "Bring it back",
                    )
                )

        if len(paths) == 1:
            chosen(paths[0])
        else:
            choices = [(line(path), path) for path in paths]
            self.app.push_screen(
                PickDialog("Which file is to be as it was?", choices, "Enter goes on, Esc leaves all as it is."), chosen
            )
