"""An opportunity, its stage and its contacts."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from store.model.entry import Entry, Kind
from store.model.late_log import LateLog
from store.model.review import Review


class Stage(StrEnum):
    """Where an opportunity stands, in order; a later stage beats an earlier one in a merge."""

    LEAD = "lead"
    APPLIED = "applied"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


CLOSED = frozenset({Stage.ACCEPTED, Stage.REJECTED, Stage.WITHDRAWN})
"""Stages after which nobody is chased."""

PARTS = ("interviewer", "hiring-manager", "hr", "recruiter", "ally", "reference", "assistant", "helper")
"""What a contact can be in a search."""

RESTRICTIONS = ("no-contact", "no-calls", "via-recruiter", "no-gifts", "no-canvassing")
"""What `restrictions` may hold; each overrides every playbook."""


class Contact(Struct, frozen=True, kw_only=True, array_like=True):
    """A person met in one opportunity."""

    line: int
    """Line of the contact's first key, from 1."""
    name: str
    ident: str
    """The name, or `Name <e-mail>` where two people here share the name: unique in the opportunity."""
    title: str = ""
    part: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: str = ""
    spelling: str = ""
    """`confirmed` when the user vouches for the spelling."""
    prefers: str = ""
    """The channel this person prefers: email, phone, letter, text."""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Keys of the user's own, as source text."""

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the user has confirmed how the name is spelt (R4, R5)."""
        return self.spelling.casefold() == "confirmed"


class Opportunity(Struct, frozen=True, kw_only=True, array_like=True):
    """One file of `opportunities/`: header, contacts and log, as they were read."""

    id: str
    """The file's stem."""
    path: str
    """Relative to the vault, with `/`."""
    company: str
    position: str
    stage: Stage = Stage.LEAD
    stage_text: str = ""
    """The stage as written, which may be a name of the user's own."""
    stage_since: date | None = None
    next_touch: date | None = None
    deadline: date | None = None
    playbook: str = ""
    """Name of the playbook; empty = the settings' one."""
    contacts: tuple[Contact, ...] = ()
    tags: tuple[str, ...] = ()
    url: str = ""
    location: str = ""
    salary: str = ""
    source: str = ""
    documents: tuple[str, ...] = ()
    runner_up: bool = False
    restrictions: tuple[str, ...] = ()
    merge_review: tuple[Review, ...] = ()
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The user's own keys, as source text: shown, never touched."""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key in the header."""
    entries: Sequence[Entry] = ()
    """The log, in file order."""
    readable: bool = True
    """False when the file could not be read as an opportunity: it is listed, never rewritten."""

    @property
    def label(self) -> str:
        """What it is called in a sentence: its company, or its id while the file tells none."""
        return self.company or self.id

    def entries_of(self, kind: Kind) -> Sequence[Entry]:
        """Return the entries of one kind, in file order; a log that holds none is not looked at."""
        if isinstance(self.entries, LateLog) and kind not in self.entries.kinds:
            return ()
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def contact(self, ident: str | None) -> Contact | None:
        """Return the contact with that ident."""
        return next((c for c in self.contacts if c.ident == ident), None)
