"""What a letter, a call or a log entry with somebody who helps can be about: steps, searches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from store.model.agenda import Bucket, Item
from store.model.opportunity import CLOSED, Opportunity
from store.rules.standing import Standing
from tui.presentation import agenda
from tui.presentation.spans import Line, Span

THANKS = "network-thanks"
PLAIN = "plain-message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that it can be about."""

    line: Line
    opportunity: str
    item: Item | None = None


def choices(one: Standing, everything: Iterable[Opportunity], today: date, *, steps: bool) -> tuple[Choice, ...]:
    """Return what it can be about: with `steps` each letter that is due, then each search; open ones first.

    Somebody who stands for none yet may be written to about any open search.
    """
    unbriefed = {search.opportunity.id for search in one.unbriefed}
    theirs = sorted((search.opportunity for search in one.searches), key=lambda o: o.id not in unbriefed)
    found = theirs or [o for o in everything if o.stage not in CLOSED]
    due = {item.opportunity: item for item in reversed(one.items) if item.bucket is not Bucket.WAITING}
    if not steps:
        return tuple(
            Choice(
                line=(*_search(o), Span("  not briefed", "accent")) if o.id in unbriefed else _search(o),
                opportunity=o.id,
                item=due.get(o.id),
            )
            for o in found
        )
    letters = [item for item in one.items if item.template and item.bucket is not Bucket.WAITING]
    free = "thank them" if letter_to(one) == THANKS else "a message of your own"
    return (
        *(Choice(line=_step(item, today), opportunity=item.opportunity, item=item) for item in letters),
        *(Choice(line=(*_search(o), Span(f"  {free}", "muted")), opportunity=o.id) for o in found),
    )


def open_ones(everything: Iterable[Opportunity]) -> tuple[tuple[Line, str], ...]:
    """Return the searches that still run, each with its id."""
    return tuple((_search(o), o.id) for o in everything if o.stage not in CLOSED and o.readable)


def letter_to(one: Standing) -> str:
    """Return the letter that suits somebody for whom nothing is due: thanks where they are owed (G6)."""
    return THANKS if one.is_owed_thanks else PLAIN


def _step(item: Item, today: date) -> Line:
    return (Span(item.title or item.step, "strong"), Span(f"  {item.company}, {agenda.day(item, today)}", "muted"))


def _search(opportunity: Opportunity) -> Line:
    closed = opportunity.stage in CLOSED
    name = ", ".join(part for part in (opportunity.label, opportunity.position) if part)
    return (Span(name, "muted" if closed else ""), *((Span(f"  {opportunity.stage}", "muted"),) if closed else ()))
