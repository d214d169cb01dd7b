"""Jobs around sending: what is to be known before, and what is left to settle."""

from dataclasses import dataclass

from store.errors import StoreError
from store.model.draft import Draft, Finding
from store.model.mail import Outgoing, Unsettled, Way
from store.workspace.compose import lint_text
from store.workspace.door import Workspace
from store.workspace.sending.outgoing import outgoing
from store.workspace.sending.settling import unsettled
from store.workspace.sending.ways import ways
from store.workspace.sent_letter import SentSteps, steps_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A saved letter, looked at before it goes."""

    found: tuple[Finding, ...]
    ways: tuple[Way, ...] = ()
    going: Outgoing | None = None
    """None while something stands in the way."""
    steps: SentSteps = SentSteps()


def looked_at(workspace: Workspace, draft: Draft) -> Ready:
    """Look at a saved letter before it goes.

    Raises:
        StoreError: it cannot go at all; the text says why.
    """
    snapshot = workspace.snapshot()
    found = lint_text(snapshot, draft)
    if any(one.severity == "error" for one in found):
        return Ready(found=found)
    own = workspace.own
    return Ready(
        found=found,
        ways=ways(snapshot, own, draft),
        going=outgoing(snapshot, own, draft.path, needs_address=False),
        steps=steps_of(snapshot, draft),
    )


def left_over(workspace: Workspace) -> tuple[Unsettled, ...]:
    """Return the messages of which nobody knows by now whether they went, and those that miss in the log."""
    try:
        return tuple(one for one in unsettled(workspace) if not one.underway)
    except StoreError:  # no folder for it: nothing was ever remembered
        return ()
