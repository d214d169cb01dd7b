"""Who was in which conversation: the one that a letter follows, its lead, and what each person said in it."""

from datetime import UTC, date

from store.model.entry import SPOKEN, Entry, Kind, Mark
from store.model.opportunity import Opportunity
from store.rules.chronicle import Chronicle, Phase, phase_of
from store.rules.clock import Moment
from store.rules.logbook import read_logbook
from store.rules.people import Cast, Someone


def present(opportunity: Opportunity, entry: Entry) -> tuple[str, ...]:
    """Return the idents of the people in a conversation; an interview naming nobody stands for the interviewers."""
    named = tuple(name.who for name in entry.names if name.who)
    if named or entry.names or entry.kind is not Kind.INTERVIEW:
        return named
    return tuple(c.ident for c in opportunity.contacts if "interviewer" in c.part)


def conversations(opportunity: Opportunity, ident: str | None, today: date) -> tuple[Entry, ...]:
    """Return the conversations with a person up to today, latest first; with nobody named, all of them."""
    held = [e for e in opportunity.entries if e.kind in SPOKEN and e.day <= today]
    mine = [e for e in held if ident is None or ident in present(opportunity, e)]
    return tuple(sorted(mine, key=lambda e: (e.day, str(e.at or ""), e.line), reverse=True))


def lead_of(opportunity: Opportunity, entry: Entry | None, today: date) -> str | None:
    """Return the ident of the one who leads a conversation, as the follow-up steps see it (`Cast.lead`).

    Where there was none, that is whom to write to; None is nobody, or somebody of whom only the name is known.
    """
    cast = Cast(opportunity, ())
    met = _met(opportunity, cast, today)
    lead = cast.lead(cast.panel(entry), met) if entry else cast.addressee(met)
    return lead.ident if lead else None


def _met(opportunity: Opportunity, cast: Cast, today: date) -> tuple[Someone, ...]:
    """Return everybody met in the interviews that took place, the latest interview first."""
    chronicle = Chronicle(opportunity, cast, read_logbook(opportunity, cast, UTC), Moment(today))
    talks = (o for o in reversed(chronicle.past) if o.entry.kind is Kind.INTERVIEW)
    held = (o for o in talks if phase_of(o, chronicle) is Phase.HELD)
    return tuple({s.key: s for o in held for s in cast.panel(o.entry)}.values())


def is_theirs(mark: Mark, ident: str | None) -> bool:
    """Tell whether a mark is that person's own."""
    return ident is not None and any(name.who == ident for name in mark.persons)
