"""Bindings out of the action table, and the keys that the user gives them instead."""

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from tui.actions.action import Action
from tui.actions.table import ACTIONS, action

NAMES = {
    ";": "semicolon",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "@": "at",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ",": "comma",
}
"""Keys whose sign Textual would not take in a list of keys."""
NONE = "f24"
"""A key that no keyboard has: Textual takes no empty list of keys."""


def binding(row: Action) -> Binding:
    """Return the binding of one action."""
    return Binding(
        _named(row.keys),
        f"app.{row.method}" if row.by_app else row.method,
        row.label,
        show=row.in_footer,
        tooltip=row.tooltip,
        id=row.id,
        priority=row.at_once,
    )


def bindings(*places: str) -> list[BindingType]:
    """Return the bindings of the actions that apply at these places, with the keys that ship."""
    return [binding(row) for row in ACTIONS if not set(places).isdisjoint(row.places)]


def keymap(rows: Sequence[Action]) -> dict[str, str]:
    """Return what Textual must be told of the actions whose keys are not those that bindings were made with."""
    return {row.id: _named(row.keys) for row, shipped in zip(rows, ACTIONS, strict=True) if row.keys != shipped.keys}


def is_key_of(key: str, ident: str) -> bool:
    """Tell whether a key, as Textual calls it, belongs to an action."""
    return key in _named(action(ident).keys).split(",")


def _named(keys: Sequence[str]) -> str:
    return ",".join(NAMES.get(key, key) for key in keys) or NONE
