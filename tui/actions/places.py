"""Where actions apply, as far as several do at the same places."""

APP = ("app",)
LIST = ("list",)
MOVING = ("list", "reading", "ticks", "script")
PAGING = ("list", "reading", "script")
ITEMS = ("agenda", "week", "opportunity")
ABOUT_ONE = ("agenda", "week", "opportunities", "board", "opportunity")
TENDED = ("board", "opportunities", "opportunity")
FILES = (
    *("agenda", "week", "opportunities", "board", "opportunity", "drafts", "people", "stories", "problems"),
    *("composer", "call", "panel", "review"),
)

INNER = frozenset({"list", "reading", "ticks", "letter", "noting", "script", "charts"})
"""Places that are widgets: they have the keys first, while they have the focus."""
TYPED = frozenset({"letter", "noting", "dialog", "palette", "help", "completing"})
"""Places where letters are typed: a key there must be one that is not."""
INSIDE = {
    "call": ("script", "noting"),
    "composer": ("ticks", "letter", "list"),
    "debrief": ("noting", "ticks", "reading"),
    "insights": ("list", "charts"),
    "panel": ("reading",),
    "welcome": ("list",),
}
"""What widgets a screen holds, where that is not a list and a text to read."""
WINDOWS = (
    ("dialog", "list"),
    ("dialog", "ticks"),
    ("help", "dialog", "reading"),
    ("palette", "dialog"),
    ("completing", "dialog"),
)
"""What is there at once while a window is open; nothing below it has its keys then."""
FIELDS = frozenset({"composer", "debrief", "call", "dialog", "app"})
"""Places with a field or a text to type in: what edits there would never reach an action."""


ALONE = frozenset({"welcome"})
"""Screens of a program of their own: the keys of the one with a vault are not there."""


def inside(screen: str) -> tuple[str, ...]:
    """Return what widgets a screen holds."""
    return INSIDE.get(screen, ("list", "reading"))
