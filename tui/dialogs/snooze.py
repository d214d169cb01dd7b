"""Put a step off to another day."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Static

from store.errors import StoreError
from store.model.agenda import Item
from tui.presentation.days import full, near
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.widgets.dialog import Dialog, Field
from tui.widgets.literal import literal


class SnoozeDialog(Dialog[date | None]):
    """Asks until when; shows which day that is while one types."""

    ACCEPT = "Snooze (Enter)"

    def __init__(self, item: Item, today: date, read_day: Callable[[str], date]) -> None:
        lines = (
            fact("what", Span(item.says or item.title)),
            fact("who", Span(", ".join(p for p in (item.who or "you", item.company) if p))),
            fact("due", Span(f"{full(item.due)}, {near(item.due, today)}")),
        )
        super().__init__("Snooze until when?", lines)
        self._today = today
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for a day."""
        yield Field("until", Input("tomorrow", id="until", compact=True, select_on_focus=True))
        yield Static("", id="meaning", classes="hint")

    def on_input_changed(self) -> None:
        """Say which day the words mean."""
        try:
            day = self.answer()
        except StoreError:
            words = "for example: tomorrow, fri, +3d, 2w, 2026-12-01"
        else:
            words = f"{full(day)}, {near(day, self._today)}"
        self.query_one("#meaning", Static).update(literal(words, "muted"))

    def answer(self) -> date:
        """Return the day."""
        return self._read_day(self.query_one("#until", Input).value)
