"""The lines above a screen: told something before they are made, and named in the room that there is."""

from pathlib import Path

import pytest

from tests.tui.driver import frame, opened, press, settled, small_vault
from tui.presentation.spans import Span
from tui.presentation.tabs import MODES
from tui.screens.agenda import AgendaScreen
from tui.widgets.bars import Headline
from tui.widgets.title_bar import TitleBar


def test_a_headline_in_the_making_may_be_told_the_day_and_the_sync() -> None:
    line = Headline()

    line.say_day("Fri 20 Nov")
    line.say_sync(Span("2 to send", "muted"))

    said = {str(child.id): str(getattr(child, "content", "")) for child in line.compose()}
    assert said["day"] == "Fri 20 Nov"
    assert said["sync"] == "2 to send"


def test_a_title_bar_in_the_making_may_be_told_the_sync() -> None:
    bar = TitleBar((), "agenda")

    bar.say_sync(Span("2 to send", "muted"))

    assert bar.pieces(80)[-1].text == "  2 to send"


@pytest.mark.parametrize(
    ("size", "opportunities"), [((60, 20), "Jobs"), ((80, 24), "2 Jobs"), ((120, 40), "2 Opportunities")]
)
async def test_every_screen_has_a_word_in_the_bar_the_same_on_each(
    tmp_path: Path, size: tuple[int, int], opportunities: str
) -> None:
    async with opened(small_vault(tmp_path), size) as (app, pilot):
        first = frame(app).splitlines()[0]
        await press(pilot, "8")
        last = frame(app).splitlines()[0]

    words = (opportunities, "Board", "Drafts", "People", "Stories", "Insights", "Problems")
    assert [word for word in words if word not in first] == []
    assert last[: last.index("Problems")] == first[: first.index("Problems")]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_what_is_above_below_and_between_begins_in_the_same_cell(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(small_vault(tmp_path), size) as (app, pilot):
        main = frame(app).splitlines()
        await press(pilot, "2", "enter")
        one = frame(app).splitlines()

    for shown in (main[0], main[-1], *one[:3], next(line for line in one if "Outstanding" in line)):
        assert len(shown) - len(shown.lstrip()) == 1, shown


async def test_trouble_with_a_sync_is_said_on_the_narrowest_screen_at_the_price_of_names(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        bar = app.screen.query_one(TitleBar)
        bar.say_sync(Span("in step", "muted"))
        await pilot.pause()
        quiet = frame(app).splitlines()[0]
        bar.say_sync(Span("sync: S says why", "warn"))
        await pilot.pause()
        loud = frame(app).splitlines()[0]

    assert "Problems" in quiet
    assert "in step" not in quiet
    assert "1 Agenda" in loud
    assert "sync: S says why" in loud


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_click_on_any_name_in_the_bar_leads_to_its_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(small_vault(tmp_path), size) as (app, pilot):
        for mode in (*MODES[1:], MODES[0]):
            bar = app.screen.query_one(TitleBar)
            await pilot.click(bar, offset=(bar.place_of(mode) + 1, 0))
            await settled(pilot)

            assert app.current_mode == mode


async def test_a_short_name_in_the_bar_says_its_long_one_where_the_mouse_points_at_it(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        bar = app.screen.query_one(TitleBar)
        await pilot.hover(bar, offset=(bar.place_of("opportunities"), 0))
        pointed = bar.tooltip
        await pilot.hover(bar, offset=(59, 0))

        assert "Opportunities" not in frame(app).splitlines()[0]
        assert (pointed, bar.tooltip) == ("Opportunities", None)


@pytest.mark.parametrize(("size", "classes"), [((60, 20), {"-narrow", "-low"}), ((120, 40), {"-wide", "-high"})])
async def test_a_screen_is_made_for_the_size_of_the_terminal(
    tmp_path: Path, size: tuple[int, int], classes: set[str]
) -> None:
    async with opened(small_vault(tmp_path), size) as (app, _):
        with app._context():
            made = AgendaScreen()

        assert made.classes == classes
