"""How the full screen looks here: what was asked for, what is set, what was chosen last, what the terminal says."""

from collections.abc import Mapping

from store.errors import BadRequest
from store.model.own_settings import Asked, LookSettings
from store.workspace.machine import Machine
from store.workspace.remembered import remember, remembered
from tui.presentation.looks import Looks, hint, looks

SLOW_LINE = "slow-line"
"""The name of the hint for whoever works over ssh."""


def looks_here(machine: Machine, env: Mapping[str, str], asked: Asked) -> Looks:
    """Return how the full screen looks; settings that cannot be read are told elsewhere, and say nothing here."""
    try:
        own = machine.settings()[0].look
    except BadRequest:
        own = LookSettings()
    return looks(own, remembered(machine).theme, env, asked)


def hint_once(machine: Machine, env: Mapping[str, str], chosen: Looks) -> str:
    """Return what helps over ssh, the first time on a machine that can remember it; else nothing."""
    told = hint(env, low_bandwidth=chosen.low_bandwidth)
    if not told or SLOW_LINE in remembered(machine).hints:
        return ""
    return told if remember(machine, hint=SLOW_LINE) else ""
