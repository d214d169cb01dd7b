"""Which opportunities a query means; what costs time is looked at only where a term asks for it."""

import operator
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from store.model.agenda import Bucket, Item
from store.model.entry import Box, Entry, Kind, Word
from store.model.folding import fold
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.model.query import Query, Term
from store.rules.logbook import CHANNEL

Fits = Callable[[Opportunity], bool]
Touches = Callable[[Opportunity], Sequence[date]]
COMPARE: Mapping[str, Callable[[date, date], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
TURNED = {"<": ">", "<=": ">=", "=": "=", ">=": "<=", ">": "<"}
"""The longer ago, the earlier the day."""
STAGES = frozenset(map(str, Stage))
TOUCHING = frozenset({*CHANNEL, Kind.APPLICATION, Kind.OFFER} - {Kind.BRIEFING})
"""Entries that reach the employer's side, or come from there."""


class Known(Struct, frozen=True, kw_only=True):
    """What a query may be about; each is called only where a term needs it."""

    today: date
    playbook: str
    """The playbook of who names none."""
    words: Callable[[Opportunity], str]
    """What words are looked for in, folded."""
    texts: Callable[[Opportunity], str]
    """The log, folded."""
    touches: Touches
    """The days of the touches, the latest first."""
    items: Callable[[], Mapping[str, Sequence[Item]]]
    """What is outstanding, by opportunity."""
    drafted: Callable[[], Collection[str]]
    """Ids of the opportunities that have a draft."""
    faulty: Callable[[], Collection[str]]
    """Paths of the files with a problem."""


def fitting(query: Query, opportunities: Iterable[Opportunity], known: Known) -> tuple[Opportunity, ...]:
    """Return the opportunities that fit every term, in their order."""
    found = list(opportunities)
    for term in sorted(query.terms, key=lambda term: COSTS.get(term.key, 0)):
        fits, wanted = _test(term, known), not term.is_negated
        found = [o for o in found if fits(o) is wanted]
    return tuple(found)


COSTS = {"text": 1, "has": 2, "due": 2}
"""What is asked of those only that fitted everything else."""


def words_of(opportunity: Opportunity) -> str:
    """Return what words are looked for in: company, position, stage, place, tags, people, folded."""
    o = opportunity
    names = (c.name for c in o.contacts)
    return fold(" ".join((o.id, o.company, o.position, o.stage_text, o.stage, o.location, *o.tags, *names)))


def texts_of(opportunity: Opportunity) -> str:
    """Return the log as one text: headings, marks and bodies, folded."""
    return fold("\n".join(text for entry in opportunity.entries for text in _texts_of(entry)))


def _texts_of(entry: Entry) -> Iterable[str]:
    yield entry.heading or entry.title
    yield from (mark.text for mark in entry.marks)
    yield entry.text


def next_day(items: Iterable[Item]) -> date | None:
    """Return the first outstanding day; others' turn counts where there is nothing else."""
    days = [(item.bucket is Bucket.WAITING, item.allowed or item.due) for item in items]
    return min(days)[1] if days else None


def touches_of(opportunity: Opportunity) -> tuple[date, ...]:
    """Return the days on which the log reaches the employer's side, or something came from there, the latest first."""
    return tuple(sorted([entry.day for entry in opportunity.entries if entry.kind in TOUCHING], reverse=True))


def last_touch(opportunity: Opportunity, today: date, touches: Touches = touches_of) -> date | None:
    """Return the day of the last touch in either direction; where there was none, since when it is what it is."""
    for day in touches(opportunity):
        if day <= today:
            return day
    since = opportunity.stage_since
    return since if since and since <= today else None


def _test(term: Term, known: Known) -> Fits:
    """Return the test of one term, its negation aside."""
    if term.key in DATES:
        return _day(term, DATES[term.key](known))
    match term.key:
        case "":
            word, words = fold(term.values[0]), known.words
            return lambda o: word in words(o)
        case "stage":
            return _any([_stage(value) for value in term.values])
        case "has":
            return _any([_thing(value, known) for value in term.values])
        case "text":
            return _log(term, known.texts)
        case "playbook":
            return _text(term, lambda o: (o.playbook or known.playbook,))
        case key:
            return _text(term, FIELDS[key])


def _due(known: Known) -> Callable[[Opportunity], date | None]:
    items = known.items()
    return lambda o: next_day(items.get(o.id, ()))


DATES: Mapping[str, Callable[[Known], Callable[[Opportunity], date | None]]] = {
    "due": _due,
    "deadline": lambda _: lambda o: o.deadline,
    "since": lambda _: lambda o: o.stage_since,
    "quiet": lambda known: lambda o: last_touch(o, known.today, known.touches) or date.min,
}


def _any(tests: Sequence[Fits]) -> Fits:
    return tests[0] if len(tests) == 1 else lambda o: any(test(o) for test in tests)


def _stage(value: str) -> Fits:
    if value == "open":
        return lambda o: o.readable and o.stage not in CLOSED
    if value == "closed":
        return lambda o: o.readable and o.stage in CLOSED
    if value in STAGES:
        return lambda o: o.readable and o.stage == value
    wanted = fold(value)
    return lambda o: fold(o.stage_text) == wanted


def _text(term: Term, read: Callable[[Opportunity], Iterable[str]]) -> Fits:
    wanted = [fold(value) for value in term.values]
    if term.order == "=":
        return lambda o: any(value in ([fold(t) for t in read(o) if t] or [""]) for value in wanted)
    return lambda o: any(value in fold(text) for text in read(o) for value in wanted)


def _log(term: Term, read: Callable[[Opportunity], str]) -> Fits:
    """Look through logs, which are folded already: folding ten thousand once more takes longer than looking."""
    wanted = [fold(value) for value in term.values]
    if term.order == "=":
        return lambda o: read(o) in wanted
    if len(wanted) == 1:
        return lambda o: wanted[0] in read(o)
    return lambda o: any(value in read(o) for value in wanted)


def _day(term: Term, read: Callable[[Opportunity], date | None]) -> Fits:
    compare = COMPARE[TURNED[term.order] if term.is_age else term.order]
    bound = term.day or date.min
    return lambda o: (day := read(o)) is not None and compare(day, bound)


def _people(opportunity: Opportunity) -> Iterable[str]:
    for contact in opportunity.contacts:
        yield contact.name
        yield contact.email


FIELDS: Mapping[str, Callable[[Opportunity], Iterable[str]]] = {
    "company": lambda o: (o.company,),
    "position": lambda o: (o.position,),
    "tag": lambda o: o.tags,
    "who": _people,
    "source": lambda o: (o.source,),
    "location": lambda o: (o.location,),
}


def _thing(word: str, known: Known) -> Fits:
    if word in BUCKETS:
        items, bucket = known.items(), BUCKETS[word]
        return lambda o: any(bucket in (None, item.bucket) for item in items.get(o.id, ()))
    if word == "draft":
        drafted = known.drafted()
        return lambda o: fold(o.id) in drafted
    if word == "problem":
        faulty = known.faulty()
        return lambda o: o.path in faulty
    return HAS[word]


BUCKETS: Mapping[str, Bucket | None] = {
    "step": None,
    "overdue": Bucket.OVERDUE,
    "today": Bucket.TODAY,
    "held": Bucket.HELD,
    "waiting": Bucket.WAITING,
}


def _has_open(word: Word) -> Fits:
    def has_open(o: Opportunity) -> bool:
        for entry in o.entries:
            for mark in entry.marks:
                if mark.word is word and mark.box is Box.OPEN:
                    return True
        return False

    return has_open


def _has_entry(kind: Kind) -> Fits:
    return lambda o: any(entry.kind is kind for entry in o.entries)


_offered = _has_entry(Kind.OFFER)
HAS: Mapping[str, Fits] = {
    "promise": _has_open(Word.PROMISE),
    "next": _has_open(Word.NEXT),
    "interview": _has_entry(Kind.INTERVIEW),
    "offer": lambda o: o.stage is Stage.OFFER or _offered(o),
    "deadline": lambda o: o.deadline is not None,
    "contact": lambda o: bool(o.contacts),
    "tag": lambda o: bool(o.tags),
    "review": lambda o: bool(o.merge_review),
}
