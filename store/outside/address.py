"""E-mail addresses as mail servers take them: a domain beyond ASCII in its ASCII form, a name before the @ as it is.

A mail to `joe@müller.example` goes to `joe@xn--mller-kva.example`, which is the same place. Letters beyond ASCII before
the @ have no other form: they need a server that takes them (SMTPUTF8).
"""

import re
import unicodedata

from store.errors import NotSent
from store.model.folding import fold

ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
ADDRESS = re.compile(rf"{ATEXT}(?:\.{ATEXT})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
TWO_READINGS = frozenset("ßẞς\u200c\u200d")
"""Signs that the older rule for domains turns into others: it could be somebody else's domain."""
UNSEEN = ("C", "Z")
"""First letter of the categories of what nobody sees: controls, formats, spaces, what is not assigned."""
LONGEST = 254


def as_sent(text: str) -> str:
    """Return the address of one person as a mail server takes it.

    Raises:
        NotSent: it is none, or its domain can be read in two ways.
    """
    local, at, domain = unicodedata.normalize("NFC", text).rpartition("@")
    if at and not domain.isascii() and TWO_READINGS & set(domain):
        raise NotSent(
            f"“{text}” has a sign in its domain that mail programs read in two ways. Write the domain as its owner "
            "gives it in ASCII (xn--…)."
        )
    try:
        made = local + at + (domain if domain.isascii() else domain.encode("idna").decode("ascii").lower())
    except UnicodeError:
        made = ""
    if len(made.encode("utf-8", "replace")) > LONGEST or not ADDRESS.fullmatch(made) or _has_unseen(made):
        raise NotSent(f"“{text}” is not an e-mail address that mail can be sent to.")
    return made


def _has_unseen(text: str) -> bool:
    return any(unicodedata.category(character)[0] in UNSEEN for character in text)


def needs_utf8(address: str) -> bool:
    """Tell whether an address, as it is sent, needs a server that takes more than ASCII."""
    return not address.isascii()


def is_same_mailbox(one: str, other: str) -> bool:
    """Tell whether two addresses are one, in whatever case and form their domains are written."""
    return _compared(one) == _compared(other)


def _compared(text: str) -> str:
    text = text.strip()
    try:
        return fold(as_sent(text))
    except NotSent:
        return fold(text)
