"""Names as people write them in headings and marks, and whom they stand for; never a guess."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from store.model.entry import Name
from store.model.folding import fold_name
from store.model.opportunity import Contact
from store.model.person import Person

SEPARATOR = re.compile(r",(?:[ \t]{1,9}(?:(?:and|&)[ \t])?|$)|[ \t](?:and|&)[ \t]", re.IGNORECASE)
COLON = re.compile(r":(?=[ \t]|$)")
STOP = re.compile(rf"({COLON.pattern})|{SEPARATOR.pattern}", re.IGNORECASE)
QUOTED_END = re.compile(
    rf"(?:[ \t]{{1,9}}<[^<>]*>)?[ \t]{{0,9}}(?={COLON.pattern}|{SEPARATOR.pattern}|$)", re.IGNORECASE
)
ANGLED = re.compile(r"<([^<>@\s]+@[^<>@\s]+)>$")
AROUND_A_WORD = ".,;()\"'"
MOST_JOINED = 20


class Piece(NamedTuple):
    """Where one name stands in a text."""

    start: int
    end: int
    is_quoted: bool


def _quoted_end(text: str, start: int) -> int | None:
    """Return where a quoted name ends, with the e-mail behind it; None when the quote is no such name."""
    close = text.find('"', start + 1)
    tail = QUOTED_END.match(text, close + 1) if close > start + 1 else None
    return tail.end() if tail else None


def cut(text: str, *, until_title: bool) -> tuple[list[Piece], int]:
    """Cut a list of names at its separators; return the pieces and where the list ends.

    With `until_title` the list ends at the first colon that a space or the end of the text follows.
    """
    pieces: list[Piece] = []
    stop, start = (STOP if until_title else SEPARATOR), 0
    while True:
        while text[start : start + 1] in (" ", "\t"):
            start += 1
        quoted = _quoted_end(text, start) if text.startswith('"', start) else None
        found = stop.search(text, start if quoted is None else quoted)
        end = found.start() if found else len(text)
        if text[start:end].strip(" \t"):
            pieces.append(Piece(start, end, quoted is not None))
        if found is None or (until_title and found[1]):
            return pieces, end
        start = found.end()


class Roster:
    """The people that names may stand for: an opportunity's contacts, then the people beyond it."""

    def __init__(self, contacts: Sequence[Contact], people: Sequence[Person]) -> None:
        self._tiers = (_Tier(contacts), _beyond(people))
        self._known: dict[str, tuple[str, ...]] = {}
        self.lists: dict[str, tuple[Name, ...]] = {}
        """Lists of names that were cut already: the same few people stand in a log again and again."""

    @cached_property
    def most_joined(self) -> int:
        """How many separators the longest known name holds."""
        return min(MOST_JOINED, max(tier.most_joined for tier in self._tiers))

    def resolve(self, text: str) -> Name:
        """Return the name with the one person it stands for, or with nobody."""
        fitting = self.fitting(text)
        return Name(text=text, who=fitting[0] if len(fitting) == 1 else None)

    def fitting(self, text: str) -> tuple[str, ...]:
        """Return the idents of everybody whom a name could mean."""
        if text not in self._known:
            self._known[text] = self._search(text)
        return self._known[text]

    def is_full_name(self, text: str) -> bool:
        """Tell whether this is the full name of somebody."""
        plain = fold_name(ANGLED.sub("", text))
        return any(plain in tier.full for tier in self._tiers)

    def _search(self, text: str) -> tuple[str, ...]:
        plain, email = fold_name(ANGLED.sub("", text)), email_in(text)
        if email:
            return next((found for tier in self._tiers if (found := tier.by_email(plain, email))), ())
        for tier in self._tiers:
            if plain in tier.full:
                return _idents(tier.full[plain])
        return next((found for tier in self._tiers if (found := tier.by_words(plain))), ())


class _Tier:
    """One group of people, by full name, by e-mail and by word."""

    def __init__(self, people: Sequence[Contact] | Sequence[Person]) -> None:
        self.people = people

    @cached_property
    def full(self) -> dict[str, list[Contact | Person]]:
        """Who has which full name, in the form to compare; built only when a name is looked up here."""
        full: dict[str, list[Contact | Person]] = {}
        for person in self.people:
            if person.name:
                full.setdefault(fold_name(person.name), []).append(person)
        return full

    @cached_property
    def most_joined(self) -> int:
        """How many separators the longest name holds."""
        names = (name for name in self.full if "," in name or "&" in name or " and " in name)
        return max((len(SEPARATOR.findall(name)) for name in names), default=0)

    def by_email(self, plain: str, email: str) -> tuple[str, ...]:
        """Return who has that address; of several, whom the name fits; of none, who has the name and no address."""
        owners = [person for person in self.people if person.name and person.email.casefold() == email]
        if len(owners) > 1 and plain:
            owners = [person for person in owners if _is_part(plain, fold_name(person.name))] or owners
        return _idents(owners or [person for person in self.full.get(plain, ()) if not person.email])

    def by_words(self, plain: str) -> tuple[str, ...]:
        """Return whose names hold all of these words."""
        return _idents(person for name, group in self.full.items() if _is_part(plain, name) for person in group)


_LAST = [_Tier(())]


def _beyond(people: Sequence[Person]) -> _Tier:
    """Return the group of the people beyond an opportunity; as it was before where they are the very same.

    Thousands of files are read by the same people, and what is known of them must not be made for each.
    """
    last = _LAST[0]
    if last.people is not people or not isinstance(people, tuple):
        last = _LAST[0] = _Tier(people)
    return last


def _idents(people: Iterable[Contact | Person]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person.ident for person in people))


def _words(plain: str) -> Iterator[str]:
    return (bare for word in plain.split() if (bare := word.strip(AROUND_A_WORD)))


def _is_part(part: str, name: str) -> bool:
    words = set(_words(part))
    return bool(words) and words.issubset(_words(name))


def email_in(text: str) -> str:
    """Return the e-mail address that a name carries, casefolded; empty when there is none."""
    if "@" not in text:
        return ""
    angled = ANGLED.search(text)
    if angled:
        return angled[1].casefold()
    return "" if any(c in text for c in " \t<>") else text.casefold()


def _unquoted(text: str, piece: Piece) -> str:
    raw = text[piece.start : piece.end].strip(" \t")
    if not piece.is_quoted:
        return raw
    name, _, tail = raw[1:].partition('"')
    return (name.strip(" \t") + " " + tail.strip(" \t")).strip(" \t")


def split_names(text: str, roster: Roster) -> tuple[Name, ...]:
    """Cut a list of names at `, `, ` and ` and ` & `; known full names and quoted ones stay whole."""
    if text not in roster.lists:
        roster.lists[text] = _split(text, roster)
    return roster.lists[text]


def _split(text: str, roster: Roster) -> tuple[Name, ...]:
    pieces, _ = cut(text, until_title=False)
    names: list[Name] = []
    at = 0
    while at < len(pieces):
        last = at if pieces[at].is_quoted else _last_joined(text, pieces, at, roster)
        whole = Piece(pieces[at].start, pieces[last].end, pieces[at].is_quoted)
        names.append(roster.resolve(_unquoted(text, whole)))
        at = last + 1
    return tuple(names)


def _last_joined(text: str, pieces: list[Piece], first: int, roster: Roster) -> int:
    """Return the index of the last piece of the longest known name that begins at a piece."""
    if first + 1 == len(pieces):
        return first
    for last in range(min(first + roster.most_joined, len(pieces) - 1), first, -1):
        if roster.is_full_name(text[pieces[first].start : pieces[last].end]):
            return last
    return first


def written_name(name: str) -> str:
    """Return a name as it must be written to be read back whole: in quotes if it could be cut."""
    one_line = " ".join(name.split())
    tail = ANGLED.search(one_line)
    plain = one_line[: tail.start()].rstrip() if tail else one_line
    if SEPARATOR.search(f" {plain} ") or COLON.search(plain) or plain.startswith('"'):
        return f'"{plain}"' + (f" <{tail[1]}>" if tail else "")
    return one_line
