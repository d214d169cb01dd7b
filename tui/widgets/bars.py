"""The lines above a screen: the tabs of the program, the name of what one visits, the panes of a screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static

from tui.actions.naming import keys_of
from tui.actions.table import action
from tui.presentation.spans import Span
from tui.presentation.tabs import BRIEF
from tui.widgets.literal import literal
from tui.widgets.painting import fitted

EDGE = 2
"""Blank cells around a tab, and at the ends of a bar."""
PROGRAM = 12
"""Cells of the program's name."""
DAY = 17
"""Cells of the day, with the blank before it."""
SYNC = 12
"""Cells that are kept for the state of a sync, so that a longer word for it renames no tab."""


class Tab(Static):
    """A word that can be clicked."""

    ALLOW_SELECT = False

    @dataclass
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


@dataclass(frozen=True, slots=True)
class Way:
    """One way to name the screens."""

    labels: tuple[str, ...]
    is_tight: bool = False
    """Whether a single blank stands before each name."""

    @property
    def cells(self) -> int:
        """Return the cells that it takes."""
        gaps = len(self.labels) * (1 if self.is_tight else EDGE)
        return sum(map(cell_len, self.labels)) + gaps


class TitleBar(Horizontal):
    """The program's screens, and the day; how the screens are named depends on the room alone, the same on each."""

    @dataclass
    class Chosen(Message):
        """A screen was chosen by mouse."""

        mode: str

    def __init__(self, tabs: Sequence[tuple[str, str, str]], current: str) -> None:
        super().__init__()
        self._tabs = tuple(
            (name, keys_of(ident) if action(ident).keys else label[:1], label) for name, ident, label in tabs
        )
        self._current = current
        self._words = ""
        self._must = ""
        self._sync = Span("")

    def compose(self) -> ComposeResult:
        """Set the tabs side by side."""
        yield Static("Afterword", id="program")
        for name, key, label in self._tabs:
            tab = Tab(name, f"{key} {label}".strip(), is_current=name == self._current)
            tab.tooltip = label
            yield tab
        yield Static("", id="said")
        yield Static(literal(self._sync.text, self._sync.tone), id="sync")

    def say(self, text: str, must: str = "") -> None:
        """Show a few words at the right, as far as there is room.

        Args:
            text: the words, with commas between what can be left out from its end.
            must: what comes before them and is said at the price of names.
        """
        if (text, must) == (self._words, self._must):
            return
        self._words, self._must = text, must
        self._fit()

    def say_sync(self, said: Span) -> None:
        """Show at the very right how the vault stands towards its other machines."""
        if said != self._sync:
            self._sync = said
            if self.query("#sync"):
                self._fit()

    def on_resize(self) -> None:
        """Look again which names there is room for."""
        self._fit()

    def _fit(self) -> None:
        """Name the screens in the fullest way that leaves room for the state of a sync; the words get what is left."""
        must = self._must and cell_len(self._must) + 1
        room = self.size.width - (must or 0)
        said = cell_len(self._sync.text)
        sync = said and min(said, SYNC) + EDGE
        *ways, last = self._ways()
        way = next((way for way in ways if way.cells + sync <= room), last)
        if way is last and self._sync.tone != "warn":  # trouble is said at the price of names, nothing else is
            way = next((way for way in ways if way.cells <= room), last)
        is_roomy = way is ways[0] and way.cells + sync + PROGRAM + DAY <= room
        room -= way.cells + (PROGRAM if is_roomy else 0)
        self.query_one("#program").display = is_roomy
        self.set_class(way.is_tight, "-tight")
        for (name, *_), label in zip(self._tabs, way.labels, strict=True):
            self.query_one(f"#tab-{name}", Tab).update(literal(label))
        sync = min(said, room - EDGE) if sync <= room else 0
        place = self.query_one("#sync", Static)
        place.display = sync > 0
        place.update(literal(fitted(self._sync.text, sync), self._sync.tone))
        words = literal(self._brief(room - (sync and sync + EDGE) - 1), "muted")
        self.query_one("#said", Static).update(literal(self._must, "warn").append(words))

    def _ways(self) -> tuple[Way, ...]:
        """Return how the screens can be named, the fullest way first; the last one fits anywhere."""
        full = tuple(f"{key} {label}" for _, key, label in self._tabs)
        short = tuple(f"{key} {BRIEF.get(name, label)}" for name, key, label in self._tabs)
        words = tuple(BRIEF.get(name, label) for name, _, label in self._tabs)
        keys = tuple(
            one if name == self._current else key for one, (name, key, _) in zip(short, self._tabs, strict=True)
        )
        return Way(full), Way(short), Way(short, is_tight=True), Way(words, is_tight=True), Way(keys)

    def _brief(self, room: int) -> str:
        """Return the words as far as they fit, cut at a comma."""
        words = self._words
        while cell_len(words) > room:
            words = words.rpartition(", ")[0]
            if not words:
                break
        return words

    def on_tab_clicked(self, event: Tab.Clicked) -> None:
        """Pass the choice on."""
        event.stop()
        self.post_message(self.Chosen(event.name))


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

    @dataclass
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
