"""What a command asks of a vault, given at once where it was worked out before and nothing has changed since."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec import DecodeError
from msgspec.msgpack import decode, encode

from store.vault.answers import Answer, Answers
from store.vault.scan import scan

from store.workspace.garbage import uncollected

if TYPE_CHECKING:
    from store.workspace.door import Workspace
    from store.workspace.snapshot import Snapshot

Told = TypeVar("Told")


def at_hand(
    workspace: "Workspace", asked: tuple[str | int, ...], shape: type[Told], work_out: Callable[["Snapshot"], Told]
) -> Told:
    """Return the answer to a question about a vault.

    Args:
        workspace: the open vault.
        asked: names the question, with everything that it depends on beside the vault and the moment.
        shape: the answer's type; its values must follow from the files, the day and the hours that have struck.
        work_out: answers it.
    """
    file, moment = workspace.index_file, workspace.moment
    if file is None:
        return work_out(workspace.snapshot())
    question = (*asked, moment.today.isoformat() if moment.fixed else "", repr(moment.now.tzinfo))
    answers = Answers(file)
    found = answers.to(question, scan(workspace.root), moment.now.timestamp(), workspace.digest_of)
    if found is not None:
        try:
            return decode(found, type=shape)
        except DecodeError:  # it has the seal of this program, so that this is a fault of ours: work it out
            pass
    with uncollected():
        snapshot = workspace.snapshot()
        told = work_out(snapshot)
    state, holds = workspace.state(), snapshot.holds
    if state is not None and holds is not None:
        answers.keep(question, Answer(state=state, since=holds[0], until=holds[1], told=encode(told)))
    return told
