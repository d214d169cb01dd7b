"""What in the files needs mending, and advice on the search."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.model.problem import Problem
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import empty, problems
from tui.presentation.tabs import TABS
from tui.presentation.words import counted
from tui.widgets.bars import TitleBar
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class ProblemsScreen(Place):
    """Lists problems by severity; Enter opens the file at the line."""

    NAME = "problems"
    TITLE = "Problems"
    CSS_PATH = "problems.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("problems")

    bar = query_one(TitleBar)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._problems: dict[str, Problem] = {}

    def compose(self) -> ComposeResult:
        """Lay out list and mend."""
        yield TitleBar(TABS, self.NAME)
        with Container(id="body"):
            yield RowList(problems.COLUMNS, empty=empty.READING, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Show the problems."""
        found = snapshot.problems
        self._problems = {problems.key(problem, place): problem for place, problem in enumerate(found)}
        self.rows.show(problems.rows(found), empty.PROBLEMS)
        self.bar.say(counted(len(found), "remark"))
        self._explain()

    @property
    def problem(self) -> Problem | None:
        """Return the highlighted problem."""
        return self._problems.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        problem = self.problem
        self.detail.show(problems.detail(problem) if problem else (), from_top=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted problem while there is none."""
        return None if action.startswith("file_") and self.problem is None else True

    @on(RowList.Opened)
    def action_file_edit(self) -> None:
        """Open the file at the line."""
        if problem := self.problem:
            self.post_message(messages.EditFile(problem.path, problem.line))
