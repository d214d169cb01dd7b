"""Log steps as done: on which day, what was said, and what else the same message did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Static, TextArea

from store.model.agenda import Bucket, Item
from tui.presentation.marks import about
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span
from tui.presentation.words import channel_name, counted
from tui.widgets.dialog import Dialog, Field
from tui.widgets.literal import literal
from tui.widgets.tick_list import TickList


@dataclass(frozen=True, slots=True)
class Done:
    """When it was done, and a text for the log."""

    day: date
    body: str
    also: tuple[str, ...] = ()
    """Keys of the other steps that the same message did."""


class CompleteDialog(Dialog[Done | None]):
    """Asks when it was done; Enter logs it."""

    ACCEPT = "Log it (Enter)"

    def __init__(self, items: Sequence[Item], read_day: Callable[[str], date], others: Sequence[Item] = ()) -> None:
        one = items[0] if len(items) == 1 else None
        channel = channel_name(one.channel) if one else ""
        logged = fact("logged", Span(f"{channel} to {one.who}")) if one and channel and one.who else None
        lines = (*about(items), *((logged,) if logged else ()), *answered(items))
        super().__init__(f"{one.title}: done?" if one else f"{counted(len(items), 'step')}: done?", lines)
        self._read_day = read_day
        self._others = tuple(others)

    def parts(self) -> ComposeResult:
        """Ask for day, text, and what else was done."""
        yield Field("when", Input("today", id="day", compact=True, select_on_focus=True))
        if self._others:
            yield Field("also did", TickList(id="also"))
            yield Static(literal("By the same message; Tab goes there, Space ticks.", "muted"), classes="hint")
        yield Field("said", TextArea(id="body", compact=True))

    def on_mount(self) -> None:
        """Tick what the same message did most likely: what is overdue."""
        super().on_mount()
        if self._others:
            lines = [((Span(item.title),), item.key) for item in self._others]
            late = [item.key for item in self._others if item.bucket is Bucket.OVERDUE]
            self.query_one(TickList).show(lines, late)

    def answer(self) -> Done:
        """Return day, text, and the ticked steps."""
        ticked = self.query_one(TickList).ticked if self._others else frozenset()
        return Done(
            self._read_day(self.query_one("#day", Input).value),
            self.query_one("#body", TextArea).text,
            tuple(item.key for item in self._others if item.key in ticked),
        )


def answered(items: Sequence[Item]) -> tuple[Line, ...]:
    """Return which of several steps are questions, and what doing them all answers."""
    asked = [item for item in items if item.answers]
    return tuple(fact("answer", Span(f"{item.title} {item.answers[0]}")) for item in asked)
