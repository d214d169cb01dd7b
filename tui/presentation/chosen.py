"""What a question about one opportunity, or about several, says of them; and what goes with those that are deleted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from store.model.draft import Draft
from store.model.entry import Entry
from store.model.opportunity import Opportunity
from tui.presentation import days
from tui.presentation.reasons import fact
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.timeline import entry_name
from tui.presentation.words import STAGES, channel_name, company, counted

SHOWN = 8
"""Opportunities, or drafts, that a question lists; the rest are counted."""
LONGEST = 26
"""Cells that companies take at most in a list of opportunities."""
KEEPS = "The next touch says when keeping in touch is due. Thank-yous, promises and deadlines keep their own days."


def named(opportunities: Sequence[Opportunity]) -> str:
    """Return what a question calls opportunities: one by its company, several as a number."""
    if len(opportunities) == 1:
        return company(opportunities[0])
    return counted(len(opportunities), "opportunity", "opportunities")


def listed(opportunities: Sequence[Opportunity], asides: Mapping[str, str]) -> tuple[Line, ...]:
    """Return opportunities in a line each, the first few of many; `asides` are added, by their ids."""
    shown = opportunities[:SHOWN]
    width = min(LONGEST, max((len(company(o)) for o in shown), default=0)) + 3
    lines = tuple(
        (
            Span(f"{STAGES[o.stage][0]} ", STAGES[o.stage][1]),
            Span(f"{company(o)[:LONGEST]:<{width - 1}} ", "strong"),
            Span(asides.get(o.id, ""), "muted"),
        )
        for o in shown
    )
    more = len(opportunities) - len(shown)
    return (*lines, line(f"  and {more} more", "muted")) if more else lines


def put_off(opportunities: Sequence[Opportunity], today: date) -> tuple[Line, ...]:
    """Return what is said of opportunities before their next touch is put off."""
    asides = {
        o.id: f"next touch {days.short(o.next_touch, today)}" if o.next_touch else o.position for o in opportunities
    }
    return (*listed(opportunities, asides), BLANK, line(KEEPS, "muted"))


def deleted(
    opportunities: Sequence[Opportunity], drafts: Sequence[Draft], today: date, undo_key: str
) -> tuple[Line, ...]:
    """Return what goes when opportunities are deleted, and how it comes back."""
    back = f"Git keeps what goes; {undo_key} brings it back as it was."
    if len(opportunities) == 1:
        return (*_one(opportunities[0], drafts, today), BLANK, line(back, "muted"))
    asides = {o.id: _last(o.entries, today) for o in opportunities}
    also = (BLANK, line(f"{counted(len(drafts), 'draft')} of theirs too", "warn")) if drafts else ()
    return (*listed(opportunities, asides), *also, BLANK, line(back, "muted"))


def _one(opportunity: Opportunity, drafts: Sequence[Draft], today: date) -> Iterable[Line]:
    yield fact("position", Span(opportunity.position or "not known"))
    yield fact("file", Span(opportunity.path))
    yield fact("log", Span(counted(len(opportunity.entries), "entry", "entries")))
    if opportunity.entries:
        yield fact("", Span(f"the last: {_last(opportunity.entries, today)}", "muted"))
    for place, draft in enumerate(drafts[:SHOWN]):
        what = f"{channel_name(draft.channel) or 'letter'} to {draft.to or 'nobody yet'}"
        yield fact("" if place else "drafts", Span(what, "warn"), Span(f"  {draft.subject}", "muted"))
    if len(drafts) > SHOWN:
        yield fact("", Span(f"and {len(drafts) - SHOWN} more", "warn"))


def _last(entries: Sequence[Entry], today: date) -> str:
    past = [entry for entry in entries if entry.day <= today] or list(entries)
    if not past:
        return "nothing logged"
    entry = max(past, key=lambda e: e.day)
    return f"{days.short(entry.day, today)}, {entry_name(entry)}"
