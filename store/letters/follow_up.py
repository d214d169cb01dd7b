"""When I follow up (R12): one announced day, from the agreed next step, for the person whom it concerns.

Their day and two working days for the one who owes the next step; a week after that for the lead, where somebody else
owes it; a week after the letter where nothing is agreed; no day for the others of a panel, only who hears next.
"""

from dataclasses import dataclass
from datetime import date

from store.letters.phrases import listed
from store.model.entry import Box, Entry, Mark, Word
from store.model.opportunity import Contact, Opportunity
from store.rules.clock import WEEK, days_later
from store.rules.meeting import is_theirs, lead_of
from store.rules.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """The next step as a letter tells it to one person."""

    mark: Mark | None = None
    """The agreed next step that it comes from."""
    owner: str = ""
    """`you`, `me` or `other`; empty where nothing is agreed."""
    who: str = ""
    """The name of another one who takes the step."""
    day: date | None = None
    """The day on which I follow up with this person; None = no day is announced."""


def announced(
    opportunity: Opportunity, contact: Contact | None, meeting: Entry | None, today: date, calendar: Calendar
) -> Announced:
    """Return what to announce to a person about the next step after a conversation (R6, R12)."""
    if meeting is None or contact is None:
        return Announced()
    leads = lead_of(opportunity, meeting, today) == contact.ident
    mark = _agreed(meeting, contact)
    if mark is None:
        posted = calendar.workdays_from(meeting.day, 1)
        return Announced(day=_coming(days_later(posted, WEEK.count), today, calendar) if leads else None)
    if is_theirs(mark, contact.ident):
        day = calendar.workdays_from(mark.by, 2) if mark.by else days_later(meeting.day, WEEK.count)
        return Announced(mark=mark, owner="you", day=_coming(day, today, calendar))
    if mark.mine or not mark.persons:
        return Announced(mark=mark, owner="me", day=mark.by if mark.by and mark.by > today else None)
    day = days_later(calendar.workdays_from(mark.by, 2) if mark.by else days_later(meeting.day, WEEK.count), WEEK.count)
    who = listed(name.text for name in mark.persons)
    return Announced(mark=mark, owner="other", who=who, day=_coming(day, today, calendar) if leads else None)


def _agreed(meeting: Entry, contact: Contact) -> Mark | None:
    """Return the open next step that concerns this person most: their own, another's, mine."""
    marks = [m for m in meeting.marks if m.word is Word.NEXT and m.box is Box.OPEN]
    return min(
        marks,
        key=lambda m: (not is_theirs(m, contact.ident), m.mine or not m.persons, m.line),
        default=None,
    )


def _coming(day: date, today: date, calendar: Calendar) -> date:
    """Move a day to the next working day; where it has passed, a week from today takes its place (R22)."""
    return calendar.workday_at_or_after(day if day > today else days_later(today, WEEK.count))
