"""Dates in a text move together, and nothing else does."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.text.dates import move_dates


def test_every_date_moves_by_the_same_days() -> None:
    text = "stage_since: 2026-11-20\n### 2026-12-31 14:00 Interview\nby 2026-11-20 (Joe)\n"
    expected = "stage_since: 2026-11-23\n### 2027-01-03 14:00 Interview\nby 2026-11-23 (Joe)\n"
    assert move_dates(text, 3) == expected


def test_a_date_inside_the_key_of_a_step_moves_too() -> None:
    assert move_dates("thanks/2026-11-19T15:00/Greta Moss", -19) == "thanks/2026-10-31T15:00/Greta Moss"


def test_what_only_looks_like_a_date_stays() -> None:
    text = "2026-02-30, 12026-11-20, 2026-11-201, 2026-1-2, 26-11-20, +1 414 555 0142"
    assert move_dates(text, 1) == text


def test_a_date_that_would_leave_the_calendar_stays() -> None:
    assert move_dates("9999-12-31 and 0001-01-01", 1) == "9999-12-31 and 0001-01-02"


def test_line_ends_and_other_scripts_stay() -> None:
    assert move_dates("a\r\n2026-11-20\rLucía \u202ex\u2028y", 1) == "a\r\n2026-11-21\rLucía \u202ex\u2028y"


@given(
    st.lists(st.text() | st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.isoformat)).map(" ".join),
    st.integers(-3000, 3000),
)
def test_moving_back_gives_the_same_text(text: str, days: int) -> None:
    assert move_dates(move_dates(text, days), -days) == text


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-3000, 3000))
def test_a_moved_date_is_that_many_days_away(day: date, days: int) -> None:
    assert move_dates(day.isoformat(), days) == (day + timedelta(days=days)).isoformat()
