"""Public holidays of the country that the settings name, where the `holidays` library is installed."""

from collections.abc import Callable
from datetime import date
from functools import cache


@cache
def is_holiday_in(country: str, region: str) -> Callable[[date], bool]:
    """Return which days are public holidays; none are where no country is named or nothing is known of it."""
    if not country:
        return no_day
    try:
        import holidays
    except ImportError:  # an extra; the doctor says so
        return no_day
    for subdivision in (region or None, None):
        try:
            calendar = holidays.country_holidays(country, subdiv=subdivision)
        except NotImplementedError:  # how the library says that it does not know a place
            continue
        return lambda day: day in calendar
    return no_day


def no_day(_: date) -> bool:
    """Tell that a day is no holiday."""
    return False
