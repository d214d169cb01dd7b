"""What two machines changed in different ways: both versions, and a key for each decision."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.getters import query_one

from store.workspace.commands.decide import Choice, decide
from store.workspace.reviewing import Undecided, undecided
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.bridge.place import Place
from tui.keymap import bindings
from tui.presentation import empty, review
from tui.presentation.words import counted
from tui.widgets.bars import Headline
from tui.widgets.foot import Foot
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList


class ReviewScreen(Place):
    """Lists what merges left to decide; a decision is one key and one change."""

    NAME = "review"
    TITLE = "Review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("review")

    headline = query_one(Headline)
    rows = query_one("#rows", RowList)
    detail = query_one("#detail", Prose)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, Undecided] = {}

    def compose(self) -> ComposeResult:
        """Lay out list and versions."""
        yield Headline()
        with Container(id="body"):
            yield RowList(review.COLUMNS, empty=empty.READING, fits=True, id="rows")
            yield Prose(id="detail")
        yield Foot()

    def show(self, snapshot: Snapshot) -> None:
        """Show what waits."""
        waiting = undecided(snapshot)
        self._waiting = {review.key(one): one for one in waiting}
        self.rows.show(review.rows(waiting), empty.REVIEW)
        self.headline.say(
            "Review", "what two machines changed in different ways", counted(len(waiting), "decision") + " to make"
        )
        self._explain()

    @property
    def decision(self) -> Undecided | None:
        """Return the highlighted decision."""
        return self._waiting.get(self.rows.key)

    @on(RowList.Highlighted)
    def _explain(self) -> None:
        one = self.decision
        self.detail.show(review.detail(one) if one else (), from_top=True)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Dim what needs a highlighted decision while there is none."""
        return None if action.startswith(("file_", "review_")) and self.decision is None else True

    def action_review_keep(self) -> None:
        """Let what stands be right."""
        self._decide(Choice.KEEP)

    def action_review_take(self) -> None:
        """Take the other version."""
        self._decide(Choice.TAKE)

    def action_review_both(self) -> None:
        """Leave the file as it is."""
        self._decide(Choice.BOTH)

    def _decide(self, choice: Choice) -> None:
        if one := self.decision:
            self.post_message(messages.CarryOut(decide(one, choice)))

    @on(RowList.Opened)
    def action_file_edit(self) -> None:
        """Open the file at the line."""
        if one := self.decision:
            self.post_message(messages.EditFile(one.path, one.review.line))
