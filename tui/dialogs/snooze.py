"""Put steps off to another day."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Static

from store.errors import BadRequest, StoreError
from store.model.agenda import Item
from tui.presentation.days import full, near
from tui.presentation.marks import about
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.presentation.words import counted
from tui.widgets.dialog import Dialog, Field
from tui.widgets.literal import literal

EXAMPLES = "for example: fri, +3d, in 2 weeks, 3bd, 1 Dec"


class SnoozeDialog(Dialog[date | None]):
    """Asks until when; shows which day that is while one types."""

    ACCEPT = "Snooze (Enter)"

    def __init__(self, items: Sequence[Item], today: date, read_day: Callable[[str], date]) -> None:
        one = items[0] if len(items) == 1 else None
        due = (fact("due", Span(f"{full(one.due)}, {near(one.due, today)}")),) if one else ()
        title = "Snooze until when?" if one else f"Snooze {counted(len(items), 'step')} until when?"
        super().__init__(title, (*about(items), *due))
        self._today = today
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for a day."""
        yield Field("until", Input("tomorrow", id="until", compact=True, select_on_focus=True))
        yield Static("", id="meaning", classes="hint")

    def on_input_changed(self) -> None:
        """Say which day the words mean."""
        try:
            day = self._day()
        except StoreError:
            words = EXAMPLES
        else:
            words = f"{full(day)}, {near(day, self._today)}"
            words += "" if day > self._today else ": name a day after today"
        self.query_one("#meaning", Static).update(literal(words, "muted"))

    def _day(self) -> date:
        return self._read_day(self.query_one("#until", Input).value)

    def answer(self) -> date:
        """Return the day."""
        day = self._day()
        if day <= self._today:
            raise BadRequest(f"{full(day)} is not after today. Name a later day, such as +3d or fri.")
        return day
