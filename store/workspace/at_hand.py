"""The agenda of a vault, given at once where it was worked out before and nothing has changed since."""

from typing import TYPE_CHECKING, NamedTuple

from store.model.agenda import Agenda
from store.vault.answers import Answer, Answers, Times
from store.workspace.garbage import uncollected
from store.workspace.packed import pack, unpack

if TYPE_CHECKING:
    from store.vault.reading import Told
    from store.vault.scan import Scan
    from store.workspace.door import Workspace
    from store.workspace.snapshot import Snapshot


AGENDA = "agenda"
"""Names the question what is outstanding."""


class Known(NamedTuple):
    """An answer that was given before and still holds."""

    what: str
    """The name of the question."""
    told: bytes
    holds: Times


def agenda_at_hand(workspace: "Workspace", days: int, told: "Told | None" = None) -> tuple[Agenda, Times | None]:
    """Return what is outstanding up to so many days ahead, and how long that holds; None = not known.

    An answer that is kept holds for the very state of the files, and until a day ends or an hour strikes at which
    something begins; whatever else it follows from is in the question or in the seal of the index.

    Args:
        workspace: the vault.
        days: how far ahead.
        told: is told now and then how many of the files that have to be read were read.
    """
    with uncollected():
        if workspace.index_file is None:
            return workspace.snapshot(told).agenda_of(days), None
        found = workspace.look()
        known = told_before(workspace, found, days, AGENDA)
        if known is not None:
            return unpack(known.told), known.holds
        snapshot = workspace.snapshot(told, found)
        agenda = snapshot.agenda_of(days)
        keep_told(workspace, snapshot, days, AGENDA, pack(agenda))
        return agenda, snapshot.holds


def told_before(workspace: "Workspace", found: "Scan", days: int, *asked: str) -> Known | None:
    """Return the answer to the first of several questions to which one is kept that still holds.

    Args:
        workspace: the vault.
        found: its files as they are now.
        days: how far ahead the questions look.
        asked: their names.
    """
    if workspace.index_file is None:
        return None
    answers, now = Answers(workspace.index_file), workspace.moment.now.timestamp()
    for what in asked:
        known = answers.to(_question(workspace, days, what), found, now, workspace.digest_of)
        if known is not None:
            return Known(what, *known)
    return None


def keep_told(workspace: "Workspace", snapshot: "Snapshot", days: int, what: str, told: bytes) -> None:
    """Keep the answer to a question that follows from the snapshot that was read last, where that is possible."""
    file, state, holds = workspace.index_file, workspace.state(), snapshot.holds
    if file is not None and state is not None and holds is not None:
        Answers(file).keep(_question(workspace, days, what), Answer(state=state, holds=holds, told=told))


def _question(workspace: "Workspace", days: int, what: str) -> tuple[str | int, ...]:
    """Return all that an answer depends on beside the files and the time."""
    moment = workspace.moment
    return what, days, moment.today.isoformat() if moment.fixed else "", repr(moment.now.tzinfo)
