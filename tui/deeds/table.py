"""The table of deeds: which module asks what, and what comes of the answer; a new deed is a case in one of them."""

from typing import Any

from textual.screen import ModalScreen

from store.workspace.changing import Plan
from store.workspace.snapshot import Snapshot
from tui import messages
from tui.deeds import adding, recording, steps, tending

MODULES: Any = (steps, tending, adding, recording)
"""Each has its DEEDS, a `question` for the dialog that asks, and a `plan` for the answer."""


def question(deed: messages.Deed, snapshot: Snapshot) -> ModalScreen[Any]:
    """Return the dialog that asks for a deed's particulars.

    Raises:
        NotFound: the opportunity is gone.
        BadRequest: it has no conversation that a note could go into.
        TypeError: the deed is in no module.
    """
    asked: ModalScreen[Any] = _home(deed).question(deed, snapshot)
    return asked


def plan(deed: messages.Deed, answer: object) -> Plan:
    """Return the plan that a deed's answer makes.

    Raises:
        TypeError: the answer is not one to that deed.
    """
    made: Plan = _home(deed).plan(deed, answer)
    return made


def _home(deed: messages.Deed) -> Any:
    for module in MODULES:
        if isinstance(deed, module.DEEDS):
            return module
    raise TypeError(type(deed).__name__)
