"""The letters to the people of one interview, side by side: how alike they are, and which phrases they share (R11)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct, field

from store.model.draft import Draft, Finding
from store.model.entry import WRITTEN, Direction, Entry, Mark
from store.model.folding import fold_name
from store.model.opportunity import Contact, Opportunity
from store.model.person import Person
from store.rules.drafting.context import GAP, span_of_prose
from store.rules.drafting.echo import SAID, is_echoed
from store.rules.drafting.likeness import WORD, likeness
from store.rules.matching import COMMON
from store.rules.meeting import is_theirs, present

FEWEST = 4
"""Words that make a phrase; those of the employer's name and the position do not count."""
TELLING = 2
"""So many of them must say something by themselves: `thank you for the` is nobody's own phrase."""


class Sheet(Struct, frozen=True, kw_only=True):
    """One message to one person of the interview; without a text where they have none yet."""

    person: Contact | Person
    draft: Draft | None = None
    sent: Entry | None = None
    text: str = ""
    """The draft's body, or the text of the logged message."""
    cited: tuple[Mark, ...] = ()
    """What this person said and the text takes up."""
    findings: tuple[Finding, ...] = ()
    """What the checks find in the draft; nothing is asked of what was sent."""


class Shared(Struct, frozen=True, kw_only=True):
    """A phrase that stands in the messages to several people."""

    text: str
    """As it stands in the first of them, on one line."""
    places: tuple[tuple[int, int, int], ...]
    """Each place: the sheet, where it begins in the sheet's text, where it ends."""


class Panel(Struct, frozen=True, kw_only=True):
    """The messages to the people of one interview."""

    entry: Entry
    sheets: tuple[Sheet, ...]
    """In the order in which the interview names the people; of one person what was sent comes first."""
    pairs: Mapping[tuple[int, int], float] = field(default_factory=lambda: MappingProxyType({}))
    """Of two sheets with a text: how much of the first stands in the second too, from 0 to 1."""
    shared: tuple[Shared, ...] = ()
    """The longest first."""


def sheets_of(
    here: Opportunity, entry: Entry, people: Sequence[Contact | Person], drafts: Sequence[Draft]
) -> Iterator[Sheet]:
    """Yield what was written to each of the people since the interview, or an empty sheet.

    Args:
        here: the opportunity.
        entry: the interview.
        people: who was there.
        drafts: the vault's drafts.
    """
    for person in people:
        names = {fold_name(person.ident), fold_name(person.name)}
        sent = [e for e in here.entries if e.text and _is_to(e, names) and _follows(here, entry, e, person.ident)]
        mine = [d for d in drafts if d.opportunity == here.id and fold_name(d.to) in names and d.channel != "phone"]
        found = [Sheet(person=person, sent=e, text=e.text, cited=cited(here, person, e.text)) for e in sent]
        found += [Sheet(person=person, draft=d, text=d.body, cited=cited(here, person, d.body)) for d in mine]
        yield from found or [Sheet(person=person)]


def _is_to(entry: Entry, names: set[str]) -> bool:
    named = {fold_name(name.who or name.text) for name in entry.names}
    return entry.kind in WRITTEN and entry.direction is Direction.TO and bool(named & names)


def _follows(here: Opportunity, interview: Entry, message: Entry, ident: str) -> bool:
    """Tell whether a message came after an interview and before the next one with the same person."""
    later = (e for e in here.entries if e.kind is interview.kind and ident in present(here, e))
    return _is_before(interview, message) and not any(
        _is_before(interview, e) and _is_before(e, message) for e in later
    )


def _is_before(entry: Entry, other: Entry) -> bool:
    """Tell which of two entries came first; on one day by the time where both have one, else by their place."""
    if entry.day != other.day:
        return entry.day < other.day
    if entry.at and other.at and entry.at != other.at:
        return entry.at < other.at
    return entry.line < other.line


def cited(here: Opportunity, person: Contact | Person, text: str) -> tuple[Mark, ...]:
    """Return the notes of what a person said that a text takes up."""
    start, end = span_of_prose(text)
    own = (m for e in here.entries for m in e.marks if m.word in SAID and is_theirs(m, person.ident))
    return tuple(mark for mark in own if is_echoed(mark, text[start:end]))


def compared(here: Opportunity, entry: Entry, sheets: Sequence[Sheet]) -> Panel:
    """Set sheets side by side: the likeness of each two, and the phrases that different people would read."""
    told = [n for n, sheet in enumerate(sheets) if sheet.text]
    pairs = {(a, b): likeness(sheets[a].text, sheets[b].text) for a in told for b in told if a != b}
    return Panel(entry=entry, sheets=tuple(sheets), pairs=MappingProxyType(pairs), shared=shared_in(here, sheets))


def shared_in(here: Opportunity, sheets: Sequence[Sheet]) -> tuple[Shared, ...]:
    """Return the phrases that stand in the messages to different people, the longest first."""
    pages = [_Page(sheet.text, (here.company, here.position)) for sheet in sheets]
    phrases: set[tuple[str, ...]] = set()
    for a, mine in enumerate(pages):
        for b in range(a + 1, len(pages)):
            if sheets[a].person.ident != sheets[b].person.ident:
                phrases.update(_common(mine, pages[b]))
    found: list[Shared] = []
    for phrase in sorted(phrases, key=lambda words: (-len(words), words)):
        places = tuple((n, *page.span(at, len(phrase))) for n, page in enumerate(pages) for at in page.places(phrase))
        if not all(_is_inside(place, found) for place in places):
            sheet, start, end = places[0]
            found.append(Shared(text=" ".join(sheets[sheet].text[start:end].split()), places=places))
    return tuple(found)


def _is_inside(place: tuple[int, int, int], found: Sequence[Shared]) -> bool:
    sheet, start, end = place
    return any(s == sheet and a <= start and end <= b for shared in found for s, a, b in shared.places)


class _Page:
    """The words of a text with their places; what every letter holds anyway breaks a phrase or does not count."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        start, end = span_of_prose(text)
        gaps = [match.span() for match in GAP.finditer(text)]
        self.words: list[str] = []
        self.spans: list[tuple[int, int]] = []
        for match in WORD.finditer(text, start, end):
            if any(a < match.end() and match.start() < b for a, b in gaps):
                self._break(match.start())
                continue
            self.words.append(match.group().casefold().replace("’", "'"))
            self.spans.append(match.span())
        self._named = self._positions(names)

    def _break(self, place: int) -> None:
        """Let no phrase run over a gap."""
        if self.words and self.words[-1]:
            self.words.append("")
            self.spans.append((place, place))

    def _positions(self, names: Sequence[str]) -> frozenset[int]:
        found: set[int] = set()
        for name in names:
            words = tuple(match.group().casefold().replace("’", "'") for match in WORD.finditer(name))
            found.update(at + n for at in self.places(words) for n in range(len(words)))
        return frozenset(found)

    @cached_property
    def starts(self) -> Mapping[str, list[int]]:
        """The places of each word."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word, []).append(at)
        return found

    def places(self, phrase: Sequence[str]) -> list[int]:
        """Return where a phrase begins."""
        wanted = list(phrase)
        starts = self.starts.get(wanted[0], []) if wanted else []
        return [at for at in starts if self.words[at : at + len(wanted)] == wanted]

    def span(self, at: int, length: int) -> tuple[int, int]:
        """Return the place of so many words in the text."""
        return self.spans[at][0], self.spans[at + length - 1][1]

    def is_phrase(self, at: int, length: int) -> bool:
        """Tell whether so many words are a phrase that somebody might know again."""
        words = [self.words[n] for n in range(at, at + length) if n not in self._named]
        return len(words) >= FEWEST and sum(word not in COMMON for word in words) >= TELLING


def _common(mine: _Page, theirs: _Page) -> Iterator[tuple[str, ...]]:
    """Yield the longest runs of words that two texts share, each as long as it can be made."""
    for at, word in enumerate(mine.words):
        for other in theirs.starts.get(word, []) if word else ():
            if at and other and mine.words[at - 1] and mine.words[at - 1] == theirs.words[other - 1]:
                continue  # part of a longer run that began before
            length = _length(mine.words, at, theirs.words, other)
            if mine.is_phrase(at, length):
                yield tuple(mine.words[at : at + length])


def _length(mine: Sequence[str], at: int, theirs: Sequence[str], other: int) -> int:
    length = 0
    while (
        at + length < len(mine)
        and other + length < len(theirs)
        and mine[at + length]
        and mine[at + length] == theirs[other + length]
    ):
        length += 1
    return length
