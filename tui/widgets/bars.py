"""The lines above a screen that one visits: its name and the way back, its panes."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.presentation.spans import Span
from tui.widgets.literal import literal


class Tab(Static):
    """A word that can be clicked."""

    ALLOW_SELECT = False

    @dataclass(eq=False, repr=False)
    class Clicked(Message):
        """It was."""

        name: str

    def __init__(self, name: str, label: str, *, is_current: bool = False) -> None:
        super().__init__(literal(label), classes="-current" if is_current else "", id=f"tab-{name}")
        self._name_of = name

    def on_click(self, event: events.Click) -> None:
        """Tell who listens."""
        event.stop()
        self.post_message(self.Clicked(self._name_of))


class Headline(Horizontal):
    """The name of what one visits, and the way back."""

    class BackChosen(Message):
        """The way back was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[str, str, str] = ("", "", "")
        self._day = ""
        self._sync = Span("")

    def compose(self) -> ComposeResult:
        """Set the way back before the name."""
        yield Tab("back", "‹ Esc")
        yield Static("", id="headline")
        yield Static("", id="said")
        yield Static(literal(self._day, "muted"), id="day")
        yield Static(literal(self._sync.text, self._sync.tone), id="sync")

    def say_sync(self, said: Span) -> None:
        """Show at the very right how the vault stands towards its other machines, once it is made."""
        self._sync = said
        for place in self.query("#sync").results(Static):
            place.update(literal(said.text, said.tone))
            place.display = bool(said.text)

    def say_day(self, day: str) -> None:
        """Show which day it is."""
        self._day = day
        for place in self.query("#day").results(Static):
            place.update(literal(day, "muted"))

    def say(self, name: str, detail: str, state: str) -> None:
        """Show a name, what it is, and how it stands."""
        if (name, detail, state) == self._said:
            return
        self._said = (name, detail, state)
        words = literal(name, "strong", 120)
        self.query_one("#headline", Static).update(words.append("  ").append(literal(detail, "muted", 200)))
        self.query_one("#said", Static).update(literal(state, "muted", 60))

    def on_tab_clicked(self, event: Tab.Clicked) -> None:
        """Pass the choice on."""
        event.stop()
        self.post_message(self.BackChosen())


class PaneBar(Horizontal):
    """The panes of a screen."""

    @dataclass(eq=False, repr=False)
    class Chosen(Message):
        """A pane was chosen by mouse."""

        name: str

    def __init__(self, panes: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._panes = tuple(panes)

    def compose(self) -> ComposeResult:
        """Set the names side by side."""
        for name, label in self._panes:
            yield Tab(name, label)

    def mark(self, current: str) -> None:
        """Mark the pane that is shown."""
        for name, _label in self._panes:
            self.query_one(f"#tab-{name}").set_class(name == current, "-current")

    def on_tab_clicked(self, event: Tab.Clicked) -> None:
        """Pass the choice on."""
        event.stop()
        self.post_message(self.Chosen(event.name))
