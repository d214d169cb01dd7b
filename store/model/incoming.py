"""What a foreign file brings: opportunities as far as it tells them, and how it was read."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct, field

from store.model.opportunity import Stage

Told = str | tuple[str, ...]


class Reading(Struct, frozen=True, kw_only=True, array_like=True):
    """How a foreign file is to be read: what the user said, and what the vault knows."""

    today: date
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a column holds, by its title; empty = it is left out."""
    stages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What a word for a stage means."""
    dates: str = ""
    """`dmy`, `mdy` or `iso`; empty = as the file shows."""
    own_stages: Mapping[str, Stage] = field(default_factory=lambda: MappingProxyType({}))
    playbooks: frozenset[str] = frozenset()


class Column(Struct, frozen=True, kw_only=True, array_like=True):
    """One column of a table, and what becomes of it."""

    title: str
    holds: str
    """A key, `contact email` and its kind, `notes`, or a key of the user's own; empty = left out."""
    how: str
    """`known`, `said`, `own key`, `notes` or `left out`."""
    samples: tuple[str, ...] = ()


class Arrival(Struct, frozen=True, kw_only=True, array_like=True):
    """One opportunity of a foreign file."""

    rows: tuple[int, ...]
    """The rows of the table that tell of it, the first one being 1."""
    company: str
    position: str
    ident: str = ""
    """The id that it had in another vault."""
    header: Mapping[str, Told] = field(default_factory=lambda: MappingProxyType({}))
    """Further keys of the front matter."""
    contacts: tuple[Mapping[str, Told], ...] = ()
    applied: tuple[date, ...] = ()
    last_contact: date | None = None
    notes: tuple[str, ...] = ()
    """Paragraphs."""

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return ": ".join(part for part in (self.company, self.position) if part)


class Incoming(Struct, frozen=True, kw_only=True, array_like=True):
    """A foreign file as it was read."""

    arrivals: tuple[Arrival, ...]
    columns: tuple[Column, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    """Rows that make no opportunity, with the reason."""
    notices: tuple[str, ...] = ()
    """What was guessed, in sentences."""
