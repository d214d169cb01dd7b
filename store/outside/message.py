"""A mail as bytes (RFC 5322), built by the standard library and read back before anybody else reads it.

No value can add a header: each is cleaned, and the finished message must read back with just the headers and
values that were meant.
"""

import re
import unicodedata
from email import message_from_bytes, policy
from email.charset import QP, Charset
from email.header import Header, decode_header, make_header
from email.headerregistry import Address as ReadAddress
from email.message import Message
from email.utils import format_datetime, getaddresses

from store.errors import NotSent
from store.model.mail import Address, Outgoing
from store.outside.address import as_sent
from store.outside.flowed import flowed

ID = re.compile(r"<(?!!)[!-;=?-~]+@[!-;=?-~]+>")
ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
SEPARATORS = ("Cc", "Cs", "Zl", "Zp")
LONGEST_LINE = 900
LONGEST_HEADER = 75
LONGEST_QUOTED = 60
"""Characters of a name that stay on one line; some readers take no line end between quotation marks."""
FOLD = re.compile(r"\r?\n(?=[ \t])")
BODY_HEADERS = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
SPLIT_WORD = re.compile(r"=(?=\?)")


def header_text(text: str) -> str:
    """Return a text as a header may hold it: one line, NFC, without control characters and encoded words."""
    line = "".join(" " if unicodedata.category(c) in SEPARATORS else c for c in text)
    return SPLIT_WORD.sub("= ", " ".join(unicodedata.normalize("NFC", line).split()))


def build(outgoing: Outgoing, *, newline: str = "\r\n", unsent: bool = False) -> bytes:
    """Return the message.

    Args:
        outgoing: what goes out.
        newline: what ends its lines.
        unsent: whether it is a draft that a mail program should open for sending.

    Raises:
        NotSent: an address is none, or the message does not read back as it was meant.
    """
    headers = headers_of(outgoing) | ({"X-Unsent": "1"} if unsent else {})
    text = flowed(outgoing.text) + "\n"
    head = "".join(f"{name}: {value}\n" for name, value in headers.items()).replace("\n", newline)
    data = head.encode() + _body(text, newline)
    _check(data, outgoing, [*headers, *BODY_HEADERS], text)
    return data


def headers_of(outgoing: Outgoing) -> dict[str, str]:
    """Return the headers that say whose message it is, encoded and folded, in the order in which they are written."""
    values = {
        "From": mailbox(outgoing.sender, "From"),
        "To": mailbox(outgoing.to, "To"),
        "Subject": words(header_text(outgoing.subject), "Subject"),
        "Date": format_datetime(outgoing.date),
        "Message-ID": outgoing.message_id,
    }
    if outgoing.in_reply_to:
        values["In-Reply-To"] = outgoing.in_reply_to
    if outgoing.references:
        values["References"] = "\n ".join(outgoing.references)
    for identity in (outgoing.message_id, *filter(None, [outgoing.in_reply_to]), *outgoing.references):
        if not ID.fullmatch(identity):
            raise NotSent(f"“{identity}” is no id of a message.")
    return values


def mailbox(person: Address, header: str) -> str:
    """Return a person as a header: the name in its own letters, the address in angle brackets.

    Raises:
        NotSent: the address is none.
    """
    address = as_sent(person.address)
    name = header_text(person.name)
    if not name:
        return address
    if not name.isascii() or len(name) > LONGEST_QUOTED:
        phrase = Header(name, "utf-8", header_name=header).encode()
    else:
        phrase = name if ATOMS.fullmatch(name) else '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    last = len(header) + 2 + len(phrase) if "\n" not in phrase else len(phrase) - phrase.rindex("\n")
    return phrase + (" " if last + len(address) < LONGEST_HEADER else "\n ") + f"<{address}>"


def words(text: str, header: str) -> str:
    """Return a text as it stands in a header: folded at its spaces, in encoded words where it is not ASCII."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=header).encode(splitchars=" ")


def _body(text: str, newline: str) -> bytes:
    """Return the text with the headers that say how it is written."""
    message: Message = Message(policy=policy.compat32.clone(linesep=newline, mangle_from_=False))
    message["MIME-Version"] = "1.0"
    charset = Charset("us-ascii" if text.isascii() else "utf-8")
    charset.body_encoding = None if _is_plain(text) else QP  # type: ignore[assignment]
    message.set_payload(text, charset)
    message.set_param("format", "flowed")
    return message.as_bytes()


def _is_plain(text: str) -> bool:
    return text.isascii() and all(len(line) <= LONGEST_LINE for line in text.split("\n"))


def _check(data: bytes, outgoing: Outgoing, names: list[str], text: str) -> None:
    """Read a message back and compare it with what was meant.

    Raises:
        NotSent: it is anything else.
    """
    read = message_from_bytes(data, policy=policy.default)
    if sorted(read.keys()) != sorted(names):
        raise _unreadable("its headers")
    for header, person in (("From", outgoing.sender), ("To", outgoing.to)):
        found: tuple[ReadAddress, ...] = read[header].addresses
        name = name_in(data, header)
        if [(name, as_text(one.addr_spec)) for one in found] != [(header_text(person.name), as_sent(person.address))]:
            raise _unreadable(f"the header {header}")
    if str(read["Subject"]) != header_text(outgoing.subject):
        raise _unreadable("the subject")
    if read.get_content().replace("\r\n", "\n") != text:
        raise _unreadable("the text")


def name_in(data: bytes, header: str) -> str:
    """Return the name in a header of one address; where it is in two pieces the newer reader puts a space between."""
    raw = str(message_from_bytes(data, policy=policy.compat32)[header])
    phrases = [phrase for phrase, _ in getaddresses([FOLD.sub("", raw)])]
    return str(make_header(decode_header(phrases[0]))) if len(phrases) == 1 else ""


def as_text(found: str) -> str:
    """Return what was read from a header with its letters beyond ASCII, which the library leaves as they came."""
    return found.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unreadable(what: str) -> NotSent:
    return NotSent(f"This message cannot be written so that {what} would read back the same. Change the words there.")
