"""Actions as the program does them when no key was pressed: which apply where one stands, and doing one."""

from collections.abc import Iterator, Sequence
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from tui.actions.action import Action
from tui.actions.table import action, actions_at
from tui.presentation.commands import Entry, of_action

NOWHERE = frozenset({"app.palette", "app.back"})
"""What makes no sense in a list of actions: it is there already, or closes it."""
NOT_NOW = "something else to be chosen or shown first."


def offered(app: App[int], screen: Screen[Any], places: Sequence[str]) -> Iterator[Entry]:
    """Return the actions of a screen and of the program, with what keeps them from being done."""
    seen: set[str] = set()
    for kind, at in (("here", places), ("app", ("app",))):
        for row in actions_at(*at):
            if row.id not in NOWHERE and row.id not in seen:
                seen.add(row.id)
                yield of_action(row, kind, why_not(app, screen, row))


def doer(app: App[int], screen: Screen[Any], row: Action) -> DOMNode | None:
    """Return who does an action: the focused widget or one that holds it, the screen, another widget, the program."""
    focused = screen.focused
    nodes = [*(focused.ancestors_with_self if focused else ()), screen, *screen.query("*"), app]
    return next((node for node in nodes if hasattr(node, f"action_{row.method}")), None)


def why_not(app: App[int], screen: Screen[Any], row: Action) -> str:
    """Return what an action needs that is not there; empty when it can be done."""
    node = doer(app, screen, row)
    if node is None:
        return row.needs or NOT_NOW
    return (row.needs or NOT_NOW) if node.check_action(row.method, ()) is None else ""


async def do(app: App[int], screen: Screen[Any], ident: str) -> str:
    """Do an action as its key would; return what it needs where it cannot be done."""
    row = action(ident)
    if reason := why_not(app, screen, row):
        return reason
    node = doer(app, screen, row)
    if node is not None and not await app.run_action(row.method, node):
        await _call(node, row)  # a letter typed into a text there is no key, but to choose it is to mean it
    return ""


async def _call(node: DOMNode, row: Action) -> None:
    from textual._callback import invoke  # what a key would have called

    await invoke(getattr(node, f"action_{row.method}"))
