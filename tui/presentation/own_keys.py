"""The keys of the user who sits here: the table of actions with what `config.toml` says over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import BadRequest
from store.model.own_settings import KeySettings
from tui.actions.table import ACTIONS

if TYPE_CHECKING:
    from store.model.problem import Problem
    from store.workspace.machine import Machine
    from tui.actions.action import Action

TABLE = "keys"
"""The table of `config.toml` with the user's keys."""


def key_problems(machine: Machine) -> tuple[Problem, ...]:
    """Return what is wrong with the user's keys, by line.

    Raises:
        BadRequest: the file is there and cannot be read.
    """
    return _keys_and_problems(machine)[1]


def own_keys(machine: Machine) -> tuple[tuple[Action, ...], str]:
    """Return the actions with the user's keys, and what is wrong with these in a few words."""
    try:
        rows, wrong = _keys_and_problems(machine)
    except BadRequest as error:
        return ACTIONS, str(error)
    if not wrong:
        return rows, ""
    more = f" And {len(wrong) - 1} more." if len(wrong) > 1 else ""
    return rows, f"config.toml:{wrong[0].line}: {wrong[0].message}{more} `afterword keys` tells more."


def _keys_and_problems(machine: Machine) -> tuple[tuple[Action, ...], tuple[Problem, ...]]:
    own, problems = machine.settings()
    if own.keys == KeySettings() and not problems:
        return ACTIONS, ()
    from tui.actions.overriding import effective

    keys = effective(own.keys, str(machine.config))
    in_table = (p for p in problems if p.table == TABLE)
    return keys.rows, tuple(sorted((*keys.problems, *in_table), key=lambda p: p.line))
