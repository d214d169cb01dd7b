"""Public holidays: those of the settings' country, and none where it is not set or not known."""

from datetime import date

import pytest

from store.workspace.public_holidays import public_holidays

INDEPENDENCE_DAY_OBSERVED = date(2026, 7, 3)


def test_the_holidays_of_the_country_are_told() -> None:
    pytest.importorskip("holidays")
    is_holiday = public_holidays("us", "WI")
    assert is_holiday(INDEPENDENCE_DAY_OBSERVED)
    assert not is_holiday(date(2026, 7, 6))


def test_an_unknown_region_leaves_the_own_days_of_the_country() -> None:
    pytest.importorskip("holidays")
    assert public_holidays("US", "nowhere")(INDEPENDENCE_DAY_OBSERVED)


@pytest.mark.parametrize("country", ["", "  ", "Atlantis"])
def test_without_a_known_country_no_day_is_one(country: str) -> None:
    assert not public_holidays(country, "")(INDEPENDENCE_DAY_OBSERVED)
