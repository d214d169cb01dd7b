"""One opportunity on one day: its people, its log, its events, and the questions that steps ask about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from store.model.entry import Kind
from store.model.opportunity import Opportunity, Stage
from store.model.records import Records
from store.rules.chronicle import Chronicle, Event, Phase, has_notes, met
from store.rules.events import events_of
from store.rules.logbook import Logged, follows, read_logbook
from store.rules.outcomes import ENDINGS
from store.rules.people import Cast, Someone
from store.rules.workdays import Calendar, IsHoliday, no_holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """An offer that was accepted, here or at another employer."""

    opportunity: str
    company: str
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the rules look at."""

    opportunity: Opportunity
    cast: Cast
    log: tuple[Logged, ...]
    events: tuple[Event, ...]
    acceptances: tuple[Acceptance, ...]
    calendar: Calendar
    today: date
    met: tuple[Someone, ...]

    @property
    def ending(self) -> Event | None:
        """What ended the search, if it is over."""
        return next((e for e in reversed(self.events) if e.sort in ENDINGS and not e.over), None)

    @property
    def past(self) -> tuple[Logged, ...]:
        """The log up to today."""
        return tuple(o for o in self.log if o.when.day <= self.today)

    @property
    def is_interviewed(self) -> bool:
        """Tell whether an interview was held."""
        return any(e.sort == "interview" and e.phase is Phase.HELD for e in self.events)


def situation_of(
    opportunity: Opportunity,
    records: Records,
    today: date,
    tz: tzinfo,
    is_holiday: IsHoliday = no_holiday,
    acceptances: tuple[Acceptance, ...] | None = None,
) -> Situation:
    """Gather what the rules look at; `acceptances` may be given where it is known for the whole vault."""
    chronicle = chronicle_of(opportunity, records, today, tz)
    everywhere = acceptances_of(records, today, tz) if acceptances is None else acceptances
    events = list(events_of(chronicle))
    if elsewhere := _elsewhere(chronicle, events, everywhere):
        events.append(elsewhere)
    return Situation(
        opportunity=opportunity,
        cast=chronicle.cast,
        log=chronicle.log,
        events=tuple(events),
        acceptances=everywhere,
        calendar=Calendar(records.settings, is_holiday),
        today=today,
        met=met(chronicle),
    )


def chronicle_of(opportunity: Opportunity, records: Records, today: date, tz: tzinfo) -> Chronicle:
    """Return an opportunity's people and log."""
    cast = Cast(opportunity, records.people)
    return Chronicle(opportunity=opportunity, cast=cast, log=read_logbook(opportunity, cast, tz), today=today)


def acceptances_of(records: Records, today: date, tz: tzinfo) -> tuple[Acceptance, ...]:
    """Return every offer that was accepted, in file order."""
    found: list[Acceptance] = []
    for opportunity in records.opportunities:
        entries = opportunity.entries
        if opportunity.stage is Stage.ACCEPTED or any(e.kind is Kind.ACCEPTED for e in entries):
            events = events_of(chronicle_of(opportunity, records, today, tz))
            found += [
                Acceptance(opportunity=opportunity.id, company=opportunity.company, event=event)
                for event in events
                if event.sort == "accepted" and not event.over
            ]
    return tuple(found)


def _elsewhere(chronicle: Chronicle, events: list[Event], everywhere: tuple[Acceptance, ...]) -> Event | None:
    """Return the acceptance elsewhere that this search was already under way at (guard 14)."""
    if any(e.sort in ENDINGS and not e.over for e in events):
        return None
    since = chronicle.opportunity.stage_since
    days = [o.when.day for o in chronicle.log] + ([since] if since else [])
    began = min(days, default=None)
    for one in sorted(everywhere, key=lambda a: a.event.when.day, reverse=True):
        if one.opportunity != chronicle.opportunity.id and began is not None and began <= one.event.when.day:
            event = one.event
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
    return situation.is_interviewed


def _not_interviewed(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return not any(e.sort == "interview" for e in situation.events)


def _no_notes(_situation: Situation, event: Event, _who: Someone | None) -> bool:
    return event.entry is None or not has_notes(event.entry)


def _no_touch(situation: Situation, event: Event, _who: Someone | None) -> bool:
    touches = (o for o in situation.past if o.goes_out and o.has_employer() and o.entry is not event.entry)
    return not any(follows(o.when, event.when) for o in touches)


def _unconfirmed(_situation: Situation, _event: Event, who: Someone | None) -> bool:
    return who is not None and not who.confirmed


def _before_applying(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    applied = any(e.sort == "application" for e in situation.events)
    return situation.opportunity.stage is Stage.LEAD and not applied


def _offer_open(situation: Situation, _event: Event, _who: Someone | None) -> bool:
    return situation.opportunity.stage is Stage.OFFER


def _not_hired(situation: Situation, event: Event, _who: Someone | None) -> bool:
    return not any(a.event.when.day >= event.when.day for a in situation.acceptances)


Holds = Callable[[Situation, Event, Someone | None], bool]

HOLDS: Mapping[str, Holds] = {
    "interviewed": _interviewed,
    "not-interviewed": _not_interviewed,
    "no-notes": _no_notes,
    "no-touch": _no_touch,
    "spelling-unconfirmed": _unconfirmed,
    "before-applying": _before_applying,
    "offer-open": _offer_open,
    "not-hired": _not_hired,
}
"""The conditions of the step language."""

SETTLING = frozenset({"no-notes", "no-touch", "spelling-unconfirmed"})
"""Conditions that stand for the work itself: once one no longer holds, the step is done."""
