"""Public holidays: those of the settings' country, and none where it is not set or not known."""

import json
from datetime import date, timedelta
from pathlib import Path

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("holidays")
    public_holidays.cache_clear()
    return tmp_path


@pytest.mark.parametrize(("country", "region"), [("US", ""), ("US", "WI"), ("DE", "BY"), ("GB", "SCT"), ("IL", "")])
def test_kept_days_are_those_of_the_package(folder: Path, country: str, region: str) -> None:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(3 * 365)]
    asked = list(filter(public_holidays(country, region), days))
    first = list(filter(public_holidays(country, region, folder), days))
    public_holidays.cache_clear()
    kept = list(filter(public_holidays(country, region, folder), days))

    assert asked == first == kept
    assert [file.name for file in (folder / "holidays").iterdir()] == [f"{country}{'-' if region else ''}{region}.json"]


def test_kept_days_are_read_without_the_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert public_holidays("US", "", folder)(INDEPENDENCE_DAY_OBSERVED)
    public_holidays.cache_clear()
    monkeypatch.setattr("store.workspace.public_holidays._asked", lambda *_: pytest.fail("the package was asked"))

    assert public_holidays("US", "", folder)(INDEPENDENCE_DAY_OBSERVED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "[]",
        "7",
        '{"years": 1}',
        '{"of": [], "years": {"2026": []}}',
        '{"of": "OF", "years": {"2026": ["x"]}}',
    ],
)
def test_days_of_another_version_and_spoiled_ones_are_asked_for_anew(folder: Path, text: str) -> None:
    assert public_holidays("US", "", folder)(INDEPENDENCE_DAY_OBSERVED)
    public_holidays.cache_clear()
    file = folder / "holidays" / "US.json"
    of = json.dumps(json.loads(file.read_text())["of"])
    file.write_text(text.replace('"OF"', of))

    assert public_holidays("US", "", folder)(INDEPENDENCE_DAY_OBSERVED)
    assert json.loads(file.read_text())["years"]["2026"]


def test_a_folder_that_cannot_be_written_costs_time_only(folder: Path) -> None:
    file = folder / "a file"
    file.touch()

    assert public_holidays("US", "", file)(INDEPENDENCE_DAY_OBSERVED)
