"""Days and clock times in the user's own zone: what an entry's heading means there, and what a span adds to it.

All arithmetic is on local days and the wall clock, so that nothing drifts when the clocks change.
"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from store.model.entry import Entry
from store.model.playbook import Span, Unit
from store.rules.workdays import Calendar
from store.rules.zones import named_zone

END_OF_DAY = time(23, 59)
WEEK = Span(7, Unit.DAYS)


class Moment(NamedTuple):
    """A local day, with the time where one is known."""

    day: date
    at: time | None = None

    @property
    def clock(self) -> datetime:
        """The wall-clock time; without one, the end of the day."""
        return datetime.combine(self.day, self.at or END_OF_DAY)


def moment_of(entry: Entry, tz: tzinfo) -> Moment:
    """Return when an entry is, in the user's own zone."""
    zone = named_zone(entry.zone) if entry.zone and entry.at else None
    if zone is None or entry.at is None:
        return Moment(entry.day, entry.at)
    try:
        local = datetime.combine(entry.day, entry.at, zone).astimezone(tz)
    except (OverflowError, ValueError):
        return Moment(entry.day, entry.at)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


def later(start: Moment, span: Span, calendar: Calendar) -> Moment:
    """Return the moment a span after another; months end on the last day where they have no such day."""
    match span.unit:
        case Unit.HOURS:
            end = _moved(start.clock, timedelta(hours=span.count))
            return Moment(end.date(), end.time() if start.at else None)
        case Unit.WORKING_DAYS:
            return Moment(calendar.workdays_from(start.day, span.count))
        case Unit.MONTHS:
            return Moment(months_later(start.day, span.count))
        case Unit.YEARS:
            return Moment(months_later(start.day, 12 * span.count))
        case Unit.WEEKS:
            return Moment(days_later(start.day, 7 * span.count))
        case Unit.DAYS:
            return Moment(days_later(start.day, span.count))


def _moved(start: datetime, by: timedelta) -> datetime:
    try:
        return start + by
    except OverflowError:
        return start


def days_later(day: date, count: int) -> date:
    """Return the day so many days later; one outside the calendar stays."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return day


def months_later(day: date, count: int) -> date:
    """Return the same day so many months later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= date.max.year:
        return day
    return date(year, month, min(day.day, monthrange(year, month)[1]))
