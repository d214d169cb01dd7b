"""Log a step as done: on which day, and what was said."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, TextArea

from store.model.agenda import Item
from tui.presentation.reasons import fact
from tui.presentation.spans import Span
from tui.presentation.words import channel_name
from tui.widgets.dialog import Dialog, Field


@dataclass(frozen=True, slots=True)
class Done:
    """When it was done, and a text for the log."""

    day: date
    body: str


class CompleteDialog(Dialog[Done | None]):
    """Asks when it was done; Enter logs it."""

    ACCEPT = "Log it (Enter)"

    def __init__(self, item: Item, read_day: Callable[[str], date]) -> None:
        channel = channel_name(item.channel)
        lines = (
            fact("what", Span(item.says or item.title)),
            fact("who", Span(", ".join(p for p in (item.who or "you", item.company) if p))),
            *((fact("logged", Span(f"{channel} to {item.who}")),) if channel and item.who else ()),
        )
        super().__init__(f"{item.title}: done?", lines)
        self._read_day = read_day

    def parts(self) -> ComposeResult:
        """Ask for day and text."""
        yield Field("when", Input("today", id="day", compact=True, select_on_focus=True))
        yield Field("said", TextArea(id="body", compact=True))

    def answer(self) -> Done:
        """Return day and text."""
        return Done(self._read_day(self.query_one("#day", Input).value), self.query_one("#body", TextArea).text)
