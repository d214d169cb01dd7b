"""How the user stands with one who helps: what they stand for, whether they were briefed, helped, thanked, told."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from store.model.agenda import Item
from store.model.entry import Direction, Kind
from store.model.opportunity import CLOSED, Contact, Opportunity
from store.model.person import Person

SIDES = ("reference", "ally", "recruiter", "helper")
"""Parts of those who help, the most delicate first; somebody with several is listed by the first of them."""


class Consent(StrEnum):
    """What a reference said to being one (R34)."""

    GIVEN = "given"
    REFUSED = "refused"
    UNASKED = "unasked"
    """Nothing is written."""


class Sign(Struct, frozen=True, kw_only=True):
    """Something that a file says about a person, and where."""

    opportunity: str
    label: str
    """What the opportunity is called."""
    path: str
    line: int
    day: date | None = None
    kind: Kind | None = None
    """The kind of entry; None for a search that came by them, as its `source` says."""
    direction: Direction | None = None
    title: str = ""


class Search(Struct, frozen=True, kw_only=True):
    """One opportunity that somebody stands for or had a hand in, and what they know of it."""

    opportunity: Opportunity
    path: str
    line: int
    """Where it is written that they do."""
    interviewed: Sign | None = None
    """The latest interview that took place."""
    briefed: Sign | None = None
    """Their latest briefing there (R34)."""
    ended: Sign | None = None
    told: Sign | None = None
    """The first word to them after its end (G6, R41)."""
    is_unbriefed: bool = False
    """A reference who has not heard of the latest interview, nor was left out on purpose (R34)."""
    is_untold: bool = False
    """Somebody who knew of the search, and has not heard how it ended (G6)."""

    @property
    def is_open(self) -> bool:
        """Tell whether the search goes on."""
        return self.opportunity.stage not in CLOSED


class Standing(Struct, frozen=True, kw_only=True):
    """Everything that is known of one person who helps."""

    key: str
    """What tells them from everybody else in the vault."""
    person: Person | Contact
    """As their own file has them, else as a contact."""
    path: str
    line: int
    """Where they are written down."""
    part: tuple[str, ...]
    consent: Consent | None = None
    """None for who is no reference."""
    consent_text: str = ""
    consent_line: int = 0
    keeps_quiet: bool = False
    """The current employer, who must not hear of the search yet (R34)."""
    searches: tuple[Search, ...] = ()
    """Open ones first."""
    briefed: tuple[Sign, ...] = ()
    """All of their briefings, the latest first (R34)."""
    helped: tuple[Sign, ...] = ()
    """What came from them, the latest first: searches, calls, meetings, mails."""
    thanked: tuple[Sign, ...] = ()
    """Messages that thank them, the latest first (G6, R41)."""
    last_out: Sign | None = None
    last_in: Sign | None = None
    items: tuple[Item, ...] = ()
    """The open steps of the agenda for them, the most urgent first."""

    @property
    def name(self) -> str:
        """The person's name; where their file cannot be read, its path."""
        return self.person.name or self.path

    @property
    def company(self) -> str:
        """Where they are, or what the search is called in which they are a contact."""
        if isinstance(self.person, Person):
            return self.person.company
        return self.searches[0].opportunity.label if self.searches else ""

    @property
    def group(self) -> str:
        """The first of their parts that is one of who helps; empty for others."""
        return next((side for side in SIDES if side in self.part), "")

    @property
    def is_owed_thanks(self) -> bool:
        """Tell whether they helped, and no message has thanked them since (G6, R41)."""
        if not self.helped:
            return False
        latest = max(sign.day or date.min for sign in self.helped)
        return not self.thanked or (self.thanked[0].day or date.min) < latest

    @property
    def unbriefed(self) -> tuple[Search, ...]:
        """The open searches whose latest interview they have not heard of (R34)."""
        return tuple(search for search in self.searches if search.is_unbriefed)

    @property
    def untold(self) -> tuple[Search, ...]:
        """The searches whose end they have not heard of (G6)."""
        return tuple(search for search in self.searches if search.is_untold)

    @property
    def last(self) -> Sign | None:
        """The latest touch, whoever made it."""
        both = [sign for sign in (self.last_out, self.last_in) if sign and sign.day]
        return max(both, key=lambda sign: sign.day or date.min, default=None)

    def quiet(self, today: date) -> int | None:
        """Return for how many days nothing passed between them and the user; None where nothing ever did."""
        return (today - self.last.day).days if self.last and self.last.day else None
