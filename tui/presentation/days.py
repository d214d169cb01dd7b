"""Days as people say them."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from store.errors import StoreError
from tui.presentation.spans import Span

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WRITTEN = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
"""A day as files have it."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EXAMPLES = "fri or 1 Dec"
"""Ways to type a day, as far as a field has room to name them."""
NEAR = 90
"""Days around today in which a month says which year is meant."""


SOON = 7
"""Days before a deadline in which it is shown as near."""


def short(day: date, today: date) -> str:
    """Return `Fri 20 Nov`, with the year where it is another one and not near."""
    is_near = abs((day - today).days) <= NEAR
    year = "" if day.year == today.year or is_near else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def full(day: date) -> str:
    """Return `Fri 20 Nov 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def near(day: date, today: date) -> str:
    """Return `today`, `tomorrow`, `yesterday`, else `in 3 days`, `5 days ago`."""
    distance = (day - today) / timedelta(days=1)
    names = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if distance in names:
        return names[int(distance)]
    return f"in {distance:.0f} days" if distance > 0 else f"{-distance:.0f} days ago"


def due(day: date, today: date, time: str | None = None) -> str:
    """Return the day column of an agenda: `3 days late`, `today`, `14:00`, `Mon 23 Nov`."""
    late = (today - day).days
    if late > 0:
        return "1 day late" if late == 1 else f"{late} days late"
    if late == 0:
        return f"today {time}" if time else "today"
    return "tomorrow" if late == -1 else short(day, today)


def echo(
    typed: str,
    today: date,
    read_day: Callable[[str], date],
    *,
    first: date | None = None,
    last: date | None = None,
) -> Span:
    """Return which day the words in a field mean: `→ Fri 27 Nov, in 7 days`; else what can be typed there.

    Args:
        typed: the words so far.
        today: the user's own day.
        read_day: reads them, as every command does.
        first: the earliest day that will be taken.
        last: the latest one.
    """
    if not typed.strip():
        return Span(f"such as {EXAMPLES}", "muted")
    try:
        day = read_day(typed)
    except StoreError:
        return Span("no day yet", "muted")
    said = f"→ {short(day, today)}, "
    if first and day < first:
        return Span(f"{said}{'that is over' if day < today else 'too early'}", "warn")
    if last and day > last:
        return Span(f"{said}to come", "warn")
    return Span(f"{said}{near(day, today)}", "accent")


def spoken(text: str, today: date) -> str:
    """Return a sentence with the days in it as people say them: `arrives about Tue 1 Dec`."""

    def said(found: re.Match[str]) -> str:
        with suppress(ValueError):  # no day of any calendar stays as it is
            return short(date.fromisoformat(found[0]), today)
        return found[0]

    return WRITTEN.sub(said, text)
