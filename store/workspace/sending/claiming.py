"""The claim on a message before it goes: nobody sends it who finds it claimed, in the log, or in doubt."""

import hashlib

from store.errors import BadRequest, PerhapsSent, Underway
from store.model.mail import Gone, Outgoing, Way
from store.workspace.door import Workspace
from store.workspace.sending import outbox
from store.workspace.sending.settling import OUTBOX, in_words, is_in_log
from store.workspace.snapshot import Snapshot


def gone_of(snapshot: Snapshot, going: Outgoing, way: Way, also: tuple[str, ...] | None) -> Gone:
    """Return what is remembered of a message until it stands in the log."""
    draft = snapshot.draft(going.path)
    return Gone(
        path=draft.path,
        opportunity=draft.opportunity,
        to=draft.to,
        channel=going.channel,
        subject=going.subject,
        text=going.text,
        template=draft.template,
        message_id=going.message_id,
        at=going.date,
        way=way.name,
        digest=hashlib.sha256(snapshot.bytes_of(draft.path)).hexdigest(),
        also=also,
    )


def claimed(workspace: Workspace, snapshot: Snapshot, gone: Gone, *, again: bool) -> outbox.Claim:
    """Claim a message, unless it went out already or may have.

    Raises:
        BadRequest: it stands in the log.
        Underway: another Afterword is sending it right now.
        PerhapsSent: an earlier try may have gone out, and `again` was not said.
    """
    if is_in_log(snapshot, gone):
        raise BadRequest(f"This very letter to {gone.to} is in the log already, so it was not sent again.")
    folder = workspace.machine.folder(OUTBOX)
    key = outbox.key_of(workspace.root, gone)
    for earlier, file in outbox.unsettled(folder, workspace.root):
        if file.stem != key and earlier.gone.path != gone.path:
            continue
        if earlier.underway:
            raise Underway(gone.to)
        if earlier.certain or not again:
            raise PerhapsSent(in_words(earlier))
        file.unlink(missing_ok=True)
    found = outbox.claim(folder, workspace.root, gone)
    if found is None:
        raise Underway(gone.to)
    return found
