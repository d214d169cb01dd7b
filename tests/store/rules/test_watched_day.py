"""A watched day tells for how long its answers hold: on each day of that stretch everything is answered alike."""

from collections.abc import Callable
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, methodcaller, ne

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model.settings import Settings
from store.rules.clock import days_later
from store.rules.watched_day import Asked, WatchedDay, plain
from store.rules.workdays import Calendar

DAY = date(2026, 6, 15)
NEAR = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))
Question = Callable[[date], object]


def compared(how: Callable[[date, date], bool], other: date, shift: int, *, turned: bool) -> Question:
    def ask(today: date) -> object:
        day = days_later(today, shift)
        return how(other, day) if turned else how(day, other)

    return ask


COMPARISONS = st.builds(
    compared, st.sampled_from([eq, ge, gt, le, lt, ne]), NEAR, st.integers(-9, 9), turned=st.booleans()
)
READINGS: tuple[Question, ...] = (
    str,
    repr,
    hash,
    methodcaller("weekday"),
    methodcaller("isoweekday"),
    methodcaller("isocalendar"),
    methodcaller("isoformat"),
    methodcaller("toordinal"),
    methodcaller("timetuple"),
    methodcaller("ctime"),
    plain,
    "{:%d}".format,
    lambda today: today.day,
    lambda today: today.month if today.day else 0,
    lambda today: today.year + today.day,
    lambda today: today.strftime("%d"),
    lambda today: today.replace(year=2000),
    lambda today: today - DAY,
    lambda today: DAY - today,
    lambda today: {today: 1}.get(DAY),
    lambda today: Calendar(Settings()).workdays_from(today, 2).toordinal(),
    lambda today: max(today, DAY).isoformat(),
)


@given(st.lists(COMPARISONS, min_size=1, max_size=6))
def test_while_it_holds_every_comparison_is_answered_alike(questions: list[Question]) -> None:
    asked = Asked()
    answers = [ask(WatchedDay(DAY, asked)) for ask in questions]

    assert answers == [ask(DAY) for ask in questions]
    for number in range(min(asked.days, 90)):
        assert [ask(DAY + timedelta(days=number)) for ask in questions] == answers


@given(COMPARISONS)
def test_what_was_asked_of_it_holds_until_the_other_day_is_reached(ask: Question) -> None:
    asked = Asked()
    answer = ask(WatchedDay(DAY, asked))
    later = [number for number in range(90) if ask(DAY + timedelta(days=number)) != answer]

    assert asked.days <= min(later, default=asked.days)
    assert asked.days >= min(later, default=asked.days) - 1, "a day early at the most: the other day itself"


@pytest.mark.parametrize("ask", READINGS)
def test_whoever_reads_it_gets_an_answer_for_one_day(ask: Question) -> None:
    asked = Asked()

    assert ask(WatchedDay(DAY, asked)) == ask(DAY)
    assert asked.days == 1


def test_days_that_are_over_hold_for_ever_and_two_watched_days_go_on_alike() -> None:
    asked = Asked()
    today = WatchedDay(DAY, asked)

    assert today > date(2026, 6, 1)
    assert days_later(today, -30) < today
    assert asked.validity(DAY).holds(date(2200, 1, 1))
    assert not asked.validity(DAY).holds(date(2026, 6, 14)), "what was so before nobody knows"


def test_at_the_ends_of_the_calendar_it_counts_as_any_day_does() -> None:
    first, last = WatchedDay(date.min, Asked()), WatchedDay(date.max, Asked())

    assert days_later(first, -1) == days_later(date.min, -1)
    assert days_later(last, 1) == days_later(date.max, 1)
