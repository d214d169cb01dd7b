"""The line above a main screen: the tabs of the program and the day, painted as one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.actions.naming import keys_of
from tui.actions.table import action
from tui.presentation.safe import safe_line
from tui.presentation.spans import Span
from tui.presentation.tabs import BRIEF
from tui.widgets.literal import STYLES
from tui.widgets.painting import fitted

EDGE = 2
"""Blank cells around a tab, and at the ends of a bar."""
PROGRAM = " Afterword  "
DAY = 17
"""Cells of the day, with the blank before it."""
SYNC = 12
"""Cells that are kept for the state of a sync, so that a longer word for it renames no tab."""


class Way(NamedTuple):
    """One way to name the screens."""

    labels: tuple[str, ...]
    is_tight: bool = False
    """Whether a single blank stands before each name."""

    @property
    def cells(self) -> int:
        """Return the cells that it takes."""
        gaps = len(self.labels) * (1 if self.is_tight else EDGE)
        return sum(map(cell_len, self.labels)) + gaps


class Piece(NamedTuple):
    """A piece of the line."""

    text: str
    style: str = ""
    mode: str = ""
    """The screen whose tab it is."""


class TitleBar(Widget):
    """The program's screens, and the day; how the screens are named depends on the room alone, the same on each.

    One painted line: a widget for each name would take longer to come than all the rest of the first screen.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "TitleBar { text-wrap: nowrap; text-overflow: clip; }"

    @dataclass(eq=False, repr=False)
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
        self.sync = Span("")
        """How the vault stands towards its other machines."""
        self._pointed = ""
        """The screen whose tab the mouse points at."""

    def say(self, text: str, must: str = "") -> None:
        """Show a few words at the right, as far as there is room.

        Args:
            text: the words, with commas between what can be left out from its end.
            must: what comes before them and is said at the price of names.
        """
        if (text, must) != (self._words, self._must):
            self._words, self._must = text, must
            self.refresh()

    def say_sync(self, said: Span) -> None:
        """Show at the very right how the vault stands towards its other machines."""
        if said != self.sync:
            self.sync = said
            self.refresh()

    def render(self) -> Content:
        """Paint the line."""
        return Content.assemble(*((piece.text, piece.style) for piece in self.pieces(self.size.width)))

    def pieces(self, width: int) -> list[Piece]:
        """Name the screens in the fullest way that leaves room for the state of a sync; the words get what is left."""
        must = self._must and cell_len(self._must) + 1
        room = width - (must or 0)
        said = cell_len(self.sync.text)
        sync = said and min(said, SYNC) + EDGE
        *ways, last = self._ways()
        way = next((way for way in ways if way.cells + sync <= room), last)
        if way is last and self.sync.tone != "warn":  # trouble is said at the price of names, nothing else is
            way = next((way for way in ways if way.cells <= room), last)
        is_roomy = way is ways[0] and way.cells + sync + len(PROGRAM) + DAY <= room
        room -= way.cells + (len(PROGRAM) if is_roomy else 0)
        sync = min(said, room - EDGE) if sync <= room else 0
        sync = sync + EDGE if sync > 0 else 0
        return [
            *([Piece(PROGRAM, "bold $text-accent")] if is_roomy else ()),
            *self._named(way),
            *self._said(room + (must or 0) - sync, room - sync - 1),
            *(
                [Piece(" " * EDGE + fitted(safe_line(self.sync.text), sync - EDGE), STYLES[self.sync.tone])]
                if sync
                else ()
            ),
        ]

    def _named(self, way: Way) -> list[Piece]:
        """Return the names of the screens; a sign of the one that is shown stands under its letters only."""
        found = []
        for (name, *_), label in zip(self._tabs, way.labels, strict=True):
            ground, style = "", "$foreground" if name == self._pointed else "$text-muted"
            if name == self._current:
                ground = "on $block-cursor-blurred-background"
                style = f"bold{self._sign} $foreground {ground}"
            edge = Piece(" ") if way.is_tight else Piece(" ", ground, name)
            found += [edge, Piece(label, style, name), *(() if way.is_tight else (edge,))]
        return found

    @property
    def _sign(self) -> str:
        """Return how the name of the screen that is shown stands out where there are few colours, or none."""
        return " reverse" if self.app.no_color else " underline" if self.app.native_ansi_color else ""

    def _said(self, cells: int, room: int) -> list[Piece]:
        """Return what is said at the right of so many cells; `room` is what the words may take of them."""
        must, words = safe_line(self._must), self._brief(room)
        blank = cells - cell_len(must) - cell_len(words)
        if blank < 0:
            return [Piece(fitted(must, max(0, cells)), STYLES["warn"])]
        return [Piece(" " * blank), Piece(must, STYLES["warn"]), Piece(words, STYLES["muted"])]

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
        words = safe_line(self._words)
        while cell_len(words) > room:
            words = words.rpartition(", ")[0]
            if not words:
                break
        return words

    def _at(self, x: int) -> str:
        """Return the screen whose name stands in a cell; empty where none does."""
        left = 0
        for piece in self.pieces(self.size.width):
            left += cell_len(piece.text)
            if x < left:
                return piece.mode
        return ""

    def place_of(self, mode: str) -> int:
        """Return the first cell of a screen's name, -1 where it is not shown."""
        left = 0
        for piece in self.pieces(self.size.width):
            if piece.mode == mode:
                return left
            left += cell_len(piece.text)
        return -1

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what the mouse points at, and say its full name."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Point at nothing any more."""
        self._point("")

    def _point(self, mode: str) -> None:
        if mode != self._pointed:
            self._pointed = mode
            self.tooltip = next((label for name, _, label in self._tabs if name == mode), None)
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which screen was chosen."""
        if mode := self._at(event.x):
            event.stop()
            self.post_message(self.Chosen(mode))
