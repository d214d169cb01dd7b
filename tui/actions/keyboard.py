"""What a key is called, and which keys a terminal can send."""

import re

CALLED = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
    "del": "delete",
    "ins": "insert",
    "comma": ",",
    " ": "space",
}
"""Other names of keys."""
NAMED = frozenset(
    {"escape", "enter", "space", "up", "down", "left", "right", "home", "end"}
    | {"pageup", "pagedown", "insert", "delete", "backspace"}
    | {f"f{number}" for number in range(1, 13)}
)
SAME = {"i": "Tab", "j": "Enter", "m": "Enter", "h": "Backspace"}
"""Letters that arrive with Ctrl as another key."""
OURS = {"c": "copies a text that is marked"}
CONTROL = re.compile(r"(?:ctrl|control|c)[+-](.+)")
EDITING = {
    "ctrl+a": "goes to the beginning of the line",
    "ctrl+d": "deletes the next character",
    "ctrl+e": "goes to the end of the line",
    "ctrl+k": "deletes to the end of the line",
    "ctrl+u": "deletes to the beginning of the line",
    "ctrl+v": "inserts what was copied",
    "ctrl+w": "deletes a word",
    "ctrl+x": "cuts what is marked",
    "ctrl+y": "does again what was taken back",
    "ctrl+z": "takes back what was typed",
    "backspace": "deletes a character",
    "delete": "deletes a character",
    "up": "moves the cursor",
    "down": "moves the cursor",
    "left": "moves the cursor",
    "right": "moves the cursor",
    "home": "moves the cursor",
    "end": "moves the cursor",
    "pageup": "moves the cursor",
    "pagedown": "moves the cursor",
    "enter": "ends the line",
    "f6": "marks the line",
    "f7": "marks everything",
}
"""What keys do in a field or a text, which has them before anything else."""


class Unusable(ValueError):
    """A key that cannot be had; the text says why."""


def key_meant(text: str) -> str:
    """Return a key as the table of actions writes it: `d`, `G`, `?`, `space`, `ctrl+o`, `f2`.

    Raises:
        Unusable: there is no such key, or a terminal cannot tell it from another.
    """
    if len(text) == 1:
        if not text.isprintable():
            raise Unusable("is no key that can be typed")
        return CALLED.get(text, text)
    name = text.casefold().replace(" ", "")
    name = CALLED.get(name, name)
    if name in NAMED or len(name) == 1:
        return name
    if (found := CONTROL.fullmatch(name)) and len(found[1]) == 1:
        return _with_control(found[1])
    if name in ("tab", "shift+tab"):
        raise Unusable("goes from field to field everywhere")
    if "alt+" in name or "meta+" in name or "super+" in name or "hyper+" in name:
        raise Unusable("needs a key that many terminals keep to themselves")
    if "+" in name:
        raise Unusable("does not reach a program in every terminal; ctrl with a letter does")
    raise Unusable("is no key; write `d`, `G`, `?`, `space`, `enter`, `ctrl+o` or `f2`")


def _with_control(letter: str) -> str:
    if letter in SAME:
        raise Unusable(f"is the same as {SAME[letter]} in a terminal")
    if letter in OURS:
        raise Unusable(OURS[letter])
    if not (letter.isascii() and letter.isalpha()):
        raise Unusable("does not reach a program in every terminal; ctrl with a letter does")
    return f"ctrl+{letter}"


def is_typed(key: str) -> bool:
    """Tell whether a key writes something in a field."""
    return len(key) == 1 or key == "space"
