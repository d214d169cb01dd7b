"""Pieces of text with a tone: what presentation gives and widgets paint."""

from dataclasses import dataclass
from functools import lru_cache

TONES = ("", "muted", "strong", "alarm", "warn", "good", "accent")
"""What a piece of text is to the reader; the theme decides how that looks. Never the only sign of a state."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text with one tone; may hold any characters, widgets make it safe."""

    text: str
    tone: str = ""


@lru_cache(maxsize=512)
def shared(text: str, tone: str = "") -> Span:
    """Return a piece that thousands of lines have: one for all of them."""
    return Span(text, tone)


Line = tuple[Span, ...]
"""One line, or one paragraph that the widget wraps."""


def line(text: str, tone: str = "") -> Line:
    """Return a line of one piece."""
    return (Span(text, tone),)


BLANK: Line = ()
"""An empty line."""


def plain(lines: tuple[Line, ...]) -> str:
    """Return lines as text without tones."""
    return "\n".join("".join(span.text for span in one) for one in lines)
