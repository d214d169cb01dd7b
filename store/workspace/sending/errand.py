"""Send a draft: what will go, by which way, never twice; and what became of it.

A message is claimed before its first byte leaves and the claim is settled when it stands in the log. While the
network is slow nothing is locked but this one message: `begin` and `finish` belong to the vault's own thread,
`transmit` may run in any.
"""

import contextlib
import shlex
from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, NotSent, PerhapsSent, StoreError
from store.model.mail import Gone, Handed, Outgoing, Unsettled, Way
from store.model.own_settings import OwnSettings
from store.model.value import replace
from store.vault.lock import vault_lock
from store.workspace.commands.mark_sent import refuse_astray
from store.workspace.door import Workspace
from store.workspace.paper import PAPER, Pages, folder_for, own_templates, pages_of, write
from store.workspace.sending import outbox
from store.workspace.sending.claiming import claimed, gone_of
from store.workspace.sending.outgoing import outgoing
from store.workspace.sending.settling import in_words, logging
from store.workspace.sending.ways import EMAIL, way_named

SECONDS = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A draft that is about to go out, and the right to send it."""

    going: Outgoing
    way: Way
    own: OwnSettings
    gone: Gone
    claim: outbox.Claim | None = None
    """None where the way only hands it over."""
    file: Path | None = None
    """Where to save it; None = a usual place."""
    pages: Pages | None = None
    """What is printed, where the way is paper."""


def hand_over(  # noqa: PLR0913 - a letter that leaves has that many sides
    workspace: Workspace,
    path: str,
    way: str,
    *,
    file: Path | None = None,
    also: tuple[str, ...] | None = None,
    again: bool = False,
    seconds: float = SECONDS,
) -> Handed:
    """Send a draft, or hand it to the program that will; on delivery it is logged in the same breath.

    Args:
        workspace: the vault.
        path: the draft.
        way: the name of a way.
        file: where an `.eml` is saved: a new file or a folder; None = the user's downloads.
        also: keys of the open steps that the same message does; None = the promises that it keeps.
        again: send it although an earlier try may have gone out.
        seconds: how long to wait for the other side.

    Raises:
        BadRequest: it is not ready, the way is not set up, or it was sent already.
        NotSent: it did not go out, and is as it was; `NotSentYet` where trying later helps.
        PerhapsSent: nobody knows whether it went out; a person must look.
    """
    errand = begin(workspace, path, way, file=file, also=also, again=again)
    return finish(workspace, errand, transmit(errand, seconds))


def begin(
    workspace: Workspace,
    path: str,
    way: str,
    *,
    file: Path | None = None,
    also: tuple[str, ...] | None = None,
    again: bool = False,
) -> Errand:
    """Look at the draft once more under the vault's lock and claim its message. See `hand_over`."""
    own = workspace.own
    with vault_lock(workspace.root):
        snapshot = workspace.snapshot()
        chosen = way_named(snapshot, own, way)
        draft = snapshot.draft(path)
        if (channel := draft.channel or EMAIL[0]) not in chosen.channels:
            raise BadRequest(f"The draft to {draft.to} is for {channel}: {way} is no way for it.")
        pages = None
        if chosen.channels == PAPER:
            refuse_astray(snapshot, draft)
            pages = pages_of(snapshot, own, path, own_templates(workspace.machine))
        going = outgoing(snapshot, own, path, needs_address=chosen.channels == EMAIL)
        gone = gone_of(snapshot, going, chosen, also)
        if not chosen.delivers:
            return Errand(going=going, way=chosen, own=own, gone=gone, file=file, pages=pages)
        claim = claimed(workspace, snapshot, gone, again=again)
    return Errand(going=going, way=chosen, own=own, gone=gone, claim=claim)


def transmit(errand: Errand, seconds: float = SECONDS) -> Handed:
    """Do what the way does; return what to tell the user of a message that was only handed over, and its files.

    Raises:
        NotSent: it did not go out; the claim is given up.
        PerhapsSent: nobody knows; the claim stays.
    """
    claim = errand.claim
    try:
        handed = _go(errand, seconds)
    except PerhapsSent as doubt:
        if claim:
            claim.leave()
        raise PerhapsSent(f"{doubt} {in_words(Unsettled(gone=errand.gone, certain=False, underway=False))}") from doubt
    except StoreError:
        if claim:
            claim.drop()
        raise
    except BaseException:  # an interruption: nobody knows how far it came
        if claim:
            claim.leave()
        raise
    if claim:
        with contextlib.suppress(OSError):  # a full disk does not keep it from being logged now
            claim.accepted()
    return handed


def _go(errand: Errand, seconds: float) -> Handed:
    going, mail, found = errand.going, errand.own.mail, ""
    files: tuple[Path, ...] = ()
    match errand.way.name:
        case "smtp":
            from store.outside.smtp import send as by_smtp

            by_smtp(going, mail, seconds)
        case "sendmail":
            from store.outside.sendmail import send as by_sendmail

            by_sendmail(going, mail.sendmail, seconds)
        case "mailto":
            from store.outside.mailto import link, open_link

            open_link(link(going))
            found = "It is open in your mail program; send it there."
        case "eml":
            from store.outside.eml import save

            files = (save(going, errand.file),)
            found = f"It is saved as {files[0]}; open it in your mail program and send it there."
        case "pdf" if errand.pages:
            files = write(errand.pages, errand.file or folder_for(errand.own))
            names = " and ".join(file.name for file in files)
            found = f"Made {names} in {files[0].parent}. Print, sign and post."
        case "clipboard":
            from store.outside.clipboard import copy

            copy(going.text)
            found = "The text is copied; paste it where you write to them."
        case other:
            raise NotSent(f"There is no way called {other}.")
    return Handed(note=found, delivered=errand.way.delivers, files=files)


def finish(workspace: Workspace, errand: Errand, handed: Handed) -> Handed:
    """Log what went out and settle its claim. What was only handed over waits for the user's `sent`."""
    command = f"afterword sent {shlex.quote(errand.gone.path)}"
    if errand.claim is None:
        return replace(handed, note=f"{handed.note} Once it is out: {command}")
    try:
        applied = workspace.carry_out(logging(errand.gone))
    except StoreError as error:
        errand.claim.leave()
        return Handed(note=f"It went out, but could not be logged: {error} `{command}` tries again.", delivered=True)
    except BaseException:
        errand.claim.leave()
        raise
    errand.claim.drop()
    return Handed(note=f"{applied.sentence}. {applied.note}".rstrip(), delivered=True, logged=True)
