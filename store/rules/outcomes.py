"""Applications, offers and what ended a search, out of entries and the stage: the two tell of one event once."""

from collections.abc import Iterable, Iterator

from store.model.entry import Direction, Kind
from store.model.opportunity import CLOSED, Stage
from store.rules.chronicle import Chronicle, Event, has_notes, stamp_of
from store.rules.clock import Moment
from store.rules.logbook import Logged
from store.rules.people import Someone
from store.rules.watched_day import plain
from store.rules.wording import names_words

CLOSING = {
    Kind.REJECTED: "rejected",
    Kind.FILLED: "rejected",
    Kind.WITHDRAWN: "withdrawn",
    Kind.ACCEPTED: "accepted",
}
"""Kinds that end a search, and the event that each is."""
STAGED = {
    Stage.OFFER: "offer",
    Stage.REJECTED: "rejected",
    Stage.WITHDRAWN: "withdrawn",
    Stage.ACCEPTED: "accepted",
}
ENDINGS = frozenset(CLOSING.values())
ENDED_BY = {"rejected": "the rejection", "withdrawn": "your withdrawal", "accepted": "the accepted offer"}
REOPENING = frozenset({Kind.INTERVIEW, Kind.OFFER, Kind.APPLICATION})
WORDS = {
    Kind.APPLICATION: "your application",
    Kind.OFFER: "the offer",
    Kind.REJECTED: "the rejection",
    Kind.FILLED: "the position was filled",
    Kind.WITHDRAWN: "your withdrawal",
    Kind.ACCEPTED: "the offer was accepted",
}


def applications_and_offers(chronicle: Chronicle) -> Iterator[Event]:
    """Yield applications and offers, each with the people named."""
    path = chronicle.opportunity.path
    sorts = {Kind.APPLICATION: "application", Kind.OFFER: "offer"}
    for logged in chronicle.past:
        if sort := sorts.get(logged.entry.kind):
            yield _from_entry(logged, sort, path, chronicle)
    stage = chronicle.opportunity.stage
    if stage is Stage.OFFER and not any(o.entry.kind is Kind.OFFER for o in chronicle.past):
        yield _from_stage(chronicle)


def endings(chronicle: Chronicle) -> Iterator[Event]:
    """Yield what ended the search. A stage and its entry are one event, dated by the entry; a reopened one is over."""
    opportunity = chronicle.opportunity
    past = chronicle.past
    closing = [o for o in past if o.entry.kind in CLOSING]
    staged = STAGED.get(opportunity.stage) if opportunity.stage is not Stage.OFFER else None
    last = next((o for o in reversed(closing) if CLOSING[o.entry.kind] == staged), None) if staged else None
    if last and _went_on(last, past):
        last = None
    if staged and last is None:
        yield _from_stage(chronicle)
    latest = closing[-1] if closing else None
    for logged in closing:
        if staged:
            over = logged is not last
        else:
            since = opportunity.stage_since
            reopened = _went_on(logged, past) or (since is not None and since > logged.when.day)
            over = logged is not latest or reopened
        yield _from_entry(logged, CLOSING[logged.entry.kind], opportunity.path, chronicle, over=over)


def outlives(event: Event) -> bool:
    """Tell whether what comes after an event is about the end of a search, and not stopped by it."""
    return event.sort in ENDINGS or event.sort == "step" or (event.sort == "stage" and event.which in CLOSED)


def _from_entry(logged: Logged, sort: str, path: str, chronicle: Chronicle, *, over: bool = False) -> Event:
    entry = logged.entry
    by = names_words(logged.persons, "by" if entry.direction in (Direction.BY, Direction.FROM) else "to")
    plain = entry.kind in (Kind.WITHDRAWN, Kind.ACCEPTED, Kind.FILLED)
    persons = logged.persons
    if sort == "offer" and not persons:
        persons = _addressee(chronicle)
    return Event(
        sort=sort,
        when=logged.when,
        stamp=stamp_of(entry),
        words=WORDS[entry.kind] + ("" if plain else by),
        path=path,
        line=entry.line,
        persons=persons,
        entry=entry,
        over=over,
    )


def _from_stage(chronicle: Chronicle) -> Event:
    """Return the event that only the header tells of; without `stage_since` it counts from the last entry."""
    opportunity = chronicle.opportunity
    day = opportunity.stage_since or max((o.when.day for o in chronicle.past), default=None) or plain(chronicle.today)
    return Event(
        sort=STAGED[opportunity.stage],
        when=Moment(day),
        stamp=day.isoformat(),
        words=f"the stage is {opportunity.stage_text or opportunity.stage.value}",
        path=opportunity.path,
        line=opportunity.lines.get("stage", 1),
        persons=_addressee(chronicle),
    )


def _addressee(chronicle: Chronicle) -> tuple[Someone, ...]:
    """Return whom to turn to where nobody is named."""
    interviews = [o.entry for o in reversed(chronicle.past) if o.entry.kind is Kind.INTERVIEW]
    met = {s.key: s for entry in interviews for s in chronicle.cast.panel(entry)}
    found = chronicle.cast.addressee(tuple(met.values()))
    return (found,) if found else ()


def _went_on(closing: Logged, past: Iterable[Logged]) -> bool:
    """Tell whether the search went on after an ending, with an interview, an offer or an application.

    An interview that was planned before and is called off by the ending has no notes: it does not open it again.
    """
    return any(
        o.entry.kind in REOPENING
        and o.when.day > closing.when.day
        and (o.entry.kind is not Kind.INTERVIEW or has_notes(o.entry))
        for o in past
    )
