"""Everybody's name in a vault, prepared once: how companies and people are called, and what looks like a slip for it.

A roll is never changed. When files change, `following` makes the next one out of it and reads only what is new.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Self, TypeVar

from msgspec import Struct

from store.model.folding import fold
from store.model.opportunity import Opportunity, Stage
from store.model.person import Person
from store.model.records import Records
from store.rules.ordinary import is_ordinary

WORD = re.compile(r"[^\W_]+")
LEGAL = frozenset(
    ("inc", "ltd", "llc", "gmbh", "ag", "sa", "sarl", "bv", "nv", "plc", "corp", "co", "company", "group", "holding",
     "holdings", "limited", "kg", "se", "spa", "srl", "oy", "ab", "as", "pty")
)  # fmt: skip
ARTICLES = frozenset(("the", "a", "an"))
SHORTEST = 3
SHORTEST_SLIP, LONG = 5, 9
"""Letters from which a word may differ by one edit and be known all the same; from which by two."""


Key = TypeVar("Key")
Value = TypeVar("Value")


class Named(Struct, frozen=True):
    """A company, or a person."""

    name: str
    """As it is shown."""
    is_company: bool


class Call(Struct, frozen=True):
    """One way to call somebody: the whole name, or the part of it that is used by itself."""

    words: tuple[str, ...]
    """Folded."""
    capitals: tuple[bool, ...]
    """Of each word, whether it is never written with a small letter."""
    named: Named
    is_whole: bool


class Roll:
    """The names of all companies and people, by their words."""

    def __init__(self) -> None:
        self._searches: dict[int, Opportunity] = {}
        self._people: dict[int, Person] = {}
        self._homes: dict[Named, tuple[str, ...]] = {}
        self._hired: dict[str, int] = {}
        self._calls: dict[tuple[str, ...], tuple[Call, ...]] = {}
        self._slips: dict[str, tuple[Named, ...]] = {}
        self._chunks: dict[tuple[int, int, str], tuple[str, ...]] = {}

    @classmethod
    def of(cls, records: Records) -> Self:
        """Return the roll of a vault."""
        roll = cls()
        roll._read(records)
        return roll

    def following(self, records: Records) -> "Roll":
        """Return the roll of the vault as it is now; names that it had already are not read again."""
        searches, people = map(id, records.opportunities), map(id, records.people)
        if self._searches.keys() == set(searches) and self._people.keys() == set(people):
            return self
        roll = Roll()
        for part, known in vars(self).items():
            setattr(roll, part, known.copy())
        roll._read(records)
        return roll

    def _read(self, records: Records) -> None:
        searches = {id(o): o for o in records.opportunities}
        people = {id(p): p for p in records.people}
        gone = [self._searches[key] for key in self._searches.keys() - searches.keys()]
        new = [searches[key] for key in searches if key not in self._searches]
        for here in gone:
            for named in _named_in(here):
                self._leave(named, here.id)
            self._hire(here, -1)
        for key in self._people.keys() - people.keys():
            self._leave_person(self._people[key])
        joining: list[Named] = []
        for here in new:
            joining += [named for named in _named_in(here) if self._join(named, here.id)]
            self._hire(here, 1)
        for key in people.keys() - self._people.keys():
            joining += self._join_person(people[key])
        self._index(joining)
        self._searches, self._people = searches, people

    def _hire(self, here: Opportunity, count: int) -> None:
        if here.stage is Stage.ACCEPTED:
            self._hired[here.company] = self._hired.get(here.company, 0) + count

    def _join_person(self, person: Person) -> list[Named]:
        named = Named(person.name, is_company=False)
        return [named for ident in person.opportunities or ("",) if self._join(named, ident)]

    def _leave_person(self, person: Person) -> None:
        for ident in person.opportunities or ("",):
            self._leave(Named(person.name, is_company=False), ident)

    def _join(self, named: Named, ident: str) -> bool:
        """Note where a name is at home; tell whether it is new."""
        homes = self._homes.get(named, ())
        self._homes[named] = (*homes, ident)
        return not homes

    def _index(self, joining: Iterable[Named]) -> None:
        calls: dict[tuple[str, ...], list[Call]] = {}
        slips: dict[str, list[Named]] = {}
        chunks: dict[tuple[int, int, str], list[str]] = {}
        for named in joining:
            for call in calls_of(named):
                calls.setdefault(call.words[:2], []).append(call)
            for word in slip_words_of(named):
                slips.setdefault(word, []).append(named)
        for word in slips.keys() - self._slips.keys():
            for chunk in chunks_of(word):
                chunks.setdefault(chunk, []).append(word)
        _add(self._calls, calls)
        _add(self._slips, slips)
        _add(self._chunks, chunks)

    def _leave(self, named: Named, ident: str) -> None:
        homes = list(self._homes.pop(named, ()))
        if ident in homes:
            homes.remove(ident)
        if homes:
            self._homes[named] = tuple(homes)
            return
        for call in calls_of(named):
            self._calls[call.words[:2]] = tuple(c for c in self._calls.get(call.words[:2], ()) if c != call)
        for word in slip_words_of(named):
            self._slips[word] = tuple(n for n in self._slips.get(word, ()) if n != named)

    def calls(self, *words: str) -> tuple[Call, ...]:
        """Return the names that are one folded word, or begin with two."""
        return self._calls.get(words, ())

    def is_called(self, word: str) -> bool:
        """Tell whether a folded word is somebody's name by itself."""
        return bool(self.calls(word))

    def homes(self, named: Named) -> tuple[str, ...]:
        """Return the ids of the opportunities that somebody belongs to."""
        return self._homes.get(named, ())

    def is_hired(self, company: str) -> bool:
        """Tell whether the user has accepted an offer of a company."""
        return self._hired.get(company, 0) > 0

    def likes(self, word: str) -> Iterator[tuple[int, str, tuple[Named, ...]]]:
        """Yield the words of names that a folded word may be a slip for: how many edits, the word, whose name it is."""
        for known in sorted(self._near(word)):
            owners = self._slips.get(known, ())
            most = 2 if len(known) >= LONG else 1
            if owners and known != word and (edits := distance(word, known, most)) <= most:
                yield edits, known, owners

    def _near(self, word: str) -> set[str]:
        """Return the words of which a third stands where it stands in this one, or two letters beside."""
        found: set[str] = set()
        for length in range(max(SHORTEST_SLIP, len(word) - 2), len(word) + 3):
            most = 2 if length >= LONG else 1
            if abs(length - len(word)) > most:
                continue
            for part, (start, end) in enumerate(_thirds(length)):
                for begin in range(max(0, start - most), start + most + 1):
                    found.update(self._chunks.get((length, part, word[begin : begin + end - start]), ()))
        return found


def _add(index: dict[Key, tuple[Value, ...]], new: Mapping[Key, list[Value]]) -> None:
    for key, values in new.items():
        index[key] = (*index.get(key, ()), *values)


def _named_in(here: Opportunity) -> Iterator[Named]:
    if here.company:
        yield Named(here.company, is_company=True)
    for name in dict.fromkeys(c.name for c in here.contacts):
        yield Named(name, is_company=False)


def calls_of(named: Named) -> tuple[Call, ...]:
    """Return the ways to call somebody, the whole name first."""
    whole = bare(named.name) if named.is_company else named.name
    found = {_words(whole): Call(_words(whole), _capitals(whole), named, is_whole=True)}
    for part in [short_of(whole)] if named.is_company else whole.split():
        if len(part) >= SHORTEST and not part.islower():
            found.setdefault(_words(part), Call(_words(part), _capitals(part), named, is_whole=False))
    return tuple(call for words, call in found.items() if words and (len(words) > 1 or len(words[0]) >= SHORTEST))


def bare(company: str) -> str:
    """Return a company's name without `Inc`, `GmbH` and the like."""
    words = company.replace(",", " ").split()
    while len(words) > 1 and words[-1].strip(".").casefold() in LEGAL:
        words.pop()
    return " ".join(words)


def short_of(company: str) -> str:
    """Return what a company is called for short: its first word that is no ordinary one, and what stands before it.

    Where all of them are ordinary words that is the first two of three; empty where the name cannot be shortened.
    """
    words = company.split()
    while len(words) > 1 and fold(words[0]) in ARTICLES:
        words.pop(0)
    telling = next((n for n, word in enumerate(words, 1) if not any(map(is_ordinary, _words(word)))), 2)
    return " ".join(words[:telling]) if telling < len(words) or len(words) < len(company.split()) else ""


def slip_words_of(named: Named) -> tuple[str, ...]:
    """Return the words of a name that are known again when they are misspelt."""
    name = bare(named.name) if named.is_company else named.name
    parts = [short_of(name) or name] if named.is_company else name.split()
    alone = [_words(part) for part in parts if len(_words(part)) == 1 or not named.is_company]
    words = (word for words in alone for word in words)
    return tuple(w for w in dict.fromkeys(words) if len(w) >= SHORTEST_SLIP and w.isalpha() and not is_ordinary(w))


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text))


def _capitals(text: str) -> tuple[bool, ...]:
    return tuple(not word[0].islower() for word in WORD.findall(text))


def chunks_of(word: str) -> Iterator[tuple[int, int, str]]:
    """Yield the thirds of a word, each with the word's length and its number."""
    for part, (start, end) in enumerate(_thirds(len(word))):
        yield len(word), part, word[start:end]


@lru_cache(maxsize=64)
def _thirds(length: int) -> tuple[tuple[int, int], ...]:
    one, two = length // 3, 2 * length // 3
    return (0, one), (one, two), (two, length)


def distance(word: str, other: str, most: int) -> int:
    """Return how many letters must be added, left out, replaced or swapped; `most + 1` for more than `most`."""
    if abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, above = above, row
    return min(above[-1], most + 1)
