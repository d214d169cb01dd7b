"""Whom a typed name means in one opportunity: its contacts first, then the people beyond it."""

from store.model.entry import Name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.text.names import Roster, split_names
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot


def person_meant(snapshot: Snapshot, opportunity: Opportunity, part: str) -> Contact | Person:
    """Return the contact, or else the person of `people/`, that the typed name means.

    Raises:
        NotFound: nobody is called that.
        Ambiguous: several people are.
    """
    if known_here := opportunity.contact(part):
        return known_here
    contacts = [(c, (c.ident, c.name, c.email)) for c in opportunity.contacts]
    known = {c.ident for c in opportunity.contacts}
    people = [(p, (p.ident, p.name, p.email)) for p in snapshot.records.people if p.ident not in known]
    everyone: list[tuple[Contact | Person, tuple[str, ...]]] = [*contacts, *people]
    return pick("person", part, everyone)


def roster_of(snapshot: Snapshot, opportunity: Opportunity) -> Roster:
    """Return everybody that a name in the opportunity's log can stand for."""
    return Roster(opportunity.contacts, snapshot.records.people)


def names_meant(snapshot: Snapshot, opportunity: Opportunity, parts: tuple[str, ...]) -> tuple[Name, ...]:
    """Return the people that the typed names mean, as names for a heading.

    Raises:
        NotFound: nobody is called that.
        Ambiguous: several people are.
    """
    found = [person_meant(snapshot, opportunity, part) for part in parts]
    return tuple(Name(text=p.name, who=p.ident) for p in found)


def people_typed(snapshot: Snapshot, opportunity: Opportunity, typed: str) -> tuple[str, ...]:
    """Return the idents of everybody in a typed list of names, such as `Joe, Mia` or `Joe and Mia`.

    Raises:
        NotFound: one of them is nobody's name.
        Ambiguous: one of them fits several people.
    """
    names = split_names(typed, roster_of(snapshot, opportunity))
    found = (name.who or person_meant(snapshot, opportunity, name.text).ident for name in names)
    return tuple(dict.fromkeys(found))
