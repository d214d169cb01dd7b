"""What a check is given to look at: the records, the playbooks, the day, and the small questions they share."""

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo
from functools import cached_property

from msgspec import Struct

from store.model.entry import Direction, Entry, Kind
from store.model.opportunity import CLOSED, Opportunity
from store.model.playbook import Playbook
from store.model.records import Records
from store.model.value import replace
from store.rules.chronicle import Chronicle
from store.rules.clock import Moment
from store.rules.surroundings import Surroundings
from store.rules.watched_day import Asked

MET = frozenset({Kind.INTERVIEW, Kind.MEETING, Kind.VISIT})
"""Kinds in which somebody was met in person or on a screen."""


class CheckView(Struct, frozen=True, kw_only=True, dict=True):
    """A vault on one day, as checks see it."""

    records: Records
    books: Mapping[str, Playbook]
    """Every playbook by name: the shipped ones and the vault's own."""
    today: date
    """The user's own day."""
    tz: tzinfo
    """The user's own time zone."""
    templates: frozenset[str] | None = None
    """Names of all letter templates; None where they are not known, and then nothing is said about them."""
    only: tuple[Opportunity, ...] | None = None
    """The opportunities that are looked at; None = all."""
    around: Surroundings | None = None
    """What the vault says, where that was gathered already."""

    @property
    def opportunities(self) -> Iterator[Opportunity]:
        """The opportunities that could be read."""
        return (o for o in (self.records.opportunities if self.only is None else self.only) if o.readable)

    @property
    def open_opportunities(self) -> Iterator[Opportunity]:
        """The opportunities that could be read and are not closed."""
        return (o for o in self.opportunities if o.stage not in CLOSED)

    def past(self, opportunity: Opportunity) -> tuple[Entry, ...]:
        """Return the entries up to today, in file order."""
        return tuple(e for e in opportunity.entries if e.day <= self.today)

    def chronicle(self, opportunity: Opportunity) -> Chronicle:
        """Return who is in an opportunity and its log in the order of time, as the agenda reads them."""
        known = self._chronicle
        return known if known and known.opportunity is opportunity else self._surroundings.chronicle_of(opportunity)

    def of(self, opportunity: Opportunity, asked: Asked) -> "CheckView":
        """Return the same vault with one opportunity to look at, on a day that notices what is asked of it."""
        around = self._surroundings.watched(asked)
        return replace(self, only=(opportunity,), around=around, today=around.today)

    @cached_property
    def _chronicle(self) -> Chronicle | None:
        """That of the only opportunity to look at, for which several checks ask."""
        return self._surroundings.chronicle_of(self.only[0]) if self.only else None

    @cached_property
    def _surroundings(self) -> Surroundings:
        return self.around or Surroundings(self.records, self.books, Moment(self.today), self.tz)


def people_of(entry: Entry) -> str:
    """Return an entry's kind and names as words: `Interview with Ana Ruiz, Bo Lee`."""
    names = ", ".join(n.text for n in entry.names)
    return f"{entry.kind.value} {(entry.direction or Direction.WITH).value} {names}" if names else entry.kind.value
