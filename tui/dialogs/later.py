"""When somebody wants to be called back: a day, and the hour where they named one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input

from tui.presentation.days import full
from tui.presentation.spans import line
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.field import DayField


@dataclass(frozen=True, slots=True)
class CallBack:
    """When to call again."""

    day: date
    hour: str = ""
    """In their own words; empty = any."""


class LaterDialog(Dialog[CallBack | None]):
    """Asks for day and hour; shows which day that is while one types."""

    ACCEPT = "Log it"

    def __init__(self, name: str, today: date, read_day: Callable[[str], date]) -> None:
        said = line("The call is logged, and the day becomes your promise: it stands on the agenda until you call.")
        super().__init__(f"When does {name} want to be called?", (said,))
        self._today = today
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for a day and an hour."""
        field = Input("tomorrow", id="day", compact=True, select_on_focus=True)
        yield DayField("day", field, self._today, self._read_day, first=self._today)
        yield Field("hour", Input(placeholder="15:00, after lunch; empty = any", id="hour", compact=True))

    def answer(self) -> CallBack:
        """Return day and hour."""
        day = self.read("day", self._read_day)
        if day < self._today:
            raise Amiss("day", f"{full(day)} is over. Name today or a later day, such as tue or +3d.")
        return CallBack(day, self.value("hour"))
