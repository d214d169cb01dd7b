"""What lies behind a window, dimmed: each style is worked out once, not for every piece of every line."""

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen


class Dimmed(BackgroundScreen):
    """Dims as Textual does."""

    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        """Return the pieces dimmed, without what can be clicked in them."""
        return [
            piece if piece.control else Segment(piece.text, dimmed(piece.style or Style.null(), color))
            for piece in segments
        ]


@lru_cache(maxsize=1024)
def dimmed(style: Style, color: Color) -> Style:
    """Return a style as it is behind a window of that colour."""
    ((_, found, _),) = BackgroundScreen.process_segments([Segment(" ", style)], color)
    return found or Style.null()
