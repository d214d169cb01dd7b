"""Dressing the program: its themes, its filters, what moves by itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import App
from textual.filter import LineFilter
from textual.widgets import Input

from store.model.scheme import Scheme
from tui.presentation.looks import Looks, unknown_theme
from tui.themes.colours import THEMES, theme
from tui.themes.guard import Guard
from tui.themes.plainness import Colourless, InAscii, draw_scrollbars


def dress(app: App[Any], looks: Looks, own: Mapping[str, Scheme]) -> str:
    """Give the program its looks; return what could not be done, in a sentence.

    Args:
        app: the program.
        looks: how it is to look.
        own: themes of the user's own, by name; one called as a shipped one takes its place.
    """
    for shipped in THEMES:
        app.register_theme(shipped)
    for name, scheme in own.items():
        app.register_theme(theme(name, scheme))
    app.animation_level = "full" if looks.animation else "none"
    Input.cursor_blink._default = looks.animation  # noqa: SLF001 - there is no public way to say it once for all
    draw_scrollbars(with_signs=looks.ascii or app.no_color)
    known = looks.theme in app.available_themes
    app.theme = looks.theme if known else Looks().theme
    return "" if known else unknown_theme(looks.theme, (*(shipped.name for shipped in THEMES), *own))


def filters(app: App[Any], looks: Looks) -> Sequence[LineFilter]:
    """Return what every line goes through last: no colours where none are wanted, ASCII, and the guard behind all."""
    plain = (Colourless(),) if app.no_color else ()
    return (*plain, Guard(), *((InAscii(),) if looks.ascii else ()))
