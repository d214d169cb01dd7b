"""Data on its way into widgets: always literal, never markup, never a control character."""

from collections.abc import Iterable

from textual.content import Content

from tui.presentation.safe import safe_line, safe_text
from tui.presentation.spans import Line

STYLES = {
    "": "",
    "muted": "$text-muted",
    "strong": "bold",
    "alarm": "bold $text-error",
    "warn": "$text-warning",
    "good": "$text-success",
    "accent": "$text-accent",
}


def literal(text: str, tone: str = "", limit: int = 400) -> Content:
    """Return one line of data for a widget."""
    return Content(safe_line(text, limit)).stylize(STYLES[tone])


def paragraph(text: str) -> Content:
    """Return data of several lines for a widget."""
    return Content(safe_text(text))


def content(lines: Iterable[Line]) -> Content:
    """Return presentation lines for a widget."""
    parts = [Content.assemble(*((safe_line(s.text), STYLES[s.tone]) for s in one)) for one in lines]
    return Content("\n").join(parts)
