"""Keys as people read them: on the footer, in help, in sentences."""

import re

from tui.actions.table import action

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
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Bksp",
    "space": "Space",
}
NAMED = re.compile(r"\{([a-z-]+\.[a-z-]+)\}")
"""An action in a sentence, whose key stands there: `{app.new}`."""


def key_name(key: str) -> str:
    """Return a key as people read it: `Esc`, `^o`, `F2`, `d`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return SHOWN.get(key) or (key.upper() if len(key) > 1 else key)


def keys_of(ident: str) -> str:
    """Return the first key of an action, as people read it; its name in the palette where it has no key."""
    row = action(ident)
    if row.keys:
        return key_name(row.keys[0])
    palette = action("app.palette").keys
    return f"{key_name(palette[0])} {row.label}" if palette and ident != "app.palette" else row.label


def with_keys(sentence: str) -> str:
    """Return a sentence with the keys of the actions that it names: `Press {app.new} to add one.`."""
    return NAMED.sub(lambda found: keys_of(found[1]), sentence)
