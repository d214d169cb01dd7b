"""Searches that ended so long ago that nothing in them can be outstanding: most of an old vault.

They are not worked out for the agenda. The test is a short look at a file's values; it errs towards looking closer.
"""

from datetime import date

from store.model.entry import Box, Direction, Entry, Word
from store.model.opportunity import Opportunity, Stage
from store.model.playbook import Span, Unit
from store.rules.clock import days_later
from store.rules.outcomes import CLOSING, STAGED
from store.rules.sorted_book import SortedBook

SLACK = 14
"""Days by which days off and time zones may move a step."""
DAYS = {Unit.HOURS: 1, Unit.DAYS: 1, Unit.WORKING_DAYS: 3, Unit.WEEKS: 7, Unit.MONTHS: 31, Unit.YEARS: 366}
"""The most days that one of each unit takes."""
NEVER = 10**6


def is_long_over(opportunity: Opportunity, books: tuple[SortedBook, ...], oldest: date) -> bool:
    """Tell whether a search ended so long ago that it leaves nothing to do and uses up no limit.

    Args:
        opportunity: its file as it was read.
        books: the playbooks that apply, the frame among them.
        oldest: the day that the limits look back to.
    """
    ended = STAGED.get(opportunity.stage) if opportunity.stage is not Stage.OFFER else None
    closed = [e.day for e in opportunity.entries if CLOSING.get(e.kind) == ended]
    since = max(closed, default=opportunity.stage_since)
    if ended is None or since is None or opportunity.next_touch is not None:
        return False
    if any(_goes_on(entry, since, books) for entry in opportunity.entries) or _has_open_promise(opportunity):
        return False
    return days_later(since, max(lasting(book, ended) for book in books) + SLACK) < oldest


def _goes_on(entry: Entry, since: date, books: tuple[SortedBook, ...]) -> bool:
    """Tell whether an entry is more than the user's own last word after the end."""
    if entry.day <= since:
        return False
    is_last_word = entry.direction is Direction.TO and entry.day <= days_later(since, SLACK)
    return not is_last_word or any(entry.title in book.by_step for book in books)


def _has_open_promise(opportunity: Opportunity) -> bool:
    return any(m.word is Word.PROMISE and m.box is Box.OPEN for e in opportunity.entries for m in e.marks)


def lasting(book: SortedBook, event: str) -> int:
    """Return for how many days at the most a playbook's steps after an event may stand."""
    steps = book.after(event)
    if event in book.again or any(s.id in book.by_step and _most(s.within) < 2 * SLACK for s in steps):
        return NEVER
    return max((_most(s.within) + _most(s.until) if s.until else NEVER for s in steps), default=0)


def _most(span: Span | None) -> int:
    return span.count * DAYS[span.unit] if span else 0
