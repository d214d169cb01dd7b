"""Working days, days without post, and the days in between: what a due day may fall on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from store.model.settings import Settings

DAY = timedelta(days=1)
SUNDAY = 6
FURTHEST = 400
"""Days looked through for a working day; a calendar without one leaves a day where it is."""

IsHoliday = Callable[[date], bool]


def no_holiday(_: date) -> bool:
    """Tell that a day is no public holiday: where no country is set."""
    return False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The user's working week, days off and public holidays."""

    settings: Settings
    is_holiday: IsHoliday = no_holiday

    def is_workday(self, day: date) -> bool:
        """Tell whether the user works on that day."""
        return day.weekday() in self.settings.workdays and not self.is_day_off(day) and not self.is_holiday(day)

    def is_day_off(self, day: date) -> bool:
        """Tell whether the user named it a day off."""
        return any(first <= day <= last for first, last in self.settings.days_off)

    def has_post(self, day: date) -> bool:
        """Tell whether a letter posted on that day is collected."""
        return day.weekday() != SUNDAY and not self.is_holiday(day) and not self.is_day_off(day)

    def workdays_from(self, day: date, count: int) -> date:
        """Return the day so many working days after another; before it, when negative."""
        step = DAY if count > 0 else -DAY
        for _ in range(abs(count)):
            day = self._next(day, step, self.is_workday)
        return day

    def workday_at_or_after(self, day: date) -> date:
        """Return that day, or the first working day after it."""
        return day if self.is_workday(day) else self._next(day, DAY, self.is_workday)

    def post_at_or_after(self, day: date) -> date:
        """Return that day, or the first day after it on which post is collected."""
        return day if self.has_post(day) else self._next(day, DAY, self.has_post)

    def workday_before(self, day: date) -> date:
        """Return the last working day before that day."""
        return self._next(day, -DAY, self.is_workday)

    @staticmethod
    def _next(day: date, step: timedelta, fits: Callable[[date], bool]) -> date:
        found = day
        for _ in range(FURTHEST):
            try:
                found += step
            except OverflowError:
                return day
            if fits(found):
                return found
        return day
