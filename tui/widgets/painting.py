"""The ground of lists and texts: lines painted one by one, so that ten thousand cost what forty do."""

from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.presentation.spans import Span


class Painted(ScrollView, can_focus=True):
    """A scrolled area that paints spans by tone."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tone--muted",
        "tone--strong",
        "tone--alarm",
        "tone--warn",
        "tone--good",
        "tone--accent",
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
        .tone--warn { color: $text-warning; }
        .tone--good { color: $text-success; }
        .tone--accent { color: $text-accent; }
        .painted--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        .painted--marked { background: $panel; }
        .painted--cursor-blurred { background: $block-cursor-blurred-background; }
        &:nocolor .painted--cursor { text-style: reverse; }
        &:nocolor .painted--cursor-blurred { text-style: reverse; }
    }
    """

    @property
    def columns(self) -> int:
        """Return the cells of a line; the last one is kept for the scrollbar, so that it moves no text."""
        return max(1, self.size.width - 1)

    def tone(self, name: str) -> Style:
        """Return the style of a tone."""
        return self.get_component_rich_style(f"tone--{name}", partial=True) if name else Style.null()

    def paint(self, spans: list[Span], width: int, over: Style | None = None) -> Strip:
        """Return a strip of exactly that width; `over` is laid over every piece."""
        base = self.rich_style
        if over is not None:
            base += Style(bgcolor=over.bgcolor, reverse=over.reverse)
        segments = [Segment(span.text, base + self.tone(span.tone)) for span in spans]
        return Strip(segments).adjust_cell_length(width, base)


def fitted(text: str, width: int, *, to_right: bool = False) -> str:
    """Return text in exactly that many cells, cut with `…` where it is longer."""
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width else ""
    blank = " " * (width - cell_len(text))
    return blank + text if to_right else text + blank
