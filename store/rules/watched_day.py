"""A day that notices what is asked of it, and so knows for how many days more all of it would be answered alike.

What follows from one file hangs on the day: a step is late or not, an interview is planned or over. Most of it stays as
it is for days. Whoever works something out with a watched day learns for how long it holds, and need not work it out
again every morning.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple, Self

FOREVER = date.max.toordinal()
"""More days than there are."""
READING = (
    "__format__",
    "__hash__",
    "__reduce__",
    "__reduce_ex__",
    "__repr__",
    "__str__",
    "ctime",
    "isocalendar",
    "isoformat",
    "isoweekday",
    "replace",
    "strftime",
    "timetuple",
    "toordinal",
    "weekday",
)
"""Whatever else a day can be asked: the answer is another one tomorrow."""
COMPARING = ("__eq__", "__ge__", "__gt__", "__le__", "__lt__", "__ne__")


class Validity(NamedTuple):
    """The days on which something holds, as numbers."""

    first: int
    end: int
    """The first one after them."""

    def holds(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.first <= day.toordinal() < self.end


class Asked:
    """What was asked of a day so far."""

    __slots__ = ("days",)

    def __init__(self) -> None:
        self.days = FOREVER
        """So many days later something may be answered in another way, at the earliest."""

    def validity(self, day: date) -> "Validity":
        """Return the days on which what was asked on that day is answered alike."""
        number = day.toordinal()
        return Validity(number, number + self.days)


class WatchedDay(date):
    """A day that tells `asked` when each answer it gives will be another one.

    Days counted from it are watched as well. One thing escapes it: `datetime.combine` reads a day behind its back. What
    may end in a time is made plain first (`plain`).
    """

    _asked: Asked
    _number: int

    def __new__(cls, day: date, asked: Asked) -> Self:
        """Begin to watch a day."""
        self = super().__new__(cls, day.year, day.month, day.day)
        self._asked, self._number = asked, date.toordinal(self)
        return self

    def __add__(self, span: timedelta) -> "WatchedDay":
        """Return a day so much later, watched as well."""
        return WatchedDay(plain_later(self._number, span.days), self._asked)

    def __sub__(self, other: Any) -> Any:
        """Return a day so much earlier, watched as well, or the span between two days."""
        if isinstance(other, timedelta):
            return WatchedDay(plain_later(self._number, -other.days), self._asked)
        self._asked.days = 1
        return super().__sub__(other)

    def __rsub__(self, other: date) -> timedelta:
        """Return the span between two days."""
        self._asked.days = 1
        return other - plain_later(self._number, 0)


def plain_later(number: int, days: int) -> date:
    """Return the day so many days after the one with that number; OverflowError where there is none."""
    try:
        return date.fromordinal(number + days)
    except ValueError as error:
        raise OverflowError(str(error)) from error


def plain(day: date) -> date:
    """Return a day that nobody watches; whoever does is told that it was read."""
    return date.fromordinal(day.toordinal())


def _comparing(name: str) -> Callable[[WatchedDay, object], bool]:
    usual: Callable[[date, object], bool] = getattr(date, name)

    def compare(self: WatchedDay, other: object) -> bool:
        if isinstance(other, WatchedDay):
            return usual(self, other)  # both go on alike
        if isinstance(other, date):
            ahead = other.toordinal() - self._number
            if 0 <= ahead < self._asked.days:
                self._asked.days = ahead or 1
        return usual(self, other)

    return compare


def _reading(name: str) -> Callable[..., Any]:
    usual: Callable[..., Any] = getattr(date, name)

    def read(self: WatchedDay, *args: object, **named: object) -> Any:
        self._asked.days = 1
        return usual(date.fromordinal(self._number), *args, **named)

    return read


def _field(name: str) -> property:
    usual = getattr(date, name).__get__

    def read(self: WatchedDay) -> int:
        self._asked.days = 1
        return int(usual(self))

    return property(read)


for _name in COMPARING:
    setattr(WatchedDay, _name, _comparing(_name))
for _name in READING:
    setattr(WatchedDay, _name, _reading(_name))
for _name in ("day", "month", "year"):
    setattr(WatchedDay, _name, _field(_name))
