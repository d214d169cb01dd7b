"""ISO dates inside a text: moving them all by the same number of days, as the demo does with the sample vault."""

import re
from datetime import date, timedelta

ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def move_dates(text: str, days: int) -> str:
    """Move every ISO date in a text by a number of days and leave all else as it is.

    What looks like a date and is none, such as `2026-02-30`, stays, and so does one that would leave the
    calendar (years 1 to 9999).
    """

    def moved(match: re.Match[str]) -> str:
        try:
            day = date.fromisoformat(match.group()) + timedelta(days=days)
        except (ValueError, OverflowError):
            return match.group()
        return day.isoformat()

    return ISO_DATE.sub(moved, text)
