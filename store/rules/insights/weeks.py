"""What went out and came in, week by week, and the interviews that were held."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from store.model.entry import Direction, Kind
from store.rules.clock import days_later
from store.rules.insights.amounts import Case, Cases
from store.rules.insights.reading import Reading

WEEKS = 12
"""Weeks that are looked back, the present one among them."""
DAYS = 7
OUT, IN, HELD = "out", "in", "interview"


class Week(Struct, frozen=True, kw_only=True):
    """The seven days from a Monday on."""

    monday: date
    out: Cases
    """Touches of the user's that somebody could notice; what one does with somebody counts on both sides."""
    into: Cases
    interviews: Cases
    """Those that were held."""


def weeks(readings: Iterable[Reading], today: date) -> tuple[Week, ...]:
    """Return the last weeks, the present one last."""
    this = days_later(today, -today.weekday())
    mondays = tuple(days_later(this, -DAYS * back) for back in reversed(range(WEEKS)))
    found: dict[tuple[date, str], list[Case]] = {}
    for reading in readings:
        for what, case in _counted(reading):
            if case.day is not None and mondays[0] <= case.day <= today:
                found.setdefault((days_later(case.day, -case.day.weekday()), what), []).append(case)
    return tuple(
        Week(
            monday=monday,
            out=tuple(found.get((monday, OUT), ())),
            into=tuple(found.get((monday, IN), ())),
            interviews=tuple(found.get((monday, HELD), ())),
        )
        for monday in mondays
    )


def _counted(reading: Reading) -> Iterator[tuple[str, Case]]:
    for logged in reading.interviews:
        yield HELD, reading.of_entry(logged)
    for logged in reading.past:
        direction = logged.entry.direction
        if logged.entry.kind is Kind.INTERVIEW:
            continue
        if logged.goes_out and direction is not None:
            yield OUT, reading.of_entry(logged)
        if logged.comes_in and direction is not Direction.TO and not logged.rings:
            yield IN, reading.of_entry(logged)
