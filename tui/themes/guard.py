"""The last gate before the terminal: no control, bidi or zero-width character leaves in any segment."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.presentation.safe import is_shown


class Guard(LineFilter):
    """Takes out of every line what a terminal would obey; each is replaced by nothing wider than it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without harmful characters."""
        return [segment if _is_clean(segment.text) else _cleaned(segment) for segment in segments]


def _is_clean(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _cleaned(segment: Segment) -> Segment:
    if segment.control:
        return segment
    text = "".join(c for c in segment.text if is_shown(c))
    return segment if text == segment.text else Segment(text, segment.style, segment.control)
