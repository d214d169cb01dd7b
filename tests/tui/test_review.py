"""The review: both versions are seen, and one key decides."""

from pathlib import Path

from textual.pilot import Pilot

from store.model.review import Review
from store.workspace.reviewing import Undecided
from tests.tui.driver import frame, opened, press, small_vault, undecided_vault, until
from tui.app import AfterwordApp
from tui.presentation.review import rows
from tui.screens.review import ReviewScreen

NOTE = "opportunities/northwind.md"


def note(vault: Path) -> str:
    return next((vault / "opportunities").rglob("*northwind*.md")).read_text()


async def at_review(app: AfterwordApp, pilot: Pilot[int]) -> ReviewScreen:
    await press(pilot, "R")
    screen = app.screen
    assert isinstance(screen, ReviewScreen)
    await until(pilot, lambda: bool(screen.rows.keys))
    return screen


async def test_both_versions_are_shown_with_the_keys_that_decide(tmp_path: Path) -> None:
    async with opened(undecided_vault(tmp_path), (120, 40)) as (app, pilot):
        await at_review(app, pilot)
        shown = frame(app)
        assert "phone of Joe Alvarez" in shown
        assert "Stands  y keeps it" in shown
        assert "+1 555 0199" in shown


async def test_taking_the_other_writes_it_and_the_next_one_is_shown(tmp_path: Path) -> None:
    vault = undecided_vault(tmp_path)
    async with opened(vault, (120, 40)) as (app, pilot):
        screen = await at_review(app, pilot)
        await press(pilot, "x")
        await until(pilot, lambda: len(screen.rows.keys) == 1)
        assert 'phone: "+1 555 0199"' in note(vault)
        assert "First text" in frame(app)
        await press(pilot, "y")
        await until(pilot, lambda: not screen.rows.keys)
        assert "Found through Ben" not in note(vault)
        assert "merge_review" not in note(vault)
        assert "Nothing to decide" in frame(app)


async def test_leaving_both_takes_only_the_question_away_and_undo_brings_it_back(tmp_path: Path) -> None:
    vault = undecided_vault(tmp_path)
    async with opened(vault, (80, 24)) as (app, pilot):
        screen = await at_review(app, pilot)
        await press(pilot, "j")
        await press(pilot, "b")
        await until(pilot, lambda: len(screen.rows.keys) == 1)
        assert "Found through Ben" in note(vault)
        await press(pilot, "u")
        await until(pilot, lambda: app.screen is not screen)
        await press(pilot, "y")
        await until(pilot, lambda: len(screen.rows.keys) == 2)


async def test_keys_do_nothing_where_nothing_waits(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    before = note(vault)
    async with opened(vault, (80, 24)) as (app, pilot):
        await press(pilot, "R")
        await until(pilot, lambda: "Nothing to decide" in frame(app))
        for key in ("x", "y", "b", "e", "enter"):
            await press(pilot, key)
        assert note(vault) == before
        await press(pilot, "escape")
        assert not isinstance(app.screen, ReviewScreen)


def test_two_decisions_about_one_thing_are_told_apart_without_their_values() -> None:
    def waiting(other: str, where: str = "contacts/Joe/phone") -> Undecided:
        return Undecided(path="n.md", about="Northwind", review=Review(line=1, where=where, kept="1", other=other))

    shown = [row.cells[1].text for row in rows([waiting("2"), waiting("3"), waiting("4", "location")])]

    assert shown == ["1 of 2: phone of Joe", "2 of 2: phone of Joe", "location"]
