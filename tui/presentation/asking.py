"""What a form about one opportunity must know: the day, who can be named, and how typed words are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from store.model.entry import Entry
from store.model.opportunity import Opportunity
from store.model.person import Person
from tui.presentation.completing import Choice
from tui.presentation.days import short


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is known when a form is asked."""

    today: date
    """The user's own day."""
    read_day: Callable[[str], date]
    """Reads a day as typed, as every command does."""
    people: Sequence[Choice]
    """Who can be named."""
    read_people: Callable[[str], tuple[str, ...]]
    """Reads names as typed; what fits nobody or several is refused."""


def people_at(opportunity: Opportunity, beyond: Iterable[Person]) -> tuple[Choice, ...]:
    """Return who can be named in an opportunity: its contacts, then the people beyond it."""
    here = [Choice(c.ident, c.title or ", ".join(c.part)) for c in opportunity.contacts]
    known = {c.ident for c in opportunity.contacts}
    there = [Choice(p.ident, ", ".join(p.part) or p.company) for p in beyond if p.ident and p.ident not in known]
    return (*here, *there)


def talk_in_words(entry: Entry, today: date) -> str:
    """Return which conversation a note goes into: `the interview of Fri 20 Nov: first round`."""
    title = f": {entry.title}" if entry.title else ""
    return f"the {entry.kind.lower()} of {short(entry.day, today)}{title}"
