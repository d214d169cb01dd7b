"""The footer: as many keys as have room, what does nothing now is dim and says why, and each can be clicked."""

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.driver import opened, press, settled, small_vault, strips, toasts, until
from tui.widgets.foot import Foot


@pytest.mark.parametrize("keys", [("1",), ("2",), ("3",), ("2", "enter"), ("c",), ("w",)])
async def test_no_key_is_cut_at_sixty_columns(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        await press(pilot, *keys)
        foot = app.screen.query_one(Foot)

        assert foot.keys
        words = " ".join(f"{key.name} {key.label}".strip() for key in foot.keys)
        assert strips(app)[-1].split() == words.split()


@pytest.mark.parametrize(("size", "shown"), [((60, 20), " Enter Open d Done "), ((120, 40), " Enter Open  d Done  ")])
async def test_two_blanks_part_the_keys_where_all_fit_so(tmp_path: Path, size: tuple[int, int], shown: str) -> None:
    async with opened(small_vault(tmp_path), size) as (app, pilot):
        await settled(pilot)

        assert strips(app)[-1].startswith(shown)


async def test_the_keys_of_a_pair_stay_together(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (200, 60)) as (app, pilot):
        await press(pilot, "2", "enter")

        assert "  h l Pane  " in strips(app)[-1]


async def test_a_key_that_does_nothing_now_is_off_and_a_click_on_it_says_why(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (120, 40)) as (app, pilot):
        await press(pilot, "2")
        foot = app.screen.query_one(Foot)
        assert all(key.is_on for key in foot.keys if key.action == "row_open")
        app.screen.query_one("#filter", Input).value = "nothing is called so"
        await until(pilot, lambda: any(not key.is_on for key in foot.keys if key.action == "row_open"))
        await settled(pilot)

        await pilot.click(Foot, offset=(foot.place_of("row_open"), 0))
        await settled(pilot)
        assert "needs" in toasts(app)


async def test_a_click_on_a_key_is_the_key(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (120, 40)) as (app, pilot):
        foot = app.screen.query_one(Foot)
        key = next(key for key in foot.keys if key.label == "Week")

        await pilot.click(Foot, offset=(foot.place_of(key.action), 0))
        await settled(pilot)
        assert type(app.screen).__name__ == "WeekScreen"
