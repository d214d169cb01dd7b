"""Days as people type them."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadRequest
from store.text.when import parse_when

SUNDAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("yesterday", "2026-11-21"),
        ("next tue", "2026-11-24"),
        ("this friday", "2026-11-27"),
        ("fri", "2026-11-27"),
        ("on thurs", "2026-11-26"),
        ("sun", "2026-11-29"),
        ("monday week", "2026-11-30"),
        ("+3d", "2026-11-25"),
        ("0d", "2026-11-22"),
        ("2w", "2026-12-06"),
        ("in 2 weeks", "2026-12-06"),
        ("1m", "2026-12-22"),
        ("+1 month", "2026-12-22"),
        ("1y", "2027-11-22"),
        ("3bd", "2026-11-25"),
        ("5bd", "2026-11-27"),
        ("in 3 business days", "2026-11-25"),
        ("in 1 working day", "2026-11-23"),
        ("eow", "2026-11-22"),
        ("eom", "2026-11-30"),
        ("end of month", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("next week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("2026-11-24", "2026-11-24"),
        ("1999-01-01", "1999-01-01"),
        ("24 Nov", "2026-11-24"),
        ("  24.  november  2027 ", "2027-11-24"),
        ("1 jan", "2027-01-01"),
        ("29 feb", "2028-02-29"),
    ],
)
def test_a_phrase_is_one_day(phrase: str, day: str) -> None:
    assert parse_when(phrase, SUNDAY).isoformat() == day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("tue", "2026-12-01"),
        ("next tue", "2026-12-01"),
        ("wed", "2026-11-25"),
        ("next wed", "2026-12-02"),
        ("9bd", "2026-12-07"),
    ],
)
def test_next_is_the_week_after_this_one(phrase: str, day: str) -> None:
    assert parse_when(phrase, TUESDAY).isoformat() == day


@pytest.mark.parametrize(
    "phrase",
    [
        "", " ", "t", "tu", "ma", "soon", "01/12/2026", "1/12", "12.1.2026", "2026-02-30", "2026-13-01", "20261124",
        "31 feb", "30 feb 2027", "0 jan", "3", "d", "-3d", "99999d", "9999y", "1.5d", "1h", "mardi prochain",
        "next tue week", "٣d", "２w", "24 Nov 26", "x" * 10_000,
    ],
)  # fmt: skip
def test_what_could_mean_two_days_or_none_is_refused_with_examples(phrase: str) -> None:
    with pytest.raises(BadRequest, match=r"Write for example fri, next tue"):
        parse_when(phrase, SUNDAY)


def test_the_end_of_a_shorter_month_is_its_last_day() -> None:
    assert parse_when("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_when("1y", date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(0, 60))
def test_working_days_are_counted_one_by_one(today: date, count: int) -> None:
    day = today
    for _ in range(count):
        day += timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
    assert parse_when(f"{count}bd", today) == day


@given(st.text(), st.dates())
def test_any_text_is_a_day_or_refused(text: str, today: date) -> None:
    with contextlib.suppress(BadRequest):
        assert isinstance(parse_when(text, today), date)
