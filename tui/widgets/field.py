"""A labelled field of a form: its label before it, what it means beside it, what is amiss below it."""

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from store.errors import StoreError
from tui.presentation.days import echo
from tui.presentation.spans import Span
from tui.widgets.completing import Completing
from tui.widgets.literal import literal, paragraph


class Amiss(StoreError):
    """What stands in one field cannot be taken; it is said there, and the cursor goes there."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field
        """The id of the field."""


class Field(Vertical):
    """A labelled field."""

    def __init__(self, label: str, field: Widget, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._label, self.inner = label, field
        self.set_class(isinstance(field, TextArea), "-long")

    def on_mount(self) -> None:
        """Let the cursor of a text blink only where things move by themselves."""
        if isinstance(self.inner, TextArea):
            self.inner.cursor_blink = self.app.animation_level != "none"

    def compose(self) -> ComposeResult:
        """Set the label before the field, and leave room for what is to be said about it."""
        with Horizontal(classes="line"):
            yield Static(literal(self._label), classes="label")
            yield self.inner
            yield from self.beside()
        if isinstance(self.inner, Completing):
            yield self.inner.offers
        yield Static("", classes="amiss")

    def beside(self) -> ComposeResult:
        """Give what stands behind the field."""
        yield from ()

    def refuse(self, why: str) -> None:
        """Say what is amiss, and go there."""
        self.query_one(".amiss", Static).update(paragraph(why))
        self.add_class("-amiss")
        self.inner.focus()
        self.call_after_refresh(self.scroll_visible, animate=False)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Select.Changed)
    def accept(self) -> None:
        """Take back what was said once it is typed in."""
        self.remove_class("-amiss")


class DayField(Field):
    """A field for a day, typed as a phrase; the day that it means stands beside it."""

    def __init__(
        self,
        label: str,
        field: Input,
        today: date,
        read_day: Callable[[str], date],
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> None:
        """Make the field.

        Args:
            label: its label.
            field: where the phrase is typed.
            today: the user's own day.
            read_day: reads the phrase, as every command does.
            first: the earliest day that will be taken.
            last: the latest one.
        """
        super().__init__(label, field)
        self.add_class("-day")
        self._day = field
        self._today, self._read_day = today, read_day
        self._first, self._last = first, last

    def beside(self) -> ComposeResult:
        """Give the place of the day."""
        yield Static("", classes="echo")

    def on_mount(self) -> None:
        """Say which day the first words mean."""
        self.say()

    def limit(self, first: date | None, last: date | None) -> None:
        """Take other days from now on."""
        self._first, self._last = first, last
        if self.is_mounted:
            self.say()

    @on(Input.Changed)
    def say(self) -> None:
        """Say which day the words mean."""
        said: Span = echo(self._day.value, self._today, self._read_day, first=self._first, last=self._last)
        self.query_one(".echo", Static).update(literal(said.text, said.tone))
