"""Who is meant: the people of an opportunity by their part, how each can be reached, and who is the same elsewhere."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from store.model.entry import Entry, Kind, Name
from store.model.folding import fold, fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person

BESIDE = frozenset({"reference", "ally", "helper"})
"""Parts of people who help and do not hire."""
HIRING = frozenset({"interviewer", "hiring-manager", "hr", "assistant"})
"""Parts of people at one employer, who are nobody's helper elsewhere."""
REFUSALS = frozenset({"no", "false", "refused"})
YES = frozenset({"yes", "true", "y"})
NO_REPLY = re.compile(r"(?:[^@]*[._+-])?(?:no|do[._-]?not)[._-]?reply(?![a-z])[^@]*@", re.IGNORECASE)


class Someone(Struct, frozen=True, kw_only=True):
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
    email: str = ""
    phone: str = ""
    address: str = ""
    agreed: bool = True
    """Whether a reference said yes to being one, or need not."""
    everywhere: str = ""
    """What tells that somebody in another file is the same person: the e-mail, else company and name."""

    def is_reached_by(self, channel: str) -> bool:
        """Tell whether a channel can reach them, as far as the files know (R29)."""
        match channel:
            case "email":
                return bool(self.email) and not NO_REPLY.match(self.email)
            case "phone":
                return bool(self.phone)
            case "letter" | "note":
                return bool(self.address)
        return False

    @property
    def takes_no_mail(self) -> bool:
        """Tell whether the only address is one that nobody reads (guard 13)."""
        return bool(NO_REPLY.match(self.email)) and not self.address


def key_of(name: Name) -> str:
    """Return what a name is compared by: whom it stands for, else itself."""
    return name.who or fold_name(name.text)


def declines(consent: str) -> bool:
    """Tell whether what a reference said to being one is a no (R34); where nothing is written they said nothing."""
    return _first_word(consent) in REFUSALS


def is_silent(consent: str) -> bool:
    """Tell whether nothing is written on what a reference said to being one (R34)."""
    return not _first_word(consent)


def _first_word(source: str) -> str:
    """Return the first word of a key of the user's own, which is source text: its value may stand in quotes."""
    return next(iter(re.findall(r"[^\s,\"']+", source.casefold())), "")


def keeps_quiet(extra: Mapping[str, str]) -> bool:
    """Tell whether this is the current employer, who does not know of the search and must not hear of it (guard 8).

    The user says so with keys of their own: `employer: current`, and `knows: yes` once the employer knows.
    """
    current = _first_word(extra.get("employer", "")) == "current"
    return current and _first_word(extra.get("knows", "")) not in YES


class Helpers:
    """The people beyond single opportunities, by the searches they help with."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_ident = {p.ident: p for p in people}
        self.by_name = {fold_name(p.name): p for p in self.by_ident.values()}
        self._by_search: dict[str, list[Person]] = {}
        for person in self.by_ident.values():
            for search in person.opportunities if person.readable else ():
                self._by_search.setdefault(fold_name(search), []).append(person)

    def of(self, opportunity: Opportunity) -> Iterable[Person]:
        """Return who helps with an opportunity."""
        return self._by_search.get(fold_name(opportunity.id), ())


class Cast:
    """Everybody who plays a part in one opportunity."""

    def __init__(self, opportunity: Opportunity, people: Iterable[Person] | Helpers) -> None:
        self.opportunity = opportunity
        self.company = fold_name(opportunity.company or opportunity.id)
        self._helpers = people if isinstance(people, Helpers) else Helpers(people)
        contacts = [_from_contact(c, self._everywhere(c)) for c in opportunity.contacts]
        beyond = [_from_person(p) for p in self._helpers.of(opportunity)]
        self.known = {someone.key: someone for someone in (*beyond, *contacts)}
        self.members = tuple({s.key: s for s in (*contacts, *beyond)}.values())
        """Contacts first, then people who help with this opportunity; nobody twice."""
        self._of: dict[tuple[str, ...], tuple[Someone, ...]] = {}

    def _everywhere(self, contact: Contact) -> str:
        """Return what tells that a contact is somebody of another file: the e-mail, a helper's name, else both."""
        if contact.email:
            return fold(contact.email.strip())
        name = fold_name(contact.name)
        person = self._helpers.by_name.get(name) if contact.part and not HIRING.issuperset(contact.part) else None
        return everywhere_of(person) if person else f"{self.company}/{name}"

    def named(self, name: Name) -> Someone:
        """Return the person behind a name; one who fits nobody known is kept by the name as written."""
        key = key_of(name)
        if key in self.known:
            return self.known[key]
        found = self._helpers.by_ident.get(name.who) if name.who else None
        someone = (
            _from_person(found)
            if found
            else Someone(key=key, name=name.text, ident=name.who, everywhere=f"{self.company}/{fold_name(name.text)}")
        )
        self.known[key] = someone
        return someone

    def of(self, *parts: str) -> tuple[Someone, ...]:
        """Return everybody with one of these parts."""
        found = self._of.get(parts)
        if found is None:
            found = tuple(s for s in self.members if any(part in s.part for part in parts))
            self._of[parts] = found
        return found

    def panel(self, entry: Entry) -> tuple[Someone, ...]:
        """Return who was in an interview; one that names nobody stands for the contacts who interview."""
        if entry.names:
            return tuple({s.key: s for s in map(self.named, entry.names)}.values())
        return self.of("interviewer") if entry.kind is Kind.INTERVIEW else ()

    def hr(self) -> tuple[Someone, ...]:
        """Return who stands for HR: else the recruiters."""
        return self.of("hr") or self.of("recruiter")

    def lead(self, panel: tuple[Someone, ...], met: tuple[Someone, ...] = ()) -> Someone | None:
        """Return the prospective boss: the hiring manager if there, else one met before, else who was there alone.

        A hiring manager whom nobody has met yet comes after these; without one the first name stands in.
        """
        marked = self.of("hiring-manager")
        if not marked:
            return panel[0] if panel else None
        there, before = {s.key for s in panel}, {s.key for s in met}
        known = [*(s for s in marked if s.key in there), *(s for s in marked if s.key in before)]
        alone: tuple[Someone, ...] = panel if len(panel) == 1 else ()
        return [*known, *alone, *marked][0]

    def addressee(self, met: tuple[Someone, ...]) -> Someone | None:
        """Return whom to write to where nobody is named: the lead of those met, else HR, else any who hires."""
        hires = (s for s in self.members if s.hires)
        return self.lead(met, met) or next(iter(self.hr()), None) or next(hires, None)


def everywhere_of(person: Person) -> str:
    """Return what tells that somebody in another file is this person: the e-mail, else the name."""
    return fold(person.email.strip()) if person.email else f"people/{fold_name(person.ident)}"


def _from_contact(contact: Contact, everywhere: str) -> Someone:
    return Someone(
        key=contact.ident,
        name=contact.name,
        ident=contact.ident,
        part=_parts(contact.part, contact.extra),
        prefers=contact.prefers.casefold(),
        confirmed=contact.is_confirmed,
        hires=not contact.part or not BESIDE.issuperset(contact.part),
        agreed=_agreed(contact.part, contact.extra),
        email=contact.email.strip(),
        phone=contact.phone,
        address=contact.address,
        everywhere=everywhere,
    )


def _from_person(person: Person) -> Someone:
    return Someone(
        key=person.ident,
        name=person.name,
        ident=person.ident,
        part=_parts(person.part, person.extra),
        prefers=person.prefers.casefold(),
        hires="recruiter" in person.part,
        agreed=_agreed(person.part, person.extra),
        email=person.email.strip(),
        phone=person.phone,
        address=person.address,
        everywhere=everywhere_of(person),
    )


def _parts(part: tuple[str, ...], extra: Mapping[str, str]) -> tuple[str, ...]:
    """Return the parts, without that of a reference who did not agree, or whose firm must not know (R34)."""
    if "reference" in part and (declines(extra.get("consent", "")) or keeps_quiet(extra)):
        return tuple(p for p in part if p != "reference")
    return part


def _agreed(part: tuple[str, ...], extra: Mapping[str, str]) -> bool:
    return "reference" not in part or not is_silent(extra.get("consent", ""))
