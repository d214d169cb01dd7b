"""Who is meant: the people of an opportunity by their part, and the audience of a step."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.model.entry import Entry, Kind, Name
from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person

BESIDE = frozenset({"reference", "ally", "helper"})
"""Parts of people who help and do not hire."""
REFUSALS = frozenset({"no", "false", "refused"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person whom a step can be for."""

    key: str
    """The ident; for a name that fits nobody known, the name in lower case."""
    name: str
    ident: str | None = None
    part: tuple[str, ...] = ()
    prefers: str = ""
    confirmed: bool = True
    """Whether the spelling is confirmed; true for a name whose file could not hold that."""
    hires: bool = True
    """Whether they belong to the employer's side, recruiters included."""


def key_of(name: Name) -> str:
    """Return what a name is compared by: whom it stands for, else itself."""
    return name.who or fold_name(name.text)


def declines(consent: str) -> bool:
    """Tell whether what a reference said to being one is a no (R34); where nothing is written they said nothing."""
    return next(iter(consent.casefold().replace(",", " ").split()), "") in REFUSALS


class Cast:
    """Everybody who plays a part in one opportunity."""

    def __init__(self, opportunity: Opportunity, people: Iterable[Person]) -> None:
        self.opportunity = opportunity
        own = fold_name(opportunity.id)
        contacts = [_from_contact(c) for c in opportunity.contacts]
        beyond = [_from_person(p) for p in people if p.readable and own in map(fold_name, p.opportunities)]
        self.known = {someone.key: someone for someone in (*beyond, *contacts)}
        self._everybody = {p.ident: p for p in people}
        self.members = tuple({s.key: s for s in (*contacts, *beyond)}.values())
        """Contacts first, then people who help with this opportunity; nobody twice."""

    def named(self, name: Name) -> Someone:
        """Return the person behind a name; one who fits nobody known is kept by the name as written."""
        key = key_of(name)
        if key in self.known:
            return self.known[key]
        if name.who and name.who in self._everybody:
            return _from_person(self._everybody[name.who])
        return Someone(key=key, name=name.text, ident=name.who)

    def of(self, *parts: str) -> tuple[Someone, ...]:
        """Return everybody with one of these parts."""
        return tuple(s for s in self.members if any(part in s.part for part in parts))

    def panel(self, entry: Entry) -> tuple[Someone, ...]:
        """Return who was in an interview; one that names nobody stands for the contacts who interview."""
        if entry.names:
            return tuple({s.key: s for s in map(self.named, entry.names)}.values())
        return self.of("interviewer") if entry.kind is Kind.INTERVIEW else ()

    def hr(self) -> tuple[Someone, ...]:
        """Return who stands for HR: else the recruiters."""
        return self.of("hr") or self.of("recruiter")

    def lead(self, panel: tuple[Someone, ...]) -> Someone | None:
        """Return the prospective boss: the hiring manager who was there, any hiring manager, the first one named."""
        marked = self.of("hiring-manager")
        there = [s for s in marked if s in panel]
        return next(iter((*there, *marked, *panel)), None)


def _from_contact(contact: Contact) -> Someone:
    consent = contact.extra.get("consent", "")
    return Someone(
        key=contact.ident,
        name=contact.name,
        ident=contact.ident,
        part=_parts(contact.part, consent),
        prefers=contact.prefers.casefold(),
        confirmed=contact.is_confirmed,
        hires=not contact.part or not BESIDE.issuperset(contact.part),
    )


def _from_person(person: Person) -> Someone:
    return Someone(
        key=person.ident,
        name=person.name,
        ident=person.ident,
        part=_parts(person.part, person.extra.get("consent", "")),
        prefers=person.prefers.casefold(),
        hires="recruiter" in person.part,
    )


def _parts(part: tuple[str, ...], consent: str) -> tuple[str, ...]:
    """Return the parts, without that of a reference who did not agree to be one (R34)."""
    if declines(consent):
        return tuple(p for p in part if p != "reference")
    return part
