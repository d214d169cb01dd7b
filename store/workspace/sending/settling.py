"""Messages that went out, or may have, and are not in the log yet: found at the next start, logged or forgotten."""

import shlex
from pathlib import Path

from store.errors import StoreError, Underway
from store.model.change import Change
from store.model.draft import Draft
from store.model.mail import Gone, Unsettled
from store.workspace.changing import Plan
from store.workspace.commands.mark_sent import mark_sent
from store.workspace.door import Applied, Workspace
from store.workspace.sending import outbox
from store.workspace.sent_letter import is_logged, sent_entry
from store.workspace.snapshot import Snapshot

OUTBOX = "outbox"


def in_words(one: Unsettled) -> str:
    """Say what is known of a message whose end was never written down, and what to do about it."""
    gone = one.gone
    begun = f"The letter to {gone.to} (“{gone.subject}”)"
    when, path = f"{gone.at:%Y-%m-%d %H:%M}", shlex.quote(gone.path)
    if one.certain:
        return f"{begun} went out on {when} and is not in the log yet. `afterword sent {path}` puts it there."
    return (
        f"{begun} may have gone out on {when}, or not: nobody said. Look into your mailbox. If it went, "
        f"`afterword sent {path}`; if not, `afterword send {path} --via {gone.way} --again`. "
        "The draft is kept."
    )


def logging(gone: Gone) -> Plan:
    """Return the plan that logs a message that went out; steps that somebody settled meanwhile are no obstacle."""

    def plan(snapshot: Snapshot) -> Change:
        still = open_among(snapshot, gone) if gone.also else gone.also
        return mark_sent(gone.path, also=still, gone=gone)(snapshot)

    return plan


def open_among(snapshot: Snapshot, gone: Gone) -> tuple[str, ...]:
    """Return those of the steps that a message was to do which are still open."""
    opened = {item.key for item in snapshot.schedule(gone.opportunity) if item.bucket is not None}
    return tuple(key for key in gone.also or () if key in opened)


def unsettled(workspace: Workspace) -> tuple[Unsettled, ...]:
    """Return the messages of this vault that went out, or may have, and are not in its log: told at a start."""
    if workspace.machine.state is None:
        return ()
    return tuple(one for one, _ in _open_ones(workspace))


def _open_ones(workspace: Workspace) -> list[tuple[Unsettled, Path]]:
    """Return the unsettled messages with their files; those that have been logged meanwhile are forgotten."""
    snapshot = workspace.snapshot()
    found = []
    for one, file in outbox.unsettled(workspace.machine.folder(OUTBOX), workspace.root):
        if not one.underway and is_in_log(snapshot, one.gone):
            file.unlink(missing_ok=True)
        else:
            found.append((one, file))
    return found


def is_in_log(snapshot: Snapshot, gone: Gone) -> bool:
    """Tell whether a message stands in the log: by its id, or by its text and person."""
    opportunity = snapshot.opportunity_with(gone.opportunity)
    if opportunity is None:
        return False
    if gone.message_id and any(e.message_id == gone.message_id for e in opportunity.entries):
        return True
    draft = Draft(path=gone.path, opportunity=gone.opportunity, to=gone.to, channel=gone.channel, body=gone.text)
    try:
        return is_logged(opportunity, sent_entry(snapshot, opportunity, draft, gone.at.date()))
    except StoreError:  # the person goes by another name now
        return False


def settle(workspace: Workspace, gone: Gone, *, went: bool) -> Applied | None:
    """Settle a message whose end was never written down: log it, or forget it where the user says that it did not go.

    Raises:
        Underway: another Afterword is sending it right now.
        StoreError: it cannot be logged.
    """
    for one, file in _open_ones(workspace):
        if one.gone != gone:
            continue
        claim = outbox.held(file)
        if claim is None:
            raise Underway(gone.to)
        try:
            applied = workspace.carry_out(logging(gone)) if went else None
        except StoreError:
            claim.leave()
            raise
        claim.drop()
        return applied
    return None
