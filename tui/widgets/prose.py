"""Text to read: wrapped at words, with hanging indents, scrolled by the same keys as lists."""

import re
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.geometry import Size
from textual.strip import Strip

from tui.keymap import bindings
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span
from tui.widgets.painting import Scrolled

PIECES = re.compile(r"\S+|\s+")
WHOLE = 32
"""Cells up to which an aside is kept on one row."""
SET_IN = 2
"""Cells by which the rows of an aside are set in, where no label tells what goes on from what begins."""
BESIDE = 14
"""Cells that a paragraph needs beside its label; where there are fewer, and less than half, it goes on below it."""
JOINTS = ("/\\", "?&=_-", ".,;:@")
"""Signs after which a path, an address or a link is broken where it is longer than a row, the better ones first."""


class Prose(Scrolled):
    """Shows presentation lines; keeps its place when they change."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("reading")

    def __init__(
        self,
        lines: Sequence[Line] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
        can_focus: bool = True,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = can_focus
        self._lines = tuple(lines)
        self._wrapped: list[list[Span]] = []

    def show(self, lines: Sequence[Line], *, from_top: bool = False) -> None:
        """Replace the text; `from_top` scrolls to its beginning."""
        lines = tuple(lines)
        if lines == self._lines:
            return
        self._lines = lines
        self._wrap()
        if from_top:
            self.scroll_to(y=0, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Return the rows that the text takes at that width, for `height: auto`."""
        return sum(len(wrapped(one, max(8, self.measure(width)))) for one in self._lines)

    def _wrap(self) -> None:
        width = max(8, self.measure(self.size.width))
        self._wrapped = [row for one in self._lines for row in wrapped(one, width)]
        self.stretch(len(self._wrapped))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap again at the new width."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        index = y + self.scroll_offset.y
        spans = self._wrapped[index] if index < len(self._wrapped) else []
        return self.paint(spans, self.size.width)


def hang(one: Line) -> int:
    """Return the cells by which the following lines of a paragraph are set in: its label, with a sign behind that."""
    if not one:
        return 0
    first = one[0].text
    if len(one) == 1 or not first.endswith(" "):
        return len(first) - len(first.lstrip(" "))
    second = one[1].text if one[2:] else ""
    is_sign = second.endswith(" ") and cell_len(second.strip()) == 1
    return cell_len(first + second if is_sign else first)


def wrapped(one: Line, width: int) -> list[list[Span]]:
    """Return a paragraph as rows of at most that many cells."""
    texts = [(safe_line(span.text, 20_000), span.tone) for span in one]
    if sum(cell_len(text) for text, _tone in texts) <= width:  # most are short
        return [[Span(text, tone) for text, tone in texts if text]]
    indent = hang(one)
    indent = indent if width - indent >= min(BESIDE, width // 2 + 1) else 0
    has_no_label = not indent or (indent <= SET_IN and not texts[0][0].strip())
    rows: list[list[Span]] = [[]]
    used = 0
    for text, tone in texts:
        is_aside = bool(tone) and text.startswith(" " if tone == "muted" else "  ")
        begin = indent + SET_IN if is_aside and has_no_label else indent
        room = max(4, width - begin)
        for piece in (_unbroken(text, room) if is_aside else ()) or PIECES.findall(text):
            for part in _parts(piece, room):
                cells = cell_len(part)
                if used + cells > width and used > (indent if len(rows) > 1 else 0):
                    rows.append([Span(" " * begin)])
                    used = begin
                    if part.isspace():
                        continue
                rows[-1].append(Span(part, tone))
                used += cells
    return rows


def _unbroken(text: str, room: int) -> tuple[str, ...]:
    """Return blanks and words of a short aside, a name or a day, which is not broken; of a longer one nothing."""
    words = text.lstrip(" ")
    return (text[: -len(words)], words) if words and cell_len(words) <= min(WHOLE, room) else ()


def _parts(piece: str, width: int) -> list[str]:
    """Return a piece in parts that fit, cut behind the last sign of a path or an address that leaves no part short."""
    if cell_len(piece) <= width:
        return [piece]
    most = max(1, width // 2 if not piece.isascii() else width)
    parts = []
    while len(piece) > most:
        places = (max(piece.rfind(sign, most // 2, most) for sign in signs) for signs in JOINTS)
        end = next((place + 1 for place in places if place >= 0), most)
        parts.append(piece[:end])
        piece = piece[end:]
    return [*parts, piece]
