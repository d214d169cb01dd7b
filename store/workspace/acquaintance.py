"""Everybody who helps, as the vault knows them: all of them, those who fit a query, the one that a name means."""

from collections.abc import Sequence

from store.model.folding import fold
from store.rules.circle import standings
from store.rules.standing import Standing
from store.workspace.picking import pick
from store.workspace.snapshot import Snapshot


def people_known(snapshot: Snapshot) -> tuple[Standing, ...]:
    """Return everybody who helps: references, allies, recruiters, helpers, then the others of `people/`."""
    return standings(snapshot.records, snapshot.chronicle, snapshot.agenda)


def fitting(people: Sequence[Standing], query: str) -> tuple[Standing, ...]:
    """Return those in whom every word of the query occurs: name, part, company, a search they stand for."""
    words = fold(query).split()
    return tuple(one for one in people if all(word in _haystack(one) for word in words))


def _haystack(one: Standing) -> str:
    searches = (f"{s.opportunity.id} {s.opportunity.label} {s.opportunity.position}" for s in one.searches)
    return fold(" ".join((one.name, one.person.email, one.company, *one.part, *searches)))


def person_named(people: Sequence[Standing], part: str) -> Standing:
    """Return the one person that the typed part of a name, an address or a file name means.

    Raises:
        NotFound: nobody is called that.
        Ambiguous: several people are.
    """
    return pick("person", part, [(one, names_of(one)) for one in people])


def names_of(one: Standing) -> tuple[str, ...]:
    """Return what somebody may be called by."""
    return (one.person.ident or one.path, one.name, one.person.email, one.path)
