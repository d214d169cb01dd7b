"""Mail as values: what goes out, the ways it can go, what became of it, and what came in."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct


class Address(Struct, frozen=True, kw_only=True, array_like=True):
    """A person at the other end of a mail, or this one."""

    name: str = ""
    address: str = ""

    def __str__(self) -> str:
        """Return it as people write it: `Joe Alvarez <joe@northwind.example>`."""
        return f"{self.name} <{self.address}>" if self.name and self.address else self.address or self.name


class Way(Struct, frozen=True, kw_only=True, array_like=True):
    """One way for a draft to leave the program."""

    name: str
    """clipboard, mailto, eml, sendmail, smtp or pdf."""
    title: str
    """What it does, in words: `send it through mail.rivera.example`."""
    delivers: bool
    """Whether it is gone afterwards and is logged at once; else it was handed over, and the user is asked."""
    channels: tuple[str, ...]
    """The channels of drafts that it suits."""
    reason: str = ""
    """Why it cannot be used now; empty where it can."""

    @property
    def is_ready(self) -> bool:
        """Tell whether it can be used."""
        return not self.reason


class Outgoing(Struct, frozen=True, kw_only=True, array_like=True):
    """A draft exactly as it will go out, for the user to look at once more."""

    path: str
    """The draft's file."""
    channel: str
    sender: Address
    to: Address
    subject: str
    text: str
    """The text word for word, as it will be logged."""
    date: datetime
    """In the user's own zone."""
    message_id: str = ""
    """With its angle brackets; empty where it is no e-mail."""
    in_reply_to: str = ""
    """The id of the logged message that it answers; empty where it answers none."""
    references: tuple[str, ...] = ()
    """The ids of the conversation so far, oldest first."""


class Handed(Struct, frozen=True, kw_only=True, array_like=True):
    """What became of a draft that was handed over."""

    note: str
    """What happened and what is left to do, in sentences for the user."""
    delivered: bool
    """Whether it is known to have gone out."""
    logged: bool = False
    """Whether it stands in the log and the draft is gone."""
    files: tuple[Path, ...] = ()
    """The files that were made of it, the letter before its envelope."""


class Gone(Struct, frozen=True, kw_only=True, array_like=True):
    """A message that left, kept until it stands in the log; it tells what went, whatever the draft says by now."""

    path: str
    """The draft's file."""
    opportunity: str
    """Id of the opportunity."""
    to: str
    """The person's ident."""
    channel: str
    subject: str
    text: str
    template: str = ""
    message_id: str = ""
    at: datetime
    """When it went, in the user's own zone."""
    way: str = ""
    digest: str = ""
    """SHA-256 of the draft's file as it was sent: a draft that was changed since then stays."""
    also: tuple[str, ...] | None = None
    """Keys of further steps that it does; None = the promises that it keeps."""


class Unsettled(Struct, frozen=True, kw_only=True, array_like=True):
    """A message that was under way when its program ended, or whose acceptance is not known."""

    gone: Gone
    certain: bool
    """Whether the other side had accepted it; else it may have gone out or not."""
    underway: bool
    """Whether another Afterword is sending it at this very moment."""


class Received(Struct, frozen=True, kw_only=True, array_like=True):
    """A saved mail, as far as a log wants to know it."""

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    """The plain text, or what is left of the formatted one; quoted lines are kept."""
    date: datetime | None = None
    """With the zone it was sent in; None where the mail tells none."""
    message_id: str = ""
    """With its angle brackets; empty where it has none."""
