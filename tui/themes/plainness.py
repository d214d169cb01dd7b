"""For terminals that show less: lines without colour, lines in ASCII, and a scrollbar that needs neither."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment, Segments
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar, ScrollBarRender

from tui.presentation.signs import in_ascii

THUMB = "█"
TRACK = "│"


class Colourless(LineFilter):
    """Takes every colour out of a line; bold, reverse and the rest stay, so that no colour code is written at all."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without colours."""
        return [Segment(text, style and colourless(style), control) for text, style, control in segments]


@lru_cache(1024)
def colourless(style: Style) -> Style:
    """Return a style without its colours, with what a click on it does."""
    plain = style.without_color
    return plain + Style.from_meta(style.meta) if style.meta else plain


class InAscii(LineFilter):
    """Puts the ASCII twin in the place of each sign of the program's own, cell for cell."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments with nothing but ASCII beside the letters of people's names and words."""
        return [s if s.text.isascii() else Segment(in_ascii(s.text), s.style, s.control) for s in segments]


class DrawnBar(ScrollBarRender):
    """A scrollbar drawn with signs, so that it is seen without colours too."""

    @classmethod
    def render_bar(  # noqa: PLR0913, PLR0917 - Textual's signature
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,  # noqa: FBT001, FBT002 - Textual's signature
        back_color: RichColor = RichColor.default(),  # noqa: B008 - a frozen value
        bar_color: RichColor = RichColor.default(),  # noqa: B008 - a frozen value
    ) -> Segments:
        """Draw the bar; across it is as Textual draws it, which no screen of ours shows."""
        if not vertical:
            return super().render_bar(
                size, virtual_size, window_size, position, thickness, vertical, back_color, bar_color
            )
        room = virtual_size - window_size
        if not (size and window_size and room > 0):
            return Segments([Segment(" " * thickness, Style(bgcolor=back_color))] * size, new_lines=True)
        long = max(1, min(size - 1, round(size * window_size / virtual_size)))
        top = round((size - long) * min(1, position / room))
        above = Segment(TRACK * thickness, Style(color=back_color, meta={"@mouse.down": "scroll_up"}))
        below = Segment(TRACK * thickness, Style(color=back_color, meta={"@mouse.down": "scroll_down"}))
        thumb = Segment(THUMB * thickness, Style(color=bar_color, meta={"@mouse.down": "grab"}))
        return Segments([above] * top + [thumb] * long + [below] * (size - top - long), new_lines=True)


def draw_scrollbars(*, with_signs: bool) -> None:
    """Have every scrollbar drawn with signs, or as Textual does it, with colours."""
    ScrollBar.renderer = DrawnBar if with_signs else ScrollBarRender
