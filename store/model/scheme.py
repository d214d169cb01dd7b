"""The colours that a screen is drawn with, and what follows from the few that somebody named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from store.model.colour import Colour, contrast

ENOUGH = 4.5
"""The contrast of text that most people can read."""
HIGH = 7.0
"""The contrast of text that people with weak sight can read."""
MIDDLE = 0.18
"""The light of a ground from which on it counts as light."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A theme's colours, each `#rrggbb`; their names are the keys of a theme file."""

    dark: bool
    background: str
    foreground: str
    surface: str
    """Bars and windows."""
    panel: str
    """Fields, and marked rows."""
    muted: str
    """Text that stands back."""
    primary: str
    secondary: str
    accent: str
    success: str
    warning: str
    error: str
    cursor: str
    """The ground of the row under the cursor."""
    cursor_away: str
    """The same where the focus is elsewhere, and of the tab that is shown."""
    selection: str
    """The ground of selected text."""
    border: str
    border_away: str
    """The frame of what has not the focus."""
    reverse: bool = False
    """Whether the row under the cursor is drawn in reverse, whatever `cursor` says."""


COLOURS = tuple(field.name for field in fields(Scheme) if field.name not in ("dark", "reverse"))
"""The keys of a theme file that hold a colour."""
TEXTS = ("foreground", "muted", "primary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel", "cursor", "cursor_away")
"""Every text may stand on every ground; on `selection` stands the foreground only."""


def scheme(named: Mapping[str, Colour], base: Scheme) -> Scheme:
    """Return the scheme in which these colours are as named and the others follow from them.

    Args:
        named: colours by the keys of a theme file.
        base: what tells how strong the others are: the shipped scheme on a ground of the same kind.
    """

    def of(name: str) -> Colour:
        return named.get(name) or Colour.read(getattr(base, name)) or Colour(0, 0, 0)

    ground, text, primary = of("background"), of("foreground"), of("primary")
    derived = {
        "surface": ground.towards(text, 0.03),
        "panel": ground.towards(text, 0.07),
        "muted": text.towards(ground, 0.25),
        "secondary": primary.towards(ground, 0.3),
        "cursor": ground.towards(primary, 0.22),
        "cursor_away": ground.towards(text, 0.09),
        "selection": ground.towards(primary, 0.32),
        "border": ground.towards(primary, 0.5),
        "border_away": ground.towards(text, 0.18),
    }
    colours: dict[str, Any] = {name: (named.get(name) or derived.get(name) or of(name)).hex for name in COLOURS}
    return Scheme(dark=base.dark, **colours)


def is_light(ground: Colour) -> bool:
    """Tell whether dark text belongs on a ground."""
    return ground.light > MIDDLE


def weak(one: Scheme, least: float) -> Iterator[tuple[str, str, float]]:
    """Return each text that is hard to read on a ground, with their contrast."""
    grounds = [ground for ground in GROUNDS if not (one.reverse and ground == "cursor")]
    for text, ground in (*((text, ground) for text in TEXTS for ground in grounds), ("foreground", "selection")):
        found = contrast(_colour(getattr(one, text)), _colour(getattr(one, ground)))
        if found < least:
            yield text, ground, found


def _colour(written: str) -> Colour:
    return Colour.read(written) or Colour(0, 0, 0)
