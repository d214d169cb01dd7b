"""Put steps, or whole opportunities, off to another day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.widgets import Input

from store.model.agenda import Item
from store.model.opportunity import Opportunity
from tui.presentation import chosen
from tui.presentation.days import full, near
from tui.presentation.marks import about
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span
from tui.presentation.words import counted
from tui.widgets.dialog import Amiss, Dialog
from tui.widgets.field import DayField


class UntilDialog(Dialog[date | None]):
    """Asks until when; shows which day that is while one types."""

    def __init__(self, title: str, lines: Iterable[Line], today: date, read_day: Callable[[str], date]) -> None:
        super().__init__(title, lines)
        self._today = today
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for a day."""
        field = Input("tomorrow", id="until", compact=True, select_on_focus=True)
        yield DayField("until", field, self._today, self._read_day, first=self._today + timedelta(days=1))

    def answer(self) -> date:
        """Return the day."""
        day = self.read("until", self._read_day)
        if day <= self._today:
            raise Amiss("until", f"{full(day)} is not after today. Name a later day, such as +3d or fri.")
        return day


class SnoozeDialog(UntilDialog):
    """Asks until when steps are put off."""

    ACCEPT = "Snooze"

    def __init__(self, items: Sequence[Item], today: date, read_day: Callable[[str], date]) -> None:
        one = items[0] if len(items) == 1 else None
        due = (fact("due", Span(f"{full(one.due)}, {near(one.due, today)}")),) if one else ()
        title = "Snooze until when?" if one else f"Snooze {counted(len(items), 'step')} until when?"
        super().__init__(title, (*about(items), *due), today, read_day)


class PutOffDialog(UntilDialog):
    """Asks until when the next touch of opportunities is put off."""

    ACCEPT = "Put off"

    def __init__(self, opportunities: Sequence[Opportunity], today: date, read_day: Callable[[str], date]) -> None:
        lines = chosen.put_off(opportunities, today)
        super().__init__(f"Put off {chosen.named(opportunities)} until when?", lines, today, read_day)
