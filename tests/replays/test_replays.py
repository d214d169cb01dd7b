"""Searches replayed day by day: what the advice asks for is written by hand in the diaries beside this file."""

from collections.abc import Iterator
from datetime import date, timedelta
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest

from tests.replays.comparing import DUE, Comparison, label_of, row, told
from tests.replays.diary import Diary, Page, diaries, read_diary
from tests.replays.never import Past, broken
from tests.replays.vault import Vault
from tests.replays.write import SCHOOLS
from tests.replays.writing import search

FOLDER = Path(__file__).parent
DAY = timedelta(days=1)


@cache
def diary_of(path: Path) -> Diary:
    """Return a diary, read once."""
    return read_diary(path)


def up_to(diary: Diary, page: int) -> Vault:
    """Return the vault as it stands when a page begins."""
    vault = Vault(diary.files)
    vault.do(diary.before)
    for earlier in diary.pages[:page]:
        vault.do(earlier.deeds)
    return vault


def pages() -> Iterator[object]:
    """Yield every page of every diary."""
    for path in diaries(FOLDER):
        for number, page in enumerate(diary_of(path).pages):
            yield pytest.param(path, number, id=f"{diary_of(path).name}: {page.title}")


def stretches() -> Iterator[object]:
    """Yield the days between the pages of every diary."""
    for path in diaries(FOLDER):
        diary = diary_of(path)
        for number, page in enumerate(diary.pages):
            days = quiet_days(diary, number)
            if days and (page.is_whole or diary.nevers):
                yield pytest.param(path, number, id=f"{diary.name}: {days[0]} - {days[-1]}")


def quiet_days(diary: Diary, number: int) -> list[date]:
    """Return the days between a page and the next one, or the end."""
    after = diary.pages[number + 1 :]
    end = after[0].day if after else (diary.until or diary.pages[number].day) + DAY
    start = diary.pages[number].day + DAY
    return [start + DAY * n for n in range((end - start).days)]


def difference(wanted: str, found: str, around: int = 99) -> str:
    """Return what should be (-) and what is (+), with so many lines that agree around them."""
    both = wanted.splitlines(), found.splitlines()
    lines = unified_diff(*both, "as it should be", "as it is", lineterm="", n=around)
    return "\n".join(lines)


@pytest.mark.parametrize(("path", "number"), list(pages()))
def test_the_agenda_says_what_it_should(path: Path, number: int) -> None:
    diary = diary_of(path)
    page: Page = diary.pages[number]
    vault = up_to(diary, number)
    view = vault.on(page.day, page.at)
    wanted, found = Comparison(page, vault, view).texts()
    found += "".join(f"never     {line}\n" for line in broken(diary.nevers, view, Past(vault)))

    if found != wanted:
        pytest.fail(difference(wanted, found), pytrace=False)


@pytest.mark.parametrize(("path", "number"), list(stretches()))
def test_in_between_nothing_is_due(path: Path, number: int) -> None:
    diary = diary_of(path)
    vault = up_to(diary, number + 1)
    found = []
    for day in quiet_days(diary, number):
        view = vault.on(day)
        if diary.pages[number].is_whole:
            found += [f"{day} {row(label_of(i), told(i))}" for i in view.agenda if i.bucket in DUE]
        found += [f"{day} never {line}" for line in broken(diary.nevers, view, Past(vault))]
    if found:
        pytest.fail("\n".join(found), pytrace=False)


@pytest.mark.parametrize("school", SCHOOLS)
def test_a_whole_search_goes_as_it_was_read_and_kept(school: str) -> None:
    kept = (FOLDER / "whole" / f"{school}.txt").read_text("utf-8")
    found = search(FOLDER / "whole", school)
    if found != kept:
        pytest.fail(difference(kept, found, 3), pytrace=False)
    assert "\nnever " not in found
