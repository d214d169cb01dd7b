"""The last question before a letter goes out, or counts as sent; Enter alone never says yes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from store.model.agenda import Item
from tui.presentation.spans import Line, Span
from tui.widgets.dialog import Dialog, Field
from tui.widgets.field import DayField
from tui.widgets.literal import literal
from tui.widgets.tick_list import TickList


@dataclass(frozen=True, slots=True)
class Sent:
    """When a letter was sent, and which open steps it did."""

    day: date | None
    also: tuple[str, ...] = ()
    """Keys of the steps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, and what is to be seen before one answers."""

    title: str
    yes: str
    """What the button of a yes says."""
    lines: tuple[Line, ...]
    kept: Sequence[Item] = ()
    """Promises that the letter keeps."""
    offered: Sequence[Item] = ()
    """Other steps that it can have done."""
    no: str = "Cancel"
    """What the button of a no says."""


class SentDialog(Dialog[Sent | None]):
    """Asks whether a letter goes, or went, and when; y is the only yes but for the button itself."""

    ACCEPT_KEY = "y"
    AUTO_FOCUS = "#cancel"

    def __init__(
        self,
        question: Question,
        today: date | None,
        read_day: Callable[[str], date] | None,
        open_it: Callable[["SentDialog"], None] | None = None,
    ) -> None:
        """Make the question.

        Args:
            question: its words.
            today: the user's own day, where a day is asked for.
            read_day: reads the day as typed; None = no day is asked for, it goes now.
            open_it: opens what was made of the letter, while the question stays; None = nothing was made.
        """
        super().__init__(question.title, question.lines)
        self.ACCEPT, self.REFUSE = question.yes, question.no
        self._question = question
        self._today, self._read_day = today, read_day
        self._open_it = open_it

    @property
    def _steps(self) -> tuple[Item, ...]:
        return (*self._question.kept, *self._question.offered)

    def parts(self) -> ComposeResult:
        """Ask for the day, and for what the letter does besides."""
        if self._steps:
            yield Field("also", TickList(id="also"))
            yield Static(literal("settled by the same letter; Space ticks", "muted"), classes="hint -close")
        if self._today and self._read_day:
            day = Input("today", id="day", compact=True, select_on_focus=True)
            yield DayField("sent on", day, self._today, self._read_day, last=self._today)

    def more_buttons(self) -> ComposeResult:
        """Offer to open what was made."""
        if self._open_it:
            yield Button(literal("Open it (o)"), id="open", compact=True)

    @on(Button.Pressed, "#open")
    def press_open(self) -> None:
        """Open what was made."""
        if self._open_it:
            self._open_it(self)

    def on_mount(self) -> None:
        """Tick the promises that the letter keeps."""
        super().on_mount()
        if steps := self._steps:
            self.query_one(TickList).show(
                [((Span(item.title),), item.key) for item in steps], [item.key for item in self._question.kept]
            )

    def answer(self) -> Sent:
        """Return day and steps."""
        ticked = self.query_one(TickList).ticked if self._steps else frozenset()
        day = self.read("day", self._read_day) if self._read_day else None
        return Sent(day, tuple(item.key for item in self._steps if item.key in ticked))

    @on(Input.Submitted)
    def go_to_the_button(self, event: Input.Submitted) -> None:
        """Go from the day to the button instead of answering."""
        event.prevent_default()
        self.query_one("#accept").focus()

    def on_key(self, event: events.Key) -> None:
        """Take the answer by its key, or open what was made, outside of the field."""
        is_open = event.key == "o" and self._open_it is not None
        if (event.key == "y" or is_open) and not self.asked.display and not isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            _ = self.press_open() if is_open else self.action_dialog_accept()
