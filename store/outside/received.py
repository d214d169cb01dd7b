"""A saved mail, as far as a log wants to know it: plain text of whatever came, within limits, and nothing fetched."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import TypeVar

from store.errors import BadRequest
from store.model.mail import Address, Received
from store.outside.flowed import plain, unflowed
from store.outside.message import ID, header_text
from store.outside.page import bare_text

LARGEST = 25 << 20
LONGEST_TEXT = 200_000
"""Characters of a text that are kept; more is no letter."""
LONGEST_HEADER = 8_000
"""Characters of one header that are read: the standard library takes minutes for one of a megabyte."""
MOST_PARTS = 2_000
"""Lines that may begin a part."""
PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)
"""What the standard library's reader raises on mails that are none."""
T = TypeVar("T")


class Brief(policy.EmailPolicy):
    """Reads the beginning of each header only."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return what a header says."""
        parsed: str = super().header_fetch_parse(name, value[:LONGEST_HEADER])
        return parsed


BRIEF: "policy.EmailPolicy[EmailMessage]" = Brief()  # type: ignore[assignment]  # it takes no parameter at run time


def read_mail(data: bytes) -> Received:
    """Read a mail as it was saved.

    Raises:
        BadRequest: it is no mail, or far too large.
    """
    if len(data) > LARGEST:
        raise BadRequest(f"The mail has more than {LARGEST >> 20} MB. Save it without what is attached.")
    if data.count(b"\n--") > MOST_PARTS:
        raise BadRequest(f"The mail has more than {MOST_PARTS:,} parts. Save it without what is attached.")
    message = _or_none(lambda: message_from_bytes(data, policy=BRIEF))
    sender = next(iter(_people(message, "From")), None) if message else None
    if message is None or sender is None:
        raise BadRequest("That is no saved mail: it has no line `From:` with an address.")
    return Received(
        sender=sender,
        to=_people(message, "To"),
        subject=header_text(_header(message, "Subject")),
        text=_text(message),
        date=_or_none(lambda: parsedate_to_datetime(_header(message, "Date"))),
        message_id=next(iter(ID.findall(_header(message, "Message-ID"))), ""),
    )


def _or_none(reading: Callable[[], T]) -> T | None:
    """Return what is read; None where the standard library stumbles over it."""
    try:
        return reading()
    except PARSER_FAULTS:
        return None


def _header(message: EmailMessage, name: str) -> str:
    return _or_none(lambda: str(message[name] or "")) or ""


def _people(message: EmailMessage, name: str) -> tuple[Address, ...]:
    found = _or_none(lambda: getaddresses([_header(message, name)])) or []
    return tuple(Address(name=header_text(who), address=where.strip()) for who, where in found if "@" in where)


def _text(message: EmailMessage) -> str:
    """Return the plain part, else what is left of the formatted one."""
    part = _or_none(lambda: message.get_body(("plain", "html")))
    if part is None:
        return ""
    content = _or_none(part.get_content)
    if not isinstance(content, str):
        payload = _or_none(lambda: part.get_payload(decode=True))
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = plain(content[: 4 * LONGEST_TEXT])
    if part.get_content_subtype() == "html":
        text = bare_text(text)
    elif _or_none(lambda: part.get_param("format")) == "flowed":
        text = unflowed(text)
    lines = [line.rstrip() for line in text[:LONGEST_TEXT].split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
