"""Bindings out of the action table."""

from textual.binding import Binding, BindingType

from tui.actions.action import Action
from tui.actions.table import action, actions_at

NAMES = {
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
}
"""Keys whose sign Textual would not take in a list of keys."""
SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "space": "Space",
}


def binding(row: Action, *, namespace: str = "") -> Binding:
    """Return the binding of one action."""
    keys = ",".join(NAMES.get(key, key) for key in row.keys)
    return Binding(
        keys,
        f"{namespace}{row.method}",
        row.label,
        show=row.in_footer,
        key_display=row.shown or key_name(row.keys[0]),
        tooltip=row.tooltip,
        id=row.id,
        priority=row.at_once,
    )


def bindings(*places: str) -> list[BindingType]:
    """Return the bindings of the actions that apply at these places."""
    return [binding(row) for row in actions_at(*places)]


def key_name(key: str) -> str:
    """Return a key as people read it: `Esc`, `^o`, `d`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return SHOWN.get(key, key)


def keys_of(ident: str) -> str:
    """Return the first key of an action, as people read it."""
    return key_name(action(ident).keys[0])
