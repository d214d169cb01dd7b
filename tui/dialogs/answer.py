"""A step that is a question: its answers as a list, the first one highlighted."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from store.model.agenda import Item
from tui.keymap import bindings
from tui.presentation.marks import about
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span
from tui.widgets.literal import literal
from tui.widgets.prose import Prose
from tui.widgets.row_list import RowList

MEANS = {
    "close": "moves it to withdrawn",
    "withdraw": "moves it to withdrawn",
}
"""What an answer does besides being logged."""


class AnswerDialog(ModalScreen[str | None]):
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
            yield RowList((Column(least=12, most=24, share=1), Column(least=24, share=2)), id="answers")
            yield Static(literal("Enter answers, Esc leaves it open.", "muted"), classes="hint")

    def on_mount(self) -> None:
        """Put the cursor on the first answer."""
        self.app.clear_notifications()  # a toast would lie over the answers
        answers = self.query_one("#answers", RowList)
        answers.show([Row(key=a, cells=(Span(a, "strong"), Span(MEANS.get(a, ""), "muted"))) for a in self._answers])
        answers.styles.height = len(self._answers)
        answers.highlight(self._answers[0])
        answers.focus()

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
