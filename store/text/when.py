"""Days as people type them, read in one way only; what could mean two days is refused with examples."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from store.errors import BadRequest

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
UNITS = {"day": "d", "week": "w", "month": "m", "year": "y", "bd": "bd", "working day": "bd", "business day": "bd"}
SHORTEST = 3
"""Letters that name a weekday or a month."""

ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
SPAN = re.compile(r"(?:in |\+ ?)?(\d{1,4}) ?(bd|[dwmy]|(?:working |business )?days?|weeks?|months?|years?)", re.ASCII)
DAY_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
NAMED = re.compile(r"(this |on |next )?([a-z]{3,9})( week)?", re.ASCII)
EXAMPLES = "fri, next tue, tomorrow, +3d, 2w, 1m, 3bd, eom, 24 Nov or 2026-11-24"


def parse_when(text: str, today: date, workdays_on: Callable[[date, int], date] | None = None) -> date:
    """Read a day such as `fri`, `next tue`, `+3d`, `2w`, `1m`, `3bd`, `eom`, `24 Nov` or `2026-11-24`.

    A weekday is the next such day after today; `next tue` is the one in next week, Monday to Sunday;
    `m` is months; `bd` counts working days by `workdays_on`, or Monday to Friday where that is not given.
    A day and month without a year is the next such day.

    Raises:
        BadRequest: it is no such phrase, or the calendar has no such day.
    """
    phrase = " ".join(text.casefold().split())
    spans = partial(span, workdays_on=workdays_on or working_days_on)
    readers: tuple[Callable[[str, date], date | None], ...] = (fixed, iso, spans, named, day_month)
    try:
        found = next((day for reader in readers if (day := reader(phrase, today)) is not None), None)
    except (ValueError, OverflowError):
        raise BadRequest(f"The calendar has no day “{shown(text)}”. Write for example {EXAMPLES}.") from None
    if found is None:
        raise BadRequest(f"“{shown(text)}” is not a day that can be read in one way. Write for example {EXAMPLES}.")
    return found


def shown(text: str) -> str:
    """Return a text short enough for a sentence."""
    limit = 40
    return text if len(text) <= limit else text[:limit] + "…"


def fixed(phrase: str, today: date) -> date | None:
    """Read `today`, `tomorrow`, `yesterday` and the ends of week, month, quarter and year."""
    match phrase:
        case "today" | "now":
            return today
        case "tomorrow":
            return today + timedelta(days=1)
        case "yesterday":
            return today - timedelta(days=1)
        case "eow" | "end of week":
            return today + timedelta(days=6 - today.weekday())
        case "eom" | "end of month":
            return month_end(today.year, today.month)
        case "eoq" | "end of quarter":
            return month_end(today.year, (today.month + 2) // 3 * 3)
        case "eoy" | "end of year":
            return date(today.year, 12, 31)
        case _:
            return None


def iso(phrase: str, _: date) -> date | None:
    """Read `2026-11-24`."""
    return date.fromisoformat(phrase) if ISO.fullmatch(phrase) else None


def span(phrase: str, today: date, workdays_on: Callable[[date, int], date]) -> date | None:
    """Read `3d`, `+3d`, `in 2 weeks`, `1 month`, `3bd`, `in 3 working days`."""
    match = SPAN.fullmatch(phrase)
    if match is None:
        return None
    count, word = int(match[1]), match[2]
    unit = word if word in UNITS.values() else UNITS[word.removesuffix("s")]
    if unit == "bd":
        return workdays_on(today, count)
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    return months_on(today, count * (12 if unit == "y" else 1))


def named(phrase: str, today: date) -> date | None:
    """Read `fri`, `this friday`, `next tue`, `monday week`, `next week`, `next month`."""
    if phrase == "next week":
        return today + timedelta(days=7 - today.weekday())
    if phrase == "next month":
        return months_on(today.replace(day=1), 1)
    match = NAMED.fullmatch(phrase)
    weekday = index_of(match[2], DAYS) if match else None
    if match is None or weekday is None or (match[3] and match[1]):
        return None
    if match[1] == "next ":
        return today + timedelta(days=7 - today.weekday() + weekday)
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + (7 if match[3] else 0))


def day_month(phrase: str, today: date) -> date | None:
    """Read `24 Nov`, `24 November 2027`."""
    match = DAY_MONTH.fullmatch(phrase)
    month = index_of(match[2], MONTHS) if match else None
    if match is None or month is None:
        return None
    day = int(match[1])
    if match[3]:
        return date(int(match[3]), month + 1, day)
    # 29 February may be up to eight years away.
    years = (y for y in range(today.year, today.year + 9) if day <= calendar.monthrange(y, month + 1)[1])
    days = (date(y, month + 1, day) for y in years)
    found = next((d for d in days if d >= today), None)
    if found is None:
        raise ValueError(phrase)
    return found


def index_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return which name a word is the beginning of, three letters at least."""
    fitting = [i for i, name in enumerate(names) if name.startswith(word)]
    return fitting[0] if len(word) >= SHORTEST and len(fitting) == 1 else None


def month_end(year: int, month: int) -> date:
    """Return a month's last day."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_on(day: date, count: int) -> date:
    """Return the same day some months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_on(day: date, count: int) -> date:
    """Return the day some working days later, Monday to Friday."""
    whole, rest = divmod(count, 5)
    if count:
        day -= timedelta(days=max(0, day.weekday() - DAYS.index("friday")))
    day += timedelta(weeks=whole)
    while rest > 0:
        day += timedelta(days=1)
        rest -= day.weekday() < DAYS.index("saturday")
    return day
