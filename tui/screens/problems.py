"""What in the files needs mending, and advice on the search."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.problem import Problem
from store.workspace.commands.mend import can_mend, mend, mend_one
from store.workspace.recovery import recoverable
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.actions.naming import keys_of
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import empty, problems, recovery
from tui.presentation.ready import ready
from tui.presentation.spans import Line
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.title_bar import TitleBar


class ProblemsScreen(Place):
    """Lists problems by severity; Enter opens the file at the line, f mends what has one right answer."""

    NAME = "problems"
    TITLE = "Problems"
    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("problems")
    WAITS = True

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._listed = problems.Listed(())

    def compose(self) -> ComposeResult:
        """Lay out list and mend."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(problems.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Show the problems."""
        self._listed = listed = ready(snapshot).problems
        self.rows.show(listed.rows, problems.proud(_files(snapshot)), listed.columns(cell_len))
        self._say(0)
        self.ask(lambda w: len(recoverable(w)), self._say)
        self._explain()

    def _say(self, kept: int) -> None:
        """Say in the bar how many problems there are, and texts that are in no commit."""
        summary = problems.summary(len(self._listed.by_key), self._listed.mendable)
        self.bar.say(f"{summary}{recovery.hint(kept)}")

    @property
    def problem(self) -> Problem | None:
        """Return the highlighted problem."""
        return self._listed.by_key.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        problem = self.problem
        lines: tuple[Line, ...] = ()
        if problem:
            key = keys_of("problem.mend") if can_mend(problem) else ""
            lines = problems.detail(problem, self._listed.per_file[problem.path] - 1, key)
        self.detail.show(lines, from_top=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted problem while there is none."""
        problem = self.problem
        match action:
            case "problem_mend":
                return True if problem and can_mend(problem) else None
            case "problem_mend_all":
                return True if self._listed.mendable else None
        return None if action.startswith("file_") and problem is None else True

    @on(RowList.Opened)
    def action_file_edit(self) -> None:
        """Open the file at the line."""
        if problem := self.problem:
            self.post_message(messages.EditFile(problem.path, problem.line))

    def action_problem_mend(self) -> None:
        """Show how the highlighted problem would be mended, and mend it on a yes."""
        if problem := self.problem:
            self.post_message(messages.ShowFirst(lambda _: mend_one(problem), "Mend this?", "Mend it", is_own=True))

    def action_problem_mend_all(self) -> None:
        """Show how everything with one right answer would be mended, and mend it on a yes."""
        question = f"Mend {counted(self._listed.mendable, 'remark')} in one change?"
        self.post_message(messages.ShowFirst(lambda _: mend(), question, "Mend all", is_own=True))


def _files(snapshot: Snapshot) -> int:
    records = snapshot.records
    return sum(map(len, (records.opportunities, records.people, records.stories, records.drafts)))
