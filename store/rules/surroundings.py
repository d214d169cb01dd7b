"""What a whole vault says, gathered once for all opportunities: who helps where, what was accepted, the calendar."""

from collections.abc import Iterable, Mapping
from copy import copy
from datetime import tzinfo

from msgspec import Struct

from store.model.entry import Kind
from store.model.opportunity import Opportunity, Stage
from store.model.playbook import Playbook
from store.model.records import Records
from store.rules.chronicle import Chronicle, Event
from store.rules.clock import Moment, days_later
from store.rules.events import events_of
from store.rules.logbook import read_logbook
from store.rules.people import Cast, Helpers
from store.rules.sorted_book import SortedBook
from store.rules.watched_day import Asked, WatchedDay
from store.rules.workdays import Calendar, IsHoliday, no_holiday

FRAME = "frame"
FALLBACK = "blend"
MEMORY = 30
"""Days that every limit looks back, at the least."""


class Acceptance(Struct, frozen=True, kw_only=True):
    """An offer that was accepted, here or at another employer."""

    opportunity: str
    event: Event


class Surroundings:
    """A vault on one day, as the schedules of its opportunities see it."""

    def __init__(
        self,
        records: Records,
        books: Mapping[str, Playbook],
        now: Moment,
        tz: tzinfo,
        is_holiday: IsHoliday = no_holiday,
    ) -> None:
        self.settings = records.settings
        self.day = now.day
        """The user's own day."""
        self.today = now.day
        """The same, as it is compared with others: it may be watched."""
        self.now = now
        self.tz = tz
        self.oldest = days_later(now.day, -max([MEMORY, *(b.limits.days_between_calls for b in books.values())]))
        """A touch before that day uses up no limit any more."""
        self.calendar = Calendar(records.settings, is_holiday)
        self.helpers = Helpers(records.people)
        self._books = books
        self._people = records.people
        self._is_holiday = is_holiday
        self._sorted: dict[str, SortedBook] = {}
        self.frame = self._book(FRAME)
        self.fallback = self._book(FALLBACK)
        self.acceptances = tuple(self._acceptances(records.opportunities))

    def says_what(self, other: "Surroundings") -> bool:
        """Tell whether both say the same on the same day, whatever time it is."""
        return self.today == other.today and self.said == other.said

    @property
    def said(self) -> tuple[object, ...]:
        """Everything that a plan may depend on, but its own file and the time."""
        return (
            self.tz,
            self.settings,
            self._is_holiday,
            self._people,
            self._books,
            [(a.opportunity, a.event.when, a.event.path, a.event.line) for a in self.acceptances],
        )

    def at(self, now: Moment) -> "Surroundings":
        """Return the same at another time of the same day."""
        other = copy(self)
        other.now = now
        return other

    def watched(self, asked: Asked) -> "Surroundings":
        """Return the same, on a day that notices what is asked of it."""
        other = copy(self)
        other.today = WatchedDay(self.today, asked)
        other.now = Moment(other.today, self.now.at)
        other.oldest = WatchedDay(self.oldest, asked)
        return other

    def book_of(self, opportunity: Opportunity) -> SortedBook:
        """Return the playbook of an opportunity: its own, the settings' one, the default; empty where there is none."""
        for name in (opportunity.playbook, self.settings.playbook):
            if name and name != FRAME and name in self._books:
                return self._book(name)
        return self.fallback

    def books_of(self, opportunity: Opportunity) -> tuple[SortedBook, ...]:
        """Return every playbook whose steps an opportunity may have."""
        return (self.book_of(opportunity), self.frame, self.fallback)

    def _book(self, name: str) -> SortedBook:
        if name not in self._sorted:
            self._sorted[name] = SortedBook(self._books.get(name) or Playbook(name=name, path=""))
        return self._sorted[name]

    def chronicle_of(self, opportunity: Opportunity) -> Chronicle:
        """Return an opportunity's people and log."""
        cast = Cast(opportunity, self.helpers)
        in_person = self.book_of(opportunity).in_person | self.frame.in_person
        replies = self.book_of(opportunity).replies | self.frame.replies
        return Chronicle(opportunity, cast, read_logbook(opportunity, cast, self.tz), self.now, in_person, replies)

    def _acceptances(self, opportunities: Iterable[Opportunity]) -> list[Acceptance]:
        """Return every offer that was accepted, in file order."""
        found: list[Acceptance] = []
        for opportunity in opportunities:
            if opportunity.stage is Stage.ACCEPTED or opportunity.entries_of(Kind.ACCEPTED):
                events = events_of(self.chronicle_of(opportunity), frozenset({"accepted"}))
                found += [
                    Acceptance(opportunity=opportunity.id, event=event)
                    for event in events
                    if event.sort == "accepted" and not event.over
                ]
        return found
