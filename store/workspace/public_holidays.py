"""Public holidays of the country in the settings, where the `holidays` package is installed; loaded when asked."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any


def public_holidays(country: str, region: str) -> Callable[[date], bool]:
    """Return a function that tells public holidays; with no country, or without the package, no day is one."""
    if not country.strip():
        return _never

    def is_holiday(day: date) -> bool:
        days = _calendar(country.strip().upper(), region.strip().upper())
        return days is not None and day in days  # it fills itself when asked, so an empty one says nothing

    return is_holiday


def _never(_: date) -> bool:
    return False


@cache
def _calendar(country: str, region: str) -> Any:
    """Return the country's days; without its region where that is unknown, None where the country is."""
    try:
        import holidays
    except ImportError:
        return None
    for division in (region or None, None):
        try:
            return holidays.country_holidays(country, subdiv=division)
        except NotImplementedError:
            continue
    return None
