"""Log steps as done: on which day, what was said, and what else the same message did."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Static, TextArea

from store.model.agenda import Bucket, Item
from tui.presentation.agenda import item_id
from tui.presentation.marks import about
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span
from tui.presentation.words import counted, touch
from tui.widgets.dialog import Dialog, Field
from tui.widgets.field import DayField
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

    ACCEPT = "Log it"

    def __init__(
        self,
        items: Sequence[Item],
        today: date,
        read_day: Callable[[str], date],
        others: Sequence[Item] = (),
        along: Container[str] = (),
        left: Sequence[Item] = (),
    ) -> None:
        """Ask about steps.

        Args:
            items: what is done.
            today: the user's own day.
            read_day: reads a day as typed.
            others: what the message of a single step may have done as well.
            along: those of several that the message of another one does, by `item_id`.
            left: what was marked with them and needs a form of its own.
        """
        one = items[0] if len(items) == 1 else None
        lines = (*about(items, asides(items, along)), *(logged(one) if one else ()), *map(stays, left))
        super().__init__(f"{one.title}: done?" if one else f"{counted(len(items), 'step')}: done?", lines)
        self._today, self._read_day = today, read_day
        if not one:
            self.ACCEPT = "Log them"
        self._others = tuple(others)

    def parts(self) -> ComposeResult:
        """Ask for day, text, and what else was done."""
        field = Input("today", id="day", compact=True, select_on_focus=True)
        yield DayField("when", field, self._today, self._read_day, last=self._today)
        if self._others:
            yield Field("also", TickList(id="also"))
            yield Static(literal("done by the same message; Space ticks", "muted"), classes="hint -close")
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
            self.read("day", self._read_day),
            self.query_one("#body", TextArea).text,
            tuple(item.key for item in self._others if item.key in ticked),
        )


def logged(item: Item) -> tuple[Line, ...]:
    """Return what the log will say of a step."""
    reached = f"briefing with {item.who}" if item.is_briefing and item.who else touch(item)
    if item.mark_line is not None and not item.counted:
        return (fact("logged", Span("a tick"), Span(f"; with words below, also {reached}" if reached else "")),)
    return (fact("logged", Span(reached)),) if reached else ()


def stays(item: Item) -> Line:
    """Return the line about a marked step that stays open."""
    return fact("stays", Span(f"{item.title}, {item.company}"), Span("  it has a form of its own", "muted"))


def asides(items: Sequence[Item], along: Container[str]) -> dict[str, str]:
    """Return what doing several steps at once does to some of them: questions are answered, messages shared."""
    shared = {item_id(item): "same message" for item in items if item_id(item) in along}
    return shared | {item_id(item): f"answer: {item.answers[0]}" for item in items if item.answers}
