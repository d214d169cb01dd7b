"""One opportunity on one day: its people, its log, its events, and the questions that steps ask about them."""

import re
from collections.abc import Callable, Mapping
from functools import cached_property

from store.model.entry import Kind, Word
from store.model.opportunity import Opportunity, Stage
from store.rules.advice import INFLUENCE
from store.rules.chronicle import Chronicle, Event, Phase, has_notes
from store.rules.events import events_of
from store.rules.logbook import Logged, follows
from store.rules.outcomes import ENDINGS
from store.rules.people import Someone
from store.rules.surroundings import Surroundings

HINTED = re.compile(r"\bhint(?:ed|s)?\b", re.IGNORECASE)


class Situation:
    """What the rules look at."""

    def __init__(self, opportunity: Opportunity, around: Surroundings, *, is_brief: bool = False) -> None:
        self.is_brief = is_brief
        """Only what may be outstanding is asked for, not what is over."""
        chronicle = around.chronicle_of(opportunity)
        book = around.book_of(opportunity)
        wanted = book.sorts | around.frame.sorts
        events = events_of(chronicle, wanted, around.oldest if is_brief else None)
        elsewhere = _elsewhere(chronicle, events, around)
        self.opportunity = opportunity
        self.cast = chronicle.cast
        self.past = chronicle.past
        """The log up to today."""
        self.events = (*events, elsewhere) if elsewhere else events
        self.around = around
        self.book = book
        self.calendar = around.calendar
        self.today = around.today
        self.audiences: dict[tuple[int, tuple[str, ...]], tuple[Someone | None, ...]] = {}
        """Whom steps are for, by event and audience: worked out once, since many steps share them."""

    @cached_property
    def ending(self) -> Event | None:
        """What ended the search, if it is over."""
        return next((e for e in reversed(self.events) if e.sort in ENDINGS and not e.over), None)

    @cached_property
    def has_offer(self) -> bool:
        """Tell whether an offer is open: the stage and its entry are one event."""
        return self.ending is None and any(e.sort == "offer" for e in self.events)

    @cached_property
    def is_long_over(self) -> bool:
        """Tell whether the search ended so long ago that its log uses up no limit any more."""
        return self.ending is not None and self.ending.when.day < self.around.oldest

    @cached_property
    def marking(self) -> tuple[Logged, ...]:
        """The entries that say something about steps: skipped, snoozed."""
        return tuple(o for o in self.past if o.entry.kind in (Kind.SKIPPED, Kind.SNOOZED))

    @cached_property
    def skipped(self) -> tuple[str, ...]:
        """What was said of steps that were skipped or answered."""
        return tuple(o.entry.title for o in self.marking if o.entry.kind is Kind.SKIPPED)

    @cached_property
    def over(self) -> tuple[Event, ...]:
        """The endings that were taken back: the search was opened again."""
        return tuple(e for e in self.events if e.sort in ENDINGS and e.over)

    @cached_property
    def held(self) -> tuple[Event, ...]:
        """The interviews that were held, in the order of time."""
        return tuple(e for e in self.events if e.sort == "interview" and e.phase is Phase.HELD)

    @cached_property
    def met(self) -> tuple[Someone, ...]:
        """Everybody met in interviews, the latest interview first."""
        return tuple({s.key: s for e in reversed(self.held) for s in e.persons}.values())


def _elsewhere(chronicle: Chronicle, events: tuple[Event, ...], around: Surroundings) -> Event | None:
    """Return the acceptance elsewhere that this search was already under way at (guard 14)."""
    opportunity = chronicle.opportunity
    others = [a for a in around.acceptances if a.opportunity != opportunity.id]
    if not others or any(e.sort in ENDINGS and not e.over for e in events):
        return None
    days = [o.when.day for o in chronicle.log] + ([opportunity.stage_since] if opportunity.stage_since else [])
    began = min(days, default=None)
    for one in sorted(others, key=lambda a: a.event.when.day, reverse=True):
        event = one.event
        if began is not None and began <= event.when.day:
            return Event(
                sort="elsewhere",
                when=event.when,
                stamp=event.when.day.isoformat(),
                words="an offer was accepted elsewhere",
                path=event.path,
                line=event.line,
            )
    return None


def _interviewed(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return bool(situation.held)


def _not_interviewed(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return not any(e.sort == "interview" for e in situation.events)


def _in_touch(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return any(o.with_employer for o in situation.past)


def _no_notes(_situation: Situation, event: Event, _who: Someone | None) -> bool:
    return event.entry is None or event.phase is Phase.PLANNED or not has_notes(event.entry)


def _no_touch(situation: Situation, event: Event, _who: Someone | None) -> bool:
    touches = (o for o in situation.past if o.goes_out and o.with_employer and o.entry is not event.entry)
    if any(e.sort == "offer" and follows(e.when, event.when) for e in situation.events):
        return False
    return not any(follows(o.when, event.when) for o in touches)


def _unconfirmed(_situation: Situation, _event: Event, who: Someone | None) -> bool:
    return who is not None and not who.confirmed


def _before_applying(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    applied = any(e.sort == "application" for e in situation.events)
    return situation.opportunity.stage is Stage.LEAD and not applied


def _offer_open(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return situation.has_offer


def _not_hired(situation: Situation, event: Event, _who: Someone | None) -> bool:
    return not any(a.event.when.day >= event.when.day for a in situation.around.acceptances)


def _needs_known(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return any(m.word is Word.NEED for o in situation.past for m in o.entry.marks)


def _silent_school(situation: Situation, event: Event, _who: Someone | None) -> bool:
    return not situation.book.speaks_of(event.sort)


def _helped(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return bool(situation.cast.of("reference", "ally", "helper", "recruiter"))


def _no_influence(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    asks = tuple(s.id for s in situation.book.book.steps if INFLUENCE in s.rules)
    return any(title.startswith(asks) for title in situation.skipped) or not situation.cast.of("ally")


def _hinted(_situation: Situation, event: Event, _who: Someone | None) -> bool:
    return event.entry is not None and HINTED.search(event.entry.title) is not None


Holds = Callable[[Situation, Event, Someone | None], bool]

HOLDS: Mapping[str, Holds] = {
    "interviewed": _interviewed,
    "not-interviewed": _not_interviewed,
    "in-touch": _in_touch,
    "no-notes": _no_notes,
    "no-touch": _no_touch,
    "spelling-unconfirmed": _unconfirmed,
    "before-applying": _before_applying,
    "offer-open": _offer_open,
    "not-hired": _not_hired,
    "needs-known": _needs_known,
    "silent-school": _silent_school,
    "no-influence": _no_influence,
    "hinted": _hinted,
    "helped": _helped,
}
"""The conditions of the step language."""

SETTLING = frozenset({"no-notes", "no-touch", "spelling-unconfirmed"})
"""Conditions that stand for the work itself: once one no longer holds, the step is done."""
