"""Who was in which conversation: the one that a letter follows, its lead, and what each person said in it."""

from datetime import date

from store.model.entry import SPOKEN, Entry, Kind, Mark
from store.model.opportunity import Opportunity


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


def lead_of(opportunity: Opportunity, entry: Entry | None) -> str | None:
    """Return the ident of the one who leads a conversation.

    That is the hiring manager if there, else whoever was there alone, else the hiring manager all the same, else the
    first one named.
    """
    idents = present(opportunity, entry) if entry else tuple(c.ident for c in opportunity.contacts)
    marked = [c.ident for c in opportunity.contacts if "hiring-manager" in c.part]
    there = [ident for ident in marked if ident in idents]
    alone = idents if len(idents) == 1 else ()
    return next(iter((*there, *alone, *marked, *idents)), None)


def is_theirs(mark: Mark, ident: str | None) -> bool:
    """Tell whether a mark is that person's own."""
    return ident is not None and any(name.who == ident for name in mark.persons)
