"""What nobody looks at: an open search in which nothing happened for a month, and where no day lies ahead.

Silence says nothing about the answer, so it is never taken for one: the user decides.
"""

from datetime import date

from store.model.entry import TASKS, Box, Kind
from store.model.opportunity import CLOSED, Opportunity
from store.rules.clock import days_later
from store.rules.logbook import snoozed_until

QUIET = 30
"""Days."""


def last_day(opportunity: Opportunity, today: date) -> date | None:
    """Return the last day up to today on which something happened, or the stage was set."""
    since = opportunity.stage_since
    days = [e.day for e in opportunity.entries if e.day <= today] + ([since] if since and since <= today else [])
    return max(days, default=None)


def has_day_ahead(opportunity: Opportunity, today: date) -> bool:
    """Tell whether anything will come up by itself; an open promise is on the agenda until it is kept."""
    named = (opportunity.next_touch, opportunity.deadline)
    entries = opportunity.entries
    planned = (e.day for e in entries if e.day > today)
    snoozed = (snoozed_until(e.title) for e in entries if e.kind is Kind.SNOOZED)
    tasks = [m for e in entries for m in e.marks if m.word in TASKS and m.box is Box.OPEN]
    days = (*named, *planned, *snoozed, *(m.by for m in tasks))
    return any(m.mine for m in tasks) or any(day is not None and day >= today for day in days)


def neglected_since(opportunity: Opportunity, today: date) -> date | None:
    """Return since when nobody has looked at an open search, where that is a month ago or more."""
    if opportunity.stage in CLOSED:
        return None
    last = last_day(opportunity, today)
    if last is None or today < days_later(last, QUIET) or has_day_ahead(opportunity, today):
        return None
    return last
