"""A mail as a link that the user's own mail program opens: every part is percent-encoded, none can add another."""

import sys
from urllib.parse import quote

from store.errors import NotSent
from store.model.mail import Outgoing
from store.outside.address import as_sent
from store.outside.message import header_text
from store.outside.programs import NoSuchProgram, run

LONGEST = 2000
"""Characters that every system hands on."""
SECONDS = 15.0


def link(outgoing: Outgoing) -> str:
    """Return the link.

    Raises:
        NotSent: the address is none, or the letter is too long for a link.
    """
    address = as_sent(outgoing.to.address)
    fields = {"subject": header_text(outgoing.subject), "body": outgoing.text.replace("\n", "\r\n")}
    if outgoing.in_reply_to:
        fields["In-Reply-To"] = outgoing.in_reply_to
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    made = f"mailto:{quote(address, safe='@')}?{asked}"
    if len(made) > LONGEST:
        raise NotSent(
            f"The letter is too long for a link: {len(made)} characters, and mail programs take {LONGEST}. "
            "Save it as a file with --via eml, or copy it with --via clipboard."
        )
    return made


def open_link(made: str) -> None:
    """Have the system's mail program open a link.

    Raises:
        NotSent: nothing on this machine opens such links.
    """
    for opener in openers():
        try:
            ended = run([*opener, made], seconds=SECONDS, listen=False)
        except NoSuchProgram:
            continue
        if ended.status in (0, None):  # some stay until the mail program is closed
            return
    raise NotSent("No program on this machine opens mail links. Save the letter as a file with --via eml.")


def openers() -> tuple[tuple[str, ...], ...]:
    """Return what opens a link on this system, first choice first."""
    if sys.platform == "darwin":
        return (("open",),)
    if sys.platform == "win32":
        return (("rundll32", "url.dll,FileProtocolHandler"),)
    return ("xdg-open",), ("gio", "open")
