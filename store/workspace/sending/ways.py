"""The ways in which a draft can leave the program, and why one of them cannot be used now."""

from store.errors import BadRequest
from store.model.draft import Draft
from store.model.mail import Way
from store.model.own_settings import MailSettings, OwnSettings
from store.workspace.paper import PAPER, can_print
from store.workspace.snapshot import Snapshot

EMAIL = ("email",)
ANY = ("email", "letter", "note", "text", "message", "phone")


def ways(snapshot: Snapshot, own: OwnSettings, draft: Draft) -> tuple[Way, ...]:
    """Return the ways that suit a draft's channel, best first; those that are not set up come last, with the reason."""
    channel = draft.channel or "email"
    fitting = [way for way in every_way(snapshot, own.mail) if channel in way.channels]
    return tuple(sorted(fitting, key=lambda way: (not way.is_ready, way.name != own.mail.way)))


def every_way(snapshot: Snapshot, mail: MailSettings) -> tuple[Way, ...]:
    """Return every way, in the order in which they are proposed."""
    nobody = "" if sender_address(snapshot, mail) else "your own address is missing: `email` of [me] in afterword.toml"
    return (
        Way(
            name="smtp",
            title=f"send it through {mail.host}" if mail.host else "send it through a mail server",
            delivers=True,
            channels=EMAIL,
            reason=nobody if mail.host else "no `host` is set in [mail] of your own settings",
        ),
        Way(
            name="sendmail",
            title=f"send it with {mail.sendmail[0]}" if mail.sendmail else "send it with a program such as msmtp",
            delivers=True,
            channels=EMAIL,
            reason=nobody if mail.sendmail else "no `sendmail` is set in [mail] of your own settings",
        ),
        Way(name="mailto", title="open it in the mail program", delivers=False, channels=EMAIL),
        Way(name="eml", title="save it as a file for the mail program", delivers=False, channels=EMAIL, reason=nobody),
        Way(
            name="pdf",
            title="print it",
            delivers=False,
            channels=PAPER,
            reason="" if can_print() else "typst is not on this machine: pip install 'afterword[letters]'",
        ),
        Way(name="clipboard", title="copy it", delivers=False, channels=ANY),
    )


def way_named(snapshot: Snapshot, own: OwnSettings, name: str) -> Way:
    """Return the way of that name.

    Raises:
        BadRequest: there is none, or it is not set up.
    """
    known = {way.name: way for way in every_way(snapshot, own.mail)}
    if name not in known:
        raise BadRequest(f"“{name}” is no way to send a draft. There are: {', '.join(known)}.")
    if known[name].reason:
        raise BadRequest(f"{name} cannot be used: {known[name].reason}. Nothing was sent.")
    return known[name]


def sender_address(snapshot: Snapshot, mail: MailSettings) -> str:
    """Return the address that mail is from."""
    return (mail.sender or snapshot.settings.email).strip()
