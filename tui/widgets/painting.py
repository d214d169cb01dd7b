"""The ground of lists and texts: lines painted one by one, so that ten thousand cost what forty do."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.presentation.spans import Line, Span

MEASURE = 92
"""Cells that a line of text never exceeds: a longer one is hard to read."""


class Painted(ScrollView, can_focus=True):
    """A scrolled area that paints spans by tone."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tone--muted",
        "tone--strong",
        "tone--alarm",
        "tone--gone",
        "tone--warn",
        "tone--good",
        "tone--accent",
        "tone--bar",
        "tone--bar-aside",
        "painted--cursor",
        "painted--cursor-blurred",
        "painted--marked",
    }
    DEFAULT_CSS = """
    Painted {
        background: transparent;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        .tone--muted { color: $text-muted; }
        .tone--strong { text-style: bold; }
        .tone--alarm { color: $text-error; text-style: bold; }
        .tone--gone { color: $text-error; }
        .tone--warn { color: $text-warning; }
        .tone--good { color: $text-success; }
        .tone--accent { color: $text-accent; }
        .tone--bar { color: $secondary; }
        .tone--bar-aside { color: $border; }
        .painted--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        .painted--marked { background: $panel; }
        .painted--cursor-blurred {
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        &:ansi .tone--muted { text-style: dim; }
        &:ansi .tone--bar-aside { color: ansi_bright_black; }
        &:nocolor .tone--bar-aside { text-style: dim; }
        &:nocolor .tone--alarm { text-style: bold; }
        &:nocolor .painted--cursor { text-style: reverse; }
        &:nocolor .painted--cursor-blurred { text-style: underline; }
    }
    """

    _ground: Style | None = None
    """The style under what is being painted."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines; what is under all of them is worked out once."""
        self._ground = self.rich_style
        try:
            return super().render_lines(crop)
        finally:
            self._ground = None

    @property
    def columns(self) -> int:
        """Return the cells of a line; the last one is kept for the scrollbar, so that it moves no text."""
        return max(1, self.size.width - 1)

    def measure(self, width: int) -> int:
        """Return the cells of a line of text in a pane of that width: where it scrolls it never touches the bar."""
        return max(1, min(width - (1 if self.styles.overflow_y == "hidden" else 2), MEASURE))

    def stretch(self, lines: int) -> None:
        """Say how many lines there are; the screen is laid out anew only where that gives others more or less room."""
        size = Size(self.size.width, lines)
        height = self.styles.height
        if not self.is_mounted or height is None or height.is_auto:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)

    def tone(self, name: str) -> Style:
        """Return the style of a tone."""
        return self.get_component_rich_style(f"tone--{name}", partial=True) if name else Style.null()

    def paint(self, spans: list[Span], width: int, over: Style | None = None) -> Strip:
        """Return a strip of exactly that width; `over` is laid over every piece.

        What is drawn in reverse has no tones: a tone would become a ground of its own.
        """
        base = self.under(over)
        return Strip(self.pieces(spans, base)).adjust_cell_length(width, base)

    def under(self, over: Style | None) -> Style:
        """Return the style of a line with `over` laid over it."""
        base = self.rich_style if self._ground is None else self._ground
        if over is not None:
            base += Style(bgcolor=over.bgcolor, reverse=over.reverse, underline=over.underline)
            if over.reverse:
                base += Style(color=over.color, dim=False)
        return base

    def pieces(self, spans: Iterable[Span], base: Style) -> list[Segment]:
        """Return spans in their tones on the style of their line."""
        return [Segment(span.text, base if base.reverse else base + self.tone(span.tone)) for span in spans]


class Scrolled(Painted):
    """A text to read: the keys of lists scroll it."""

    def action_row_down(self) -> None:
        """Scroll one line down."""
        self.scroll_relative(y=1, animate=False)

    def action_row_up(self) -> None:
        """Scroll one line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_row_first(self) -> None:
        """Scroll to the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_row_last(self) -> None:
        """Scroll to the end."""
        self.scroll_to(y=self.virtual_size.height, animate=False)

    def action_row_page_down(self) -> None:
        """Scroll half a page down."""
        self.scroll_relative(y=max(1, self.size.height // 2), animate=False)

    def action_row_page_up(self) -> None:
        """Scroll half a page up."""
        self.scroll_relative(y=-max(1, self.size.height // 2), animate=False)


class Pointed(Painted):
    """Things with a cursor on one of them: the keys of lists move it."""

    FAR = 1_000_000
    """More things than there ever are in one list."""
    _empty: tuple[Line, ...] = ()
    """What is said where there is nothing to show."""

    def move(self, by: int) -> None:
        """Move the cursor over so many things, to the last one at most."""
        raise NotImplementedError

    def say_empty(self, lines: Sequence[Line]) -> None:
        """Say something else where there is nothing to show."""
        self._empty = tuple(lines)
        self.refresh()

    @property
    def half_page(self) -> int:
        """Return how many things half a page is."""
        return max(1, self.size.height // 2)

    def action_row_down(self) -> None:
        """Go to the next one."""
        self.move(1)

    def action_row_up(self) -> None:
        """Go to the one before."""
        self.move(-1)

    def action_row_first(self) -> None:
        """Go to the first one."""
        self.move(-self.FAR)

    def action_row_last(self) -> None:
        """Go to the last one."""
        self.move(self.FAR)

    def action_row_page_down(self) -> None:
        """Go half a page down."""
        self.move(self.half_page)

    def action_row_page_up(self) -> None:
        """Go half a page up."""
        self.move(-self.half_page)

    def on_focus(self) -> None:
        """Repaint the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Repaint the cursor."""
        self.refresh()


def fitted(text: str, width: int, *, to_right: bool = False, end: str = "") -> str:
    """Return text in exactly that many cells, cut with `…` where it is longer; `end` stands behind it uncut."""
    room = max(0, width - cell_len(end))
    if cell_len(text) > room:
        text = set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room else ""
    text += end
    blank = " " * (width - cell_len(text))
    return blank + text if to_right else text + blank
