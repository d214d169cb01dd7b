"""The last gate before the terminal: no control, bidi or zero-width character leaves in any segment."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.presentation.safe import is_shown

JOINED = re.compile("\u200d[\u2600-\u27bf\U0001f000-\U0001faff]")
"""What joins pictures to one, with the one that it joins on: apart they are wider than the place that they have."""


class Guard(LineFilter):
    """Takes out of every line what a terminal would obey; its blanks keep it as wide as it was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Return the segments without harmful characters."""
        return [segment if _is_clean(segment.text) else _cleaned(segment) for segment in segments]


def _is_clean(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _cleaned(segment: Segment) -> Segment:
    if segment.control:
        return segment
    text = "".join(c for c in JOINED.sub("", segment.text) if is_shown(c))
    if text == segment.text:
        return segment
    return Segment(_as_wide(text, segment.cell_length), segment.style)


def _as_wide(text: str, cells: int) -> str:
    """Give the text that many cells by blanks at its end; no letter goes for it."""
    excess = cell_len(text) - cells
    if excess > 0 and text.endswith(" " * excess):
        return text[:-excess]
    return text + " " * -excess
