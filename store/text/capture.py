"""One line of quick capture in its parts: `WHAT: [MARK] TEXT`, or `WHAT: KIND with NAMES [on DAY] [at TIME]: TITLE`.

Nothing is looked up here: what the names and days mean is found out by whoever knows the vault.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from store.model.entry import Direction, Kind, Word
from store.model.value import replace
from store.text.headings import DIRECTIONS, KINDS

COLON = re.compile(r"[ \t]*:(?=\s|$)[ \t]*")
LEADING = re.compile(r"^\s*(?:[-*+]\s+)?(?:\[[^\[\]]?\]\s*)?")
FIRST = re.compile(r"([\w-]+)(:?)(?:\s+|$)")
AT = re.compile(r"\s+(?:at\s+(\d{1,2}:\d\d)|(?:at\s+)?(\d{1,2}(?::\d\d)?\s?[ap]m))$", re.ASCII | re.IGNORECASE)
HALVES = re.compile(r"(\d{1,2})(?::(\d\d))?\s?([ap])m", re.ASCII | re.IGNORECASE)
ON = re.compile(r"\s+(?:on\s+(.+)|(yesterday|today|tomorrow))$", re.IGNORECASE)
MEANT = {"todo": "promise"}
"""Other words for a mark."""
DASH = re.compile(r"^[-\u2013\u2014]+\s+")
"""Between a mark and its text, where somebody typed no colon."""
NOON = 12
NOT_NEXT = re.compile(r"(?:week|month|year|time|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
"""Words behind `next` that make it no mark: `next week they decide`."""
VERBS = {
    "called": (Kind.CALL, Direction.TO),
    "phoned": (Kind.CALL, Direction.TO),
    "rang": (Kind.CALL, Direction.TO),
    "emailed": (Kind.EMAIL, Direction.TO),
    "mailed": (Kind.EMAIL, Direction.TO),
    "wrote": (Kind.EMAIL, Direction.TO),
    "texted": (Kind.TEXT, Direction.TO),
    "messaged": (Kind.MESSAGE, Direction.TO),
    "met": (Kind.MEETING, Direction.WITH),
    "visited": (Kind.VISIT, Direction.WITH),
    "interviewed": (Kind.INTERVIEW, Direction.WITH),
}
"""What people say they did, with nobody's way between them and the name."""
HURRIED = (
    (re.compile(r"^(?:spoke|talked|chatted)\s+(?:to|with|w/)\s+", re.IGNORECASE), "call with "),
    (re.compile(r"^left\s+(?:an?\s+)?(?:message|voicemail|vm)\s+(?:for|to|with)\s+", re.IGNORECASE), "voicemail to "),
    (
        re.compile(
            r"^(?:got|received|had|sent)\s+(?:an?\s+)?(?=(?:[\w-]+\s+(?:to|from|with|w/)\s|offer\b))", re.IGNORECASE
        ),
        "",
    ),
)
"""What is typed in a hurry, and what it means where the person who is named is known."""
ABOUT = re.compile(r"\s+(?:re|about|abt)\s+(.+)$", re.IGNORECASE)
"""What a message or talk was about, where no colon says so."""
SHORT_WITH = re.compile(r"(?<=\s)w/\s*(?=\S)")
ALSO = {"mail": Kind.EMAIL, "applied": Kind.APPLICATION}
ALONE = frozenset({Kind.APPLICATION, Kind.OFFER, Kind.ACCEPTED, Kind.REJECTED, Kind.WITHDRAWN, Kind.FILLED})
"""What can have happened without anybody who is named."""


class Happened(Struct, frozen=True, kw_only=True):
    """Something that took place, or is planned."""

    kind: Kind
    direction: Direction | None = None
    names: str = ""
    day: str = ""
    """A day as typed; empty = today."""
    at: str = ""
    title: str = ""
    is_certain: bool = True
    """Whether nothing else can be meant, even where nobody has that name."""


def cuts(line: str) -> Iterator[tuple[str, str]]:
    """Yield each way to cut a line into what it is about and the rest: a name may hold a colon itself."""
    for found in COLON.finditer(line):
        yield line[: found.start()].strip(), line[found.end() :].strip()


def marked(text: str) -> tuple[Word, str] | None:
    """Return the mark that a text begins with and the rest; None where it begins with none."""
    text = LEADING.sub("", text, count=1)
    found = FIRST.match(text)
    name = MEANT.get(found[1].casefold(), found[1].casefold()) if found else ""
    if found is None or name not in set(Word):
        return None
    word, rest = Word(name), text[found.end() :]
    if word is Word.NEXT and not found[2] and NOT_NEXT.match(rest):
        return None
    return word, DASH.sub("", rest).strip()


def happened(text: str) -> Happened | None:
    """Return what took place, where a text begins with it: `call with Joe: ...`, `met Mia yesterday`."""
    plain, is_hurried = _in_full(text)
    found = _deed(plain, "")
    if found is not None and is_hurried:
        found = replace(found, is_certain=False)
    if found is not None and found.names and not found.title and (about := ABOUT.search(plain)):
        told = _deed(plain[: about.start()], about[1])
        found = replace(told, is_certain=False) if told is not None else found
    return found


def _in_full(text: str) -> tuple[str, bool]:
    """Return a text with what was typed in a hurry written out, and whether something was."""
    full = SHORT_WITH.sub("with ", text)
    for pattern, meant in HURRIED:
        full, number = pattern.subn(meant, full)
        if number:
            return full.rstrip(" !"), True
    return full, False


def _deed(text: str, title: str) -> Happened | None:
    if cut := COLON.search(text):
        text, title = text[: cut.start()], text[cut.end() :].strip()
    found = FIRST.match(text.strip() + " ")
    if found is None or found[2]:
        return None
    word, rest = found[1].casefold(), f" {text.strip()[found.end() :].strip()}"
    rest, at = _peeled(AT, rest)
    at = _clock(at)
    rest, day = _peeled(ON, rest)
    way, _, names = rest.strip().partition(" ")
    direction = DIRECTIONS.get(way.casefold())
    kind = KINDS.get(word) or ALSO.get(word)
    if kind in (Kind.SKIPPED, Kind.SNOOZED):
        return None
    if kind and direction and names.strip():
        return Happened(kind=kind, direction=direction, names=names.strip(), day=day, at=at, title=title)
    if kind in ALONE and not rest.strip():
        return Happened(kind=kind, day=day, at=at, title=title)
    if word in VERBS and rest.strip():
        kind, usual = VERBS[word]
        people = names.strip() if direction else rest.strip()
        return Happened(
            kind=kind, direction=direction or usual, names=people, day=day, at=at, title=title, is_certain=False
        )
    return None


def _clock(text: str) -> str:
    """Return a time of day as `14:30`; one that there is not stays as it was typed."""
    found = HALVES.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= NOON:
        return text
    return f"{int(found[1]) % NOON + (NOON if found[3].casefold() == 'p' else 0)}:{found[2] or '00'}"


def _peeled(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (text[: found.start()], next(g for g in found.groups() if g)) if found else (text, "")
