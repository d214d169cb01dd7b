"""Working days, days without post, and the days in between: what a due day may fall on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from store.model.settings import Settings

DAY = timedelta(days=1)
FORTNIGHT = timedelta(days=14)
SUNDAY = 6
FURTHEST = 400
"""Days looked through for one that fits; where there is none, a day stays where it is."""

MANY = 100
"""Working days that are counted; more are all alike."""

IsHoliday = Callable[[date], bool]


def no_holiday(_: date) -> bool:
    """Tell that a day is no public holiday: where no country is set."""
    return False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The user's working week, days off and public holidays."""

    settings: Settings
    is_holiday: IsHoliday = no_holiday
    _known: dict[date, tuple[bool, bool]] = field(default_factory=dict, compare=False, repr=False)
    """Working day, day with post: asked once for each day, since a country's holidays take long to look up."""

    def _look(self, day: date) -> tuple[bool, bool]:
        found = self._known.get(day)
        if found is None:
            free = self.is_day_off(day) or self.is_holiday(day)
            found = (day.weekday() in self.settings.workdays and not free, day.weekday() != SUNDAY and not free)
            self._known[day] = found
        return found

    def is_workday(self, day: date) -> bool:
        """Tell whether the user works on that day."""
        return self._look(day)[0]

    def is_day_off(self, day: date) -> bool:
        """Tell whether the user named it a day off."""
        return any(first <= day <= last for first, last in self.settings.days_off)

    def has_post(self, day: date) -> bool:
        """Tell whether a letter posted on that day is collected."""
        return self._look(day)[1]

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

    def workdays_between(self, first: date, last: date) -> int:
        """Return how many working days lie after one day, up to another one; many are all alike."""
        count, day = 0, first
        while day < last and count < MANY:
            day += DAY
            count += self.is_workday(day)
        return count

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
