"""When somebody wants to be called back: a day, and the hour where they named one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input, Static

from store.errors import BadRequest, StoreError
from tui.presentation.days import full, near
from tui.presentation.spans import line
from tui.widgets.dialog import Dialog, Field
from tui.widgets.literal import literal

EXAMPLES = "for example: today, tomorrow, tue, +3d, 3bd, 1 Dec"


@dataclass(frozen=True, slots=True)
class CallBack:
    """When to call again."""

    day: date
    hour: str = ""
    """In their own words; empty = any."""


class LaterDialog(Dialog[CallBack | None]):
    """Asks for day and hour; shows which day that is while one types."""

    ACCEPT = "Log it (Enter)"

    def __init__(self, name: str, today: date, read_day: Callable[[str], date]) -> None:
        said = line("The call is logged, and the day becomes your promise: it stands on the agenda until you call.")
        super().__init__(f"When does {name} want to be called?", (said,))
        self._today = today
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for a day and an hour."""
        yield Field("day", Input("tomorrow", id="day", compact=True, select_on_focus=True))
        yield Static("", id="meaning", classes="hint -close")
        yield Field("hour", Input(placeholder="15:00, after lunch; empty = any", id="hour", compact=True))

    @on(Input.Changed, "#day")
    def explain(self, event: Input.Changed) -> None:
        """Say which day the words mean."""
        try:
            day = self._read_day(event.value)
        except StoreError:
            words = EXAMPLES
        else:
            words = f"{full(day)}, {near(day, self._today)}"
            words += "" if day >= self._today else ": that day is over"
        self.query_one("#meaning", Static).update(literal(words, "muted"))

    def answer(self) -> CallBack:
        """Return day and hour."""
        day = self._read_day(self.query_one("#day", Input).value)
        if day < self._today:
            raise BadRequest(f"{full(day)} is over. Name today or a later day, such as tue or +3d.")
        return CallBack(day, self.query_one("#hour", Input).value.strip())
