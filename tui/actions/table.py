"""The one table of actions: bindings, footer, help, palette and docs/keys.md all derive from it."""

from tui.actions import deciding, following, moving, staying, talking, writing
from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    *moving.ROWS,
    *following.ROWS,
    *writing.ROWS,
    *talking.ROWS,
    *deciding.ROWS,
    *staying.ROWS,
)

GROUPS = (
    "Follow up",
    "Letter",
    "Call",
    "Debrief",
    "Record",
    "Review",
    "History",
    "Move",
    "Screens",
    "Program",
    "Dialogs",
)


def actions_at(*places: str) -> tuple[Action, ...]:
    """Return the actions that apply at any of these places, in table order."""
    return tuple(a for a in ACTIONS if set(a.places) & set(places))


def action(ident: str) -> Action:
    """Return the action with that id.

    Raises:
        KeyError: there is none.
    """
    for row in ACTIONS:
        if row.id == ident:
            return row
    raise KeyError(ident)
