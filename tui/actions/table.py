"""The one table of actions: bindings, footer, help, palette and docs/keys.md all derive from it."""

from collections.abc import Sequence
from contextvars import ContextVar

from tui.actions import (
    beginning,
    choosing,
    deciding,
    following,
    knowing,
    mending,
    moving,
    staging,
    staying,
    talking,
    writing,
)
from tui.actions.action import Action

ACTIONS: tuple[Action, ...] = (
    *beginning.ROWS,
    *moving.ROWS,
    *choosing.ROWS,
    *staging.ROWS,
    *following.ROWS,
    *writing.ROWS,
    *talking.ROWS,
    *knowing.ROWS,
    *deciding.ROWS,
    *mending.ROWS,
    *staying.ROWS,
)
"""The actions as they ship."""

GROUPS = (
    "Begin",
    "Follow up",
    "Letter",
    "Call",
    "Debrief",
    "Record",
    "People",
    "Stories",
    "Review",
    "History",
    "Move",
    "Screens",
    "Program",
    "Dialogs",
)

_in_force: ContextVar[tuple[Action, ...]] = ContextVar("actions in force", default=ACTIONS)
"""The rows with the keys that the user has: of the running program, and of no other that runs beside it."""


def put_in_force(rows: Sequence[Action]) -> None:
    """Let the program that runs from here on have these keys."""
    _in_force.set(tuple(rows))


def in_force() -> tuple[Action, ...]:
    """Return the actions with the keys that they have now."""
    return _in_force.get()


def actions_at(*places: str) -> tuple[Action, ...]:
    """Return the actions that apply at any of these places, in table order."""
    return tuple(a for a in in_force() if set(a.places) & set(places))


def action(ident: str) -> Action:
    """Return the action with that id.

    Raises:
        KeyError: there is none.
    """
    for row in in_force():
        if row.id == ident:
            return row
    raise KeyError(ident)
