"""Leave a step out for good, with a reason that stays in the log."""

from textual.app import ComposeResult
from textual.widgets import Input

from store.errors import BadRequest
from store.model.agenda import Item
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.dialog import Dialog, Field


class SkipDialog(Dialog[str | None]):
    """Asks why; Enter skips."""

    ACCEPT = "Skip it (Enter)"

    def __init__(self, item: Item) -> None:
        lines = (
            fact("what", Span(item.says or item.title)),
            fact("who", Span(", ".join(p for p in (item.who or "you", item.company) if p))),
        )
        super().__init__("Skip this step?", lines)

    def parts(self) -> ComposeResult:
        """Ask for the reason."""
        yield Field("because", Input(placeholder="in a few words", id="reason", compact=True))

    def answer(self) -> str:
        """Return the reason."""
        reason = self.query_one("#reason", Input).value.strip()
        if not reason:
            raise BadRequest("Say in a few words why; you will be glad to read it later.")
        return reason
