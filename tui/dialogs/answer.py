"""A step that is a question: its answers as a list, the first one highlighted."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from store.model.agenda import Item
from tui.keymap import bindings
from tui.presentation.marks import about
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList
from tui.widgets.window import Window

MEANS = {
    "yes": "the steps after it begin",
    "yes/no": "called off: nothing follows from it",
    "go on": "each week, as until now",
    "slow down": "once a month from now on",
    "close": "moves it to withdrawn",
    "keep open": "everything goes on as it is",
    "withdraw": "moves it to withdrawn",
    "add them": "they appear on the agenda",
    "add them/no": "leaves them out for good",
}
"""What an answer does; where it depends on the question, the first answer stands before it."""


LONGEST = 24
"""Cells that an answer takes at most."""


class AnswerDialog(Window[str | None]):
    """Gives back the answer; None = Esc. The key that asked is not the one that answers."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__()
        self._items = tuple(items)
        self._answers = items[0].answers

    def compose(self) -> ComposeResult:
        """Lay out the question and its answers."""
        title = self._items[0].title
        with Vertical(id="window"):
            yield Static(
                literal(title if title.endswith("?") else f"{title}: your answer", "strong", 120), id="heading"
            )
            with VerticalScroll(id="parts", can_focus=False):
                yield Prose(about(self._items), id="lines", can_focus=False)
            longest = min(LONGEST, max(map(len, self._answers)))
            yield RowList((Column(least=longest), Column(least=24, share=1)), id="answers")
            yield Hint("Enter answers, Esc leaves it open.")

    def on_mount(self) -> None:
        """Put the cursor on the first answer."""
        self.app.clear_notifications()  # a toast would lie over the answers
        answers = self.query_one("#answers", RowList)
        answers.show([Row(key=a, cells=(Span(a, "strong"), Span(self._means(a), "muted"))) for a in self._answers])
        answers.styles.height = len(self._answers)
        answers.highlight(self._answers[0])
        answers.focus()

    def _means(self, answer: str) -> str:
        return MEANS.get(f"{self._answers[0]}/{answer}") or MEANS.get(answer, "")

    @on(RowList.Opened)
    def choose(self, event: RowList.Opened) -> None:
        """Give back the answer."""
        self.dismiss(event.key)

    def action_dialog_accept(self) -> None:
        """Give back the highlighted answer."""
        self.dismiss(self.query_one("#answers", RowList).key or None)

    def action_dialog_cancel(self) -> None:
        """Close without an answer."""
        self.dismiss(None)
