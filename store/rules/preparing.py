"""The plan before an interview (R1): what to ask, which stories to tell, what to bring home, which steps follow."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from enum import StrEnum

from msgspec import Struct

from store.model.agenda import Item, State
from store.model.entry import Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.story import Story
from store.rules.chronicle import PREPARED
from store.rules.matching import best, rank
from store.rules.meeting import present

FIRST_ROUND = (
    "What made you decide to fill this job now, and what happens if it stays empty?",
    "What is the hardest problem waiting for whoever starts here?",
    "What has been tried already, and where did it get stuck?",
    "What would worry you about the next twelve months if nothing changed?",
    "How will you tell, after half a year, that you chose well?",
)
LATER_ROUNDS = (
    "What has changed here since we last talked?",
    "Who else feels this problem, and what would they add to the list?",
    "What still makes you hesitate, about the plan or about me?",
)
"""Questions that open up needs, problems and concerns (R3), for a first talk and for those after it."""
MOST_NEEDS = 5
MOST_STORIES = 4
MOST_NEWCOMERS = 3


class Origin(StrEnum):
    """Where a question comes from."""

    PREPARED = "prepared"
    """The user wrote it under the interview."""
    NEED = "need"
    """A need of an earlier talk that no story answers yet."""
    NEWCOMER = "newcomer"
    """Somebody whom the user has not met before."""
    GENERAL = "general"


class Question(Struct, frozen=True, kw_only=True):
    """Something to ask."""

    text: str
    origin: Origin
    line: int | None = None
    """Line of the mark that it comes from."""
    who: str | None = None
    """Whom to ask, where it is somebody's own."""
    heard_from: str | None = None
    """Who named the need, where that person will not be there: not to be quoted to the others."""


class Fit(Struct, frozen=True, kw_only=True):
    """A story worth telling, and why."""

    story: Story
    answers: tuple[str, ...] = ()
    """The needs that it answers; empty where it fits the job by its words."""
    words: tuple[str, ...] = ()
    """The words that it shares with them."""


class Missing(Struct, frozen=True, kw_only=True):
    """What is not known yet of somebody who will be there (R4)."""

    name: str
    lacks: tuple[str, ...]
    """Of `spelling`, `title`, `postal address`."""


class Preparation(Struct, frozen=True, kw_only=True):
    """The plan of one interview that is still to come."""

    entry: Entry
    names: tuple[str, ...]
    """Who will be there; empty where nobody is named."""
    steps: tuple[Item, ...]
    """What leads up to it and what will follow from it, by day."""
    questions: tuple[Question, ...]
    stories: tuple[Fit, ...]
    missing: tuple[Missing, ...]
    """A card of each of them would tell; those of whom all is known are left out."""


def preparations(
    opportunity: Opportunity, items: Sequence[Item], stories: Sequence[Story], today: date, clock: time | None = None
) -> tuple[Preparation, ...]:
    """Return the plan of every interview of an opportunity that is still to come, the next one first.

    Args:
        opportunity: its file as it was read.
        items: its schedule.
        stories: every story of the vault.
        today: the user's own day.
        clock: what time it is, where that is known.
    """
    ahead = [e for e in opportunity.entries if e.kind is Kind.INTERVIEW and is_ahead(e, today, clock)]
    return tuple(
        preparation(opportunity, entry, items, stories)
        for entry in sorted(ahead, key=lambda e: (e.day, e.at or time.min, e.line))
    )


def is_ahead(entry: Entry, today: date, clock: time | None = None) -> bool:
    """Tell whether an interview is still to come; one of today is, until its hour or a mark of what was heard."""
    heard = any(mark.word not in PREPARED for mark in entry.marks)
    begun = clock is not None and entry.at is not None and entry.at <= clock
    return entry.day > today or (entry.day == today and not heard and not begun)


def preparation(opportunity: Opportunity, entry: Entry, items: Sequence[Item], stories: Sequence[Story]) -> Preparation:
    """Return the plan of one interview."""
    idents = present(opportunity, entry)
    names = tuple(called(opportunity, n) for n in entry.names) or tuple(
        contact.name for ident in idents if (contact := opportunity.contact(ident))
    )
    return Preparation(
        entry=entry,
        names=names,
        steps=tuple(sorted(coming(entry, items), key=lambda i: (i.due, i.time or "", i.key))),
        questions=tuple(questions(opportunity, entry, stories)),
        stories=fitting(opportunity, entry, stories),
        missing=tuple(missing(opportunity, entry, idents)),
    )


def called(opportunity: Opportunity, name: Name) -> str:
    """Return the full name of somebody, where the file tells it."""
    contact = opportunity.contact(name.who)
    return contact.name if contact else name.text


def coming(entry: Entry, items: Iterable[Item]) -> Iterator[Item]:
    """Yield the open and expected steps that count from an interview."""
    for item in items:
        if item.because.line == entry.line and item.state in (State.OPEN, State.FORECAST) and item.mark_line is None:
            yield item


def earlier(opportunity: Opportunity, entry: Entry) -> list[Entry]:
    """Return the log before an interview."""
    here = (entry.day, entry.at or time.max)
    return [e for e in opportunity.entries if e.line != entry.line and (e.day, e.at or time.min) < here]


def questions(opportunity: Opportunity, entry: Entry, stories: Sequence[Story]) -> Iterator[Question]:
    """Yield what to ask: the user's own questions, needs without an answer, newcomers, then general ones (R3)."""
    for mark in entry.marks:
        if mark.word is Word.QUESTION:
            whose = called(opportunity, mark.persons[0]) if mark.persons and len(entry.names) > 1 else None
            yield Question(text=mark.text, origin=Origin.PREPARED, line=mark.line, who=whose)
    before = earlier(opportunity, entry)
    needs = [mark for e in before for mark in e.marks if mark.word is Word.NEED]
    there = present(opportunity, entry)
    for mark in [m for m in needs if best(m.text, stories) is None][:MOST_NEEDS]:
        yield about_need(opportunity, mark, there)
    talked = [e for e in before if e.kind is Kind.INTERVIEW]
    if talked:
        met = {name.who or name.text for e in before for name in e.names}
        for name in [n for n in entry.names if (n.who or n.text) not in met][:MOST_NEWCOMERS]:
            text = "Where does this job touch your own work, and what should be better there a year from now?"
            yield Question(text=text, origin=Origin.NEWCOMER, who=called(opportunity, name))
    yield from (Question(text=text, origin=Origin.GENERAL) for text in (LATER_ROUNDS if talked else FIRST_ROUND))


def about_need(opportunity: Opportunity, mark: Mark, there: Sequence[str]) -> Question:
    """Return a question on a need that is still open; what somebody absent said is not quoted to others (guard 6)."""
    need = mark.text.rstrip(" .;")
    here = next((name for name in mark.persons if name.who in there), None)
    absent = called(opportunity, mark.persons[0]) if mark.persons and here is None else None
    text = f"About “{need}”: is that still so, and whom does it cost most?"
    if here:
        text = f"About “{need}”: what have you tried, and what would solving it change?"
    elif absent:
        text = f"About “{need}”, in your own words: is it felt here as well, and what does it cost?"
    return Question(
        text=text,
        origin=Origin.NEED,
        line=mark.line,
        who=called(opportunity, here) if here else None,
        heard_from=absent,
    )


def fitting(opportunity: Opportunity, entry: Entry, stories: Sequence[Story]) -> tuple[Fit, ...]:
    """Return the stories to have ready (R17, G2): those that answer a need, else those that fit the job's own words."""
    needs = [m.text for e in (*earlier(opportunity, entry), entry) for m in e.marks if m.word is Word.NEED]
    found: dict[str, Fit] = {}
    for need in needs:
        if (match := best(need, stories)) is not None:
            known = found.get(match.story.path, Fit(story=match.story))
            words = tuple(dict.fromkeys((*known.words, *match.words)))
            answers = tuple(dict.fromkeys((*known.answers, need)))
            found[match.story.path] = Fit(story=match.story, answers=answers, words=words)
    if not found:
        job = " ".join((opportunity.position, *opportunity.tags))
        found = {m.story.path: Fit(story=m.story, words=m.words) for m in rank(job, stories)}
    return tuple(found.values())[:MOST_STORIES]


def missing(opportunity: Opportunity, entry: Entry, idents: Sequence[str]) -> Iterator[Missing]:
    """Yield what is not known yet of each person who will be there (R4, R16)."""
    for ident in idents:
        contact = opportunity.contact(ident)
        if contact is not None and (lacks := lacking(contact)):
            yield Missing(name=contact.name, lacks=lacks)
    for name in entry.names:
        if name.who is None:
            yield Missing(name=name.text, lacks=lacking(Contact(line=0, name=name.text, ident=name.text)))


def lacking(contact: Contact) -> tuple[str, ...]:
    """Return what a business card would tell of somebody and the file does not."""
    known = {"spelling": contact.is_confirmed, "title": contact.title, "postal address": contact.address}
    return tuple(what for what, told in known.items() if not told)
