"""The ground of dialogs: a small window that gives back one value, and never throws typed text away unasked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from store.errors import StoreError
from store.model.left_form import LeftForm
from tui.actions.naming import keys_of
from tui.bridge.ground import Ground
from tui.bridge.keeper import Keeper
from tui.keymap import bindings
from tui.presentation.spans import Line
from tui.widgets.field import Amiss, Field
from tui.widgets.filled import Filled, as_data, fill, filled
from tui.widgets.literal import literal, paragraph
from tui.widgets.prose import Prose
from tui.widgets.window import Window

__all__ = ["Amiss", "Dialog", "Field"]

T = TypeVar("T")
R = TypeVar("R")


class Dialog(Window[T], Generic[T]):
    """Asks for particulars; Esc closes, and asks once more when something was typed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")
    ACCEPT = "Do it"
    ACCEPT_KEY = ""
    """The one key that accepts; empty = Enter where one line is typed, elsewhere the key of dialogs."""
    REFUSE = "Cancel"
    WEAK = ""
    """The field at which it is said why an answer could not be carried out; empty = below all."""

    window = query_one("#window", Vertical)
    trouble = query_one("#trouble", Static)
    asked = query_one("#asked", Horizontal)
    buttons = query_one("#buttons", Horizontal)

    def __init__(self, title: str, lines: Iterable[Line] = ()) -> None:
        super().__init__()
        self._heading = title
        self._lines = tuple(lines)
        self._before: Filled = {}
        self._was: Widget | None = None
        """The field in which one was when it was asked whether to leave."""
        self._again: tuple[Filled, str] | None = None
        self.typed: Filled | None = None
        """What the fields held when the answer was given, where something was typed."""
        self.about: Mapping[str, Any] = {}
        """What it is opened for, in plain data, by which whoever opens it can open it again; whoever sets it also lets
        go of what is kept, once the answer is in a file."""
        self.is_precious = False
        """Whether it would be missed even with nothing typed: it begins with what was typed elsewhere."""
        self.before: Callable[[], None] | None = None
        """Lets go of the copy of an earlier form that this one goes on with."""
        self._keeper: Keeper | None = None
        self._is_given_up = False

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
                yield Static(literal("Leave and lose it?", "warn"))
                yield Button(literal("Stay (n)"), id="stay", compact=True)
                yield Button(literal("Leave (y)"), id="leave", compact=True)
            with Horizontal(id="buttons"):
                yield Button(literal(self._accept), id="accept", variant="primary", compact=True)
                yield from self.more_buttons()
                yield Button(literal(f"{self.REFUSE} (Esc)"), id="cancel", compact=True)

    @property
    def _accept(self) -> str:
        at = self.focused
        is_line = at is None or isinstance(at, Input) or at.id == "accept"
        return f"{self.ACCEPT} ({self.ACCEPT_KEY or ('Enter' if is_line else keys_of('dialog.accept'))})"

    def on_descendant_focus(self) -> None:
        """Say at the button which key presses it from here; it stays as wide as it was."""
        button = self.query_one("#accept", Button)
        button.styles.min_width = max(button.size.width, cell_len(self._accept) + 2)
        button.label = literal(self._accept)

    def more_buttons(self) -> ComposeResult:
        """Give buttons that neither accept nor refuse."""
        yield from ()

    def parts(self) -> ComposeResult:
        """Give the fields."""
        yield from ()

    def answer(self) -> T:
        """Return what the fields say.

        Raises:
            Amiss: what stands in one field cannot be taken; that is said there.
            StoreError: they do not say enough; the text is shown.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        """Remember what the fields held at first."""
        self.app.clear_notifications()  # a toast would lie over the buttons
        self.asked.display = False
        self.trouble.display = False
        self._before = self.filled
        if self._again:
            self.call_next(self._fill_again)  # before any key that is typed meanwhile
        self._begin_to_keep()

    def _begin_to_keep(self) -> None:
        app = self.app
        if self._keeper is None and isinstance(app, Ground):
            self._keeper = app.keep_on(self, self._worth_keeping, self.before)

    def _worth_keeping(self) -> LeftForm | None:
        if self._is_given_up or not (self.is_typed or self.is_precious):
            return None
        return LeftForm(title=self._heading, about=self.about, held=as_data(self.filled))

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close with an answer, or without one; what was kept of it goes with it, or once the answer is in a file."""
        app = self.app
        if self._keeper and isinstance(app, Ground):
            app.keepers.discard(self._keeper)
            self._keeper.close()
            if result is None or not self.about:
                self.let_go()
        return super().dismiss(result)

    def let_go(self) -> None:
        """Remove the copy of what was typed: it is in a file now, or was given up."""
        if self._keeper:
            self._keeper.let_go()

    @property
    def filled(self) -> Filled:
        """Return what the fields hold, by their ids."""
        return filled(self)

    def value(self, name: str) -> str:
        """Return what a field of one line holds, without blanks around it."""
        return self.query_one(f"#{name}", Input).value.strip()

    def read(self, name: str, reader: Callable[[str], R]) -> R:
        """Return what a reader makes of a field; what it cannot read is said at the field.

        Raises:
            Amiss: the reader refused it.
        """
        try:
            return reader(self.value(name))
        except StoreError as error:
            raise Amiss(name, str(error)) from error

    def ask_again(self, held: Filled, trouble: str) -> None:
        """Begin with what was typed into another such question, and with what was in the way of its answer."""
        self._again = held, trouble

    def _fill_again(self) -> None:
        held, trouble = self._again or ({}, "")
        fill(self, held)
        if trouble and self.WEAK:
            self.call_after_refresh(self.refuse, self.WEAK, trouble)  # once the fields have told that they changed
        elif trouble:
            self.say(trouble)

    @property
    def is_typed(self) -> bool:
        """Tell whether something was typed or selected."""
        return self._typed(self.filled) != self._typed(self._before)

    @staticmethod
    def _typed(filled: Mapping[str | None, object]) -> dict[str | None, object]:
        return {name: held for name, held in filled.items() if not isinstance(held, frozenset)}

    @on(Button.Pressed, "#accept")
    @on(Input.Submitted)
    def action_dialog_accept(self) -> None:
        """Give the answer, or say what is missing."""
        try:
            value = self.answer()
        except Amiss as amiss:
            self.trouble.display = False
            self.refuse(amiss.field, str(amiss))
            return
        except StoreError as error:
            self.say(str(error))
            return
        if self.is_typed:
            self.typed = self.filled
        self.dismiss(value)

    def refuse(self, name: str, why: str) -> None:
        """Say at a field what is amiss, and go there."""
        for field in self.query(Field):
            if field.inner.id == name:
                field.refuse(why)

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
            self._was = self.focused
            self.asked.display = True
            self.buttons.display = False
            self.query_one("#stay").focus()
        else:
            self.dismiss(None)

    def give_up(self) -> None:
        """Keep nothing of it when the program ends: the user said so."""
        self._is_given_up = True
        if self._keeper:
            self._keeper.look()

    @on(Button.Pressed, "#stay")
    def _stay(self) -> None:
        self._is_given_up = False
        self.asked.display = False
        self.buttons.display = True
        if self._was and self._was.is_attached:
            self._was.focus()
        else:
            self.focus_next("Input, TextArea")

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Answer the question whether to leave."""
        if self.asked.display and event.key in ("y", "n"):
            event.stop()
            _ = self.dismiss(None) if event.key == "y" else self._stay()
