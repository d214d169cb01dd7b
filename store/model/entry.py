"""A log entry and its note marks: one dated thing that happened, or is planned."""

from datetime import date, time
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What an entry records. The value is the word that the writer uses in a heading."""

    INTERVIEW = "Interview"
    CALL = "Call"
    VOICEMAIL = "Voicemail"
    EMAIL = "Email"
    LETTER = "Letter"
    NOTE = "Note"
    TEXT = "Text"
    MESSAGE = "Message"
    VISIT = "Visit"
    MEETING = "Meeting"
    APPLICATION = "Application"
    BRIEFING = "Briefing"
    OFFER = "Offer"
    ACCEPTED = "Accepted"
    REJECTED = "Rejected"
    WITHDRAWN = "Withdrawn"
    FILLED = "Filled"
    SKIPPED = "Skipped"
    SNOOZED = "Snoozed"


SPOKEN = frozenset({Kind.INTERVIEW, Kind.CALL, Kind.MEETING, Kind.VISIT})
"""Kinds in which people talk: new note marks go into the latest of these."""

PLANNABLE = frozenset({Kind.INTERVIEW, Kind.MEETING, Kind.VISIT})
"""Kinds that may be dated after today."""

WRITTEN = frozenset({Kind.EMAIL, Kind.LETTER, Kind.NOTE, Kind.TEXT, Kind.MESSAGE, Kind.APPLICATION})
"""Kinds that carry a logged text after their marks."""


class Direction(StrEnum):
    """Who acted: `to` is from me, `from` and `by` are from them, `with` is both."""

    TO = "to"
    FROM = "from"
    WITH = "with"
    BY = "by"


class Word(StrEnum):
    """The word that opens a note mark."""

    NEED = "need"
    TOPIC = "topic"
    QUOTE = "quote"
    FUMBLED = "fumbled"
    VALUE = "value"
    STRENGTH = "strength"
    QUESTION = "question"
    PROMISE = "promise"
    NEXT = "next"


TASKS = frozenset({Word.PROMISE, Word.NEXT})
"""Marks that can be open, done or dropped."""


class Box(StrEnum):
    """The state of a task mark; the value is the character between the brackets."""

    OPEN = " "
    DONE = "x"
    DROPPED = "-"


class Name(Struct, frozen=True, kw_only=True, array_like=True):
    """A person as named in a heading or behind a mark."""

    text: str
    """The name as written there."""
    who: str | None
    """The `ident` of the contact or person it stands for; None when it fits nobody or several."""


class Mark(Struct, frozen=True, kw_only=True, array_like=True):
    """One note mark of an entry, such as `need: reps stall below the C-level (Joe Alvarez)`."""

    line: int
    """Line of the file, from 1."""
    word: Word
    text: str
    """The text without box, `by` and persons; continuation lines joined with one space."""
    box: Box = Box.OPEN
    by: date | None = None
    persons: tuple[Name, ...] = ()
    """Whose mark it is; empty = the whole meeting, or for `next` mine."""
    mine: bool = False
    """True for a promise, and for a `next` that is mine."""


class Entry(Struct, frozen=True, kw_only=True, array_like=True):
    """One log entry: its heading, the marks under it and its text."""

    line: int
    """Line of the heading, from 1."""
    end: int
    """Last line of the entry, from 1, inclusive."""
    day: date
    kind: Kind
    at: time | None = None
    """The time as written; None when the heading has none."""
    zone: str | None = None
    """`Z`, `+HH:MM` or an IANA zone behind the time; None = the settings' zone."""
    direction: Direction | None = None
    names: tuple[Name, ...] = ()
    title: str = ""
    marks: tuple[Mark, ...] = ()
    text: str = ""
    """WRITTEN kinds: the logged text. Others: what is no mark. Guards are taken away, line ends are LF."""
    heading: str = ""
    """The heading as written, without the leading `###`."""
    message_id: str = ""
    """WRITTEN kinds: the id of the mail, with its angle brackets; empty where none is noted under the heading."""
