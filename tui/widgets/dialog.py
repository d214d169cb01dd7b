"""The ground of dialogs: a small window that gives back one value, and never throws typed text away unasked."""

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from store.errors import StoreError
from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.literal import literal, paragraph
from tui.widgets.prose import Prose
from tui.widgets.tick_list import TickList

T = TypeVar("T")
Filled = dict[str | None, str | frozenset[str]]
"""What fields hold, by their ids: texts, and the ticked values of lists."""


class Field(Horizontal):
    """A labelled field."""

    def __init__(self, label: str, field: Widget, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._label, self._field = label, field

    def compose(self) -> ComposeResult:
        """Set the label beside the field."""
        yield Static(literal(self._label, "muted"), classes="label")
        yield self._field


class Dialog(ModalScreen[T], Generic[T]):
    """Asks for particulars; Esc closes, and asks once more when something was typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")
    ACCEPT = "Do it"
    REFUSE = "Cancel"

    window = query_one("#window", Vertical)
    trouble = query_one("#trouble", Static)
    asked = query_one("#asked", Horizontal)
    buttons = query_one("#buttons", Horizontal)

    def __init__(self, title: str, lines: Iterable[Line] = ()) -> None:
        super().__init__()
        self._heading = title
        self._lines = tuple(lines)
        self._before: tuple[str, ...] = ()
        self._again: tuple[Filled, str] | None = None
        self.typed: Filled | None = None
        """What the fields held when the answer was given, where something was typed."""

    def compose(self) -> ComposeResult:
        """Lay out title, text, fields and buttons."""
        with Vertical(id="window"):
            yield Static(literal(self._heading, "strong", 160), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                if self._lines:
                    yield Prose(self._lines, id="lines", can_focus=False)
                yield from self.parts()
            yield Static("", id="trouble")
            with Horizontal(id="asked"):
                yield Static(literal("Leave and lose what you typed?", "warn"))
                yield Button(literal("Stay (n)"), id="stay", compact=True)
                yield Button(literal("Leave (y)"), id="leave", compact=True)
            with Horizontal(id="buttons"):
                yield Button(literal(self.ACCEPT), id="accept", variant="primary", compact=True)
                yield from self.more_buttons()
                yield Button(literal(f"{self.REFUSE} (Esc)"), id="cancel", compact=True)

    def more_buttons(self) -> ComposeResult:
        """Give buttons that neither accept nor refuse."""
        yield from ()

    def parts(self) -> ComposeResult:
        """Give the fields."""
        yield from ()

    def answer(self) -> T:
        """Return what the fields say.

        Raises:
            StoreError: they do not say enough; the text is shown.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        """Remember what the fields held at first."""
        self.app.clear_notifications()  # a toast would lie over the buttons
        self.asked.display = False
        self.trouble.display = False
        self._before = self._typed()
        if self._again:
            self.call_after_refresh(self._fill_again)

    @property
    def filled(self) -> Filled:
        """Return what the fields hold, by their ids."""
        fields: Filled = {field.id: field.value for field in self.query(Input)}
        fields |= {area.id: area.text for area in self.query(TextArea)}
        return fields | {listing.id: listing.ticked for listing in self.query(TickList)}

    def ask_again(self, filled: Filled, trouble: str) -> None:
        """Begin with what was typed into another such question, and with what was in the way of its answer."""
        self._again = filled, trouble

    def _fill_again(self) -> None:
        filled, trouble = self._again or ({}, "")
        for field in self.query(Input):
            field.value = str(filled.get(field.id, field.value))
        for area in self.query(TextArea):
            area.text = str(filled.get(area.id, area.text))
        for listing in self.query(TickList):
            ticked = filled.get(listing.id)
            listing.tick_only(ticked if isinstance(ticked, frozenset) else listing.ticked)
        self.say(trouble)

    @property
    def is_typed(self) -> bool:
        """Tell whether something was typed."""
        return self._typed() != self._before

    def _typed(self) -> tuple[str, ...]:
        fields = [field.value for field in self.query(Input)]
        return (*fields, *(area.text for area in self.query(TextArea)))

    @on(Button.Pressed, "#accept")
    @on(Input.Submitted)
    def action_dialog_accept(self) -> None:
        """Give the answer, or say what is missing."""
        try:
            value = self.answer()
        except StoreError as error:
            self.say(str(error))
            return
        if self.is_typed:
            self.typed = self.filled
        self.dismiss(value)

    def say(self, trouble: str) -> None:
        """Show what is in the way."""
        if self.is_attached:
            self.trouble.update(paragraph(trouble))
            self.trouble.display = True

    @on(Button.Pressed, "#cancel")
    def action_dialog_cancel(self) -> None:
        """Close; ask first when something was typed."""
        if self.asked.display:
            self._stay()
        elif self.is_typed:
            self.asked.display = True
            self.buttons.display = False
            self.query_one("#stay").focus()
        else:
            self.dismiss(None)

    @on(Button.Pressed, "#stay")
    def _stay(self) -> None:
        self.asked.display = False
        self.buttons.display = True
        self.focus_next("Input, TextArea")

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Answer the question whether to leave."""
        if self.asked.display and event.key in ("y", "n"):
            event.stop()
            _ = self.dismiss(None) if event.key == "y" else self._stay()
