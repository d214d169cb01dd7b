"""Filters with a name: choose one, forget one; and the name for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Static

from tui.keymap import bindings
from tui.presentation.spans import Line, Span, line
from tui.widgets.dialog import Amiss, Dialog, Field
from tui.widgets.hint import Hint
from tui.widgets.literal import literal
from tui.widgets.pick_list import PickList
from tui.widgets.window import Window

HINT = "Enter takes it, x forgets one that was saved here, Esc leaves."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A filter, as the list of them shows it."""

    name: str
    query: str
    fits: int | None
    """How many opportunities it means; None = it cannot be read."""
    can_go: bool
    """Whether it was saved here, so that it can be forgotten here."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done with a filter."""

    name: str
    forget: bool = False


class FiltersDialog(Window[Chosen | None]):
    """Gives back the filter to take, or the one to forget; None = Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("dialog")

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = {choice.name: choice for choice in choices}
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="window"):
            yield Static(literal("Saved filters", "strong"), id="heading")
            with VerticalScroll(id="parts", can_focus=False):
                yield PickList(id="choices")
            yield Hint(HINT, id="hint")

    def on_mount(self) -> None:
        """Begin with the first."""
        self.app.clear_notifications()  # a toast would lie over the list
        self.list.show([(_told(choice), choice.name) for choice in self._choices.values()])
        self.list.focus()

    @property
    def list(self) -> PickList:
        """Return the list."""
        return self.query_one(PickList)

    @on(PickList.Picked)
    def pick(self, event: PickList.Picked) -> None:
        """Take a filter."""
        self.dismiss(Chosen(event.value))

    def on_key(self, event: events.Key) -> None:
        """Forget a filter: x asks, y answers."""
        if self._asked:
            event.stop()
            if event.key == "y":
                self.dismiss(Chosen(self._asked, forget=True))
            self._ask("")
        elif event.key == "x" and (choice := self._choices.get(self.list.value)):
            event.stop()
            if choice.can_go:
                self._ask(choice.name)
            else:
                self._say("It stands in your own settings (config.toml): take it out there.", "warn")

    def _ask(self, name: str) -> None:
        self._asked = name
        self._say(
            f"Forget “{name}”? y forgets it, any other key keeps it." if name else HINT, "warn" if name else "muted"
        )

    def _say(self, text: str, tone: str) -> None:
        if self.is_attached:
            self.query_one(Hint).say(text, tone)

    def action_dialog_accept(self) -> None:
        """Take the line under the cursor."""
        self.list.choose()

    def action_dialog_cancel(self) -> None:
        """Close, or keep what was about to be forgotten."""
        if self._asked:
            self._ask("")
        else:
            self.dismiss(None)


def _told(choice: Choice) -> Line:
    fits = "  cannot be read" if choice.fits is None else f"  {choice.fits}"
    own = "" if choice.can_go else "  your settings"
    return (
        Span(choice.name, "strong"),
        Span(fits, "warn" if choice.fits is None else "accent"),
        Span(f"  {choice.query}", ""),
        Span(own, "muted"),
    )


class SaveFilterDialog(Dialog[str | None]):
    """Asks for the name under which a filter is kept."""

    ACCEPT = "Save it"

    def __init__(self, query: str) -> None:
        super().__init__(
            "Save this filter", (line(query, "accent"), line("Kept on this machine; f brings it back.", "muted"))
        )

    def parts(self) -> ComposeResult:
        """Ask for a name."""
        yield Field("name", Input(placeholder="such as: gone quiet", id="name", compact=True, max_length=40))

    def answer(self) -> str:
        """Return the name."""
        name = " ".join(self.query_one("#name", Input).value.split())
        if not name:
            raise Amiss("name", "A filter needs a name.")
        return name
