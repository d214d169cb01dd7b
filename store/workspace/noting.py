"""Notes as people type them, one a line: `send the ramp plan by fri (Joe)`; the same in the form and at the prompt."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from store.errors import BadRequest
from store.model.entry import TASKS, Name, Word
from store.model.folding import fold_name
from store.model.opportunity import Contact
from store.model.person import Person
from store.text.names import Roster, split_names
from store.text.when import ISO, parse_when

PARENTHESES = re.compile(r"\s*\(([^()]*)\)\s*[.,;]?\s*$")
BY = re.compile(r"(?:^|\s)by\s+", re.IGNORECASE)
LEADING = re.compile(r"\s*(?:[-*+]\s+)?(?:\[[^\[\]]?\]\s*)?(\w+)\s*:\s*(.*)$", re.DOTALL)
ME = "me"
KEPT = "Nothing was written."


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note, understood: what will stand in the file."""

    word: Word
    text: str
    by: date | None = None
    persons: tuple[Name, ...] = ()
    """Whose it is; empty = the whole meeting's, or for a next step one's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads notes of one talk: who was there comes before anybody else who has the same name."""

    there: Sequence[Contact | Person]
    known: Sequence[Contact | Person]
    today: date
    workdays_on: Callable[[date, int], date] | None = None
    """Counts working days; None = Monday to Friday."""

    def note(self, word: Word, typed: str) -> Note | None:
        """Read one note; None where nothing is typed.

        Raises:
            BadRequest: the name at its end fits several people, or only some of its names are known.
        """
        text, by, persons = " ".join(typed.split()), None, None
        for _ in range(2):  # the day and the persons, in either order
            if persons is None and (found := self._persons(word, text)) is not None:
                text, persons = found
            if by is None and word in TASKS and (dated := self._day(text)) is not None:
                text, by = dated
        if not text and (persons or by):
            raise BadRequest(f"“{' '.join(typed.split())}” says whose and when, but not what. Add a few words.")
        return Note(word=word, text=text, by=by, persons=persons or ()) if text else None

    def line(self, typed: str, number: int, word_named: Callable[[str], Word]) -> Note | None:
        """Read `WORD: TEXT`, with or without a bullet before it; None for a blank line.

        Raises:
            BadRequest: the line has no known word before its colon, or its name fits several people.
        """
        if not typed.strip():
            return None
        found = LEADING.match(typed)
        if found is None:
            begun = typed.strip()[:40]
            raise BadRequest(f"Line {number}: “{begun}” has no word and colon before it, such as `need: `. {KEPT}")
        try:
            return self.note(word_named(found[1]), found[2])
        except BadRequest as error:
            raise BadRequest(f"Line {number}: {error} {KEPT}") from error

    def _day(self, text: str) -> tuple[str, date] | None:
        """Take the day behind the last `by` off; what is no day stays in the text.

        Raises:
            BadRequest: it is written as a date, and the calendar has none such.
        """
        for found in reversed(list(BY.finditer(text))):
            phrase = text[found.end() :].rstrip(" .,;")
            try:
                day = parse_when(phrase, self.today, self.workdays_on)
            except BadRequest:
                if ISO.fullmatch(phrase):
                    raise
                continue
            return text[: found.start()].rstrip(" ,;"), day
        return None

    def _persons(self, word: Word, text: str) -> tuple[str, tuple[Name, ...]] | None:
        """Take the persons in the last parentheses off; what names nobody stays in the text.

        Raises:
            BadRequest: it names somebody, and not everybody in it is known for sure.
        """
        found = PARENTHESES.search(text)
        if found is None:
            return None
        rest, inside = text[: found.start()], found[1]
        if word is Word.NEXT and fold_name(inside) == ME:
            return rest, ()
        for people in (self.there, self.known):
            roster = _roster(people)
            names = split_names(inside, roster)
            fitting = [roster.fitting(name.text) for name in names]
            if names and all(len(idents) == 1 for idents in fitting):
                return rest, tuple(dict.fromkeys(self._named(idents[0]) for idents in fitting))
        if several := next((idents for idents in fitting if len(idents) > 1), ()):
            raise BadRequest(f"“({inside})” could be {' or '.join(several)}. Write the whole name.")
        if any(fitting):
            unknown = next(n.text for n, idents in zip(names, fitting, strict=True) if not idents)
            raise BadRequest(f"Nobody here is called “{unknown}”.")
        return None

    def _named(self, ident: str) -> Name:
        person = next(p for p in (*self.there, *self.known) if p.ident == ident)
        return Name(text=person.name, who=person.ident)


def _roster(people: Sequence[Contact | Person]) -> Roster:
    return Roster([p for p in people if isinstance(p, Contact)], [p for p in people if isinstance(p, Person)])


def completion(typed: str, there: Sequence[Contact | Person]) -> str:
    """Return the line with the name that is begun in its open parenthesis written out; empty where none is."""
    head, bracket, begun = typed.rpartition("(")
    if not bracket or ")" in begun:
        return ""
    *before, last = begun.rpartition(", ")
    for person in there:
        if fold_name(person.name).startswith(fold_name(last)) and len(last) < len(person.name):
            return f"{head}({''.join(before)}{person.name})"
    return ""


def next_person(typed: str, there: Sequence[Contact | Person]) -> str:
    """Return the line given to the next one of those who were there; after the last to the whole meeting."""
    names = [p.name for p in there]
    found = PARENTHESES.search(typed)
    now = found[1] if found else ""
    words = set(fold_name(now).split())
    at = next((i for i, name in enumerate(names) if words and words <= set(fold_name(name).split())), None)
    if found and now and at is None:  # the parentheses are part of the text
        return f"{typed.rstrip()} ({names[0]})" if names else typed
    text = typed[: found.start()] if found else typed.rstrip()
    order = (None, *range(len(names)), None)
    after = next((b for a, b in pairwise(order) if a == at), None)
    return text if after is None else f"{text} ({names[after]})"


def typed_notes(lines: Sequence[str], reader: Reader, word_named: Callable[[str], Word]) -> Iterator[Note]:
    """Yield the notes of a text, one a line.

    Raises:
        BadRequest: a line cannot be read; it says which.
    """
    for number, typed in enumerate(lines, 1):
        if (note := reader.line(typed, number, word_named)) is not None:
            yield note
