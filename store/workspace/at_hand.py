"""The agenda of a vault, given at once where it was worked out before and nothing has changed since."""

from typing import TYPE_CHECKING

from store.model.agenda import Agenda
from store.vault.answers import Answer, Answers, Times
from store.workspace.garbage import uncollected
from store.workspace.packed import pack, unpack

if TYPE_CHECKING:
    from store.workspace.door import Workspace


def agenda_at_hand(workspace: "Workspace", days: int) -> Agenda:
    """Return what is outstanding up to so many days ahead."""
    return agenda_and_times(workspace, days)[0]


def agenda_and_times(workspace: "Workspace", days: int) -> tuple[Agenda, Times | None]:
    """Return what is outstanding up to so many days ahead, and between which seconds of the epoch it is so.

    An answer that is kept holds for the very state of the files, and until a day ends or an hour strikes at which
    something begins; whatever else it follows from is in the question or in the seal of the index.
    """
    with uncollected():
        file, moment = workspace.index_file, workspace.moment
        if file is None:
            return workspace.snapshot().agenda_of(days), None
        question = ("agenda", days, moment.today.isoformat() if moment.fixed else "", repr(moment.now.tzinfo))
        answers = Answers(file)
        found = workspace.look()
        known = answers.to(question, found, moment.now.timestamp(), workspace.digest_of)
        if known is not None:
            return unpack(known[0]), known[1]
        snapshot = workspace.snapshot(found=found)
        agenda = snapshot.agenda_of(days)
        state, holds = workspace.state(), snapshot.holds
        if state is not None and holds is not None:
            answers.keep(question, Answer(state=state, holds=holds, told=pack(agenda)))
        return agenda, holds
