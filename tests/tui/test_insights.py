"""Insights: charts that fit, figures that lead to what they count, numbers that follow the files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input

from tests.tui.driver import frame, opened, press, sample_vault, settled, snapshot_of, until
from tui.app import AfterwordApp
from tui.dialogs.pick import PickDialog
from tui.presentation.charts import EIGHTHS, Bar, Chart, Figure, bar, cells_of, drawn
from tui.presentation.spans import Span
from tui.screens.insights import InsightsScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.charts import Charts


def charts(app: AfterwordApp) -> Charts:
    return app.screen.query_one(Charts)


@given(st.floats(0, 500), st.floats(0, 500), st.integers(1, 40), st.booleans())
def test_a_bar_fills_its_cells_and_shows_whatever_is_more_than_nothing(
    value: float, most: float, cells: int, ascii_only: bool
) -> None:
    made = bar(value, max(value, most), cells, ascii_only=ascii_only)

    assert len(made) == cells
    assert bool(made.strip()) == (value > 0)
    assert set(made) <= set("# " if ascii_only else EIGHTHS)


def test_a_longer_bar_stands_for_more() -> None:
    assert [bar(n, 16, 2).rstrip() for n in (1, 8, 9, 16)] == ["▏", "█", "█▏", "██"]
    assert [bar(n, 16, 4, ascii_only=True).rstrip() for n in (1, 8, 16)] == ["#", "##", "####"]


@pytest.mark.parametrize("width", [24, 40, 57, 100])
def test_numbers_stand_right_and_bars_begin_in_one_column_whatever_the_names(width: int) -> None:
    names = ("a", "a source with rather a long name of many words", "日本の会社")
    rows = tuple(
        Figure(key=name, cells=(Span(name), Span(str(10**n)), Bar(value=1, most=1), Span("1 of 2")))
        for n, name in enumerate(names)
    )
    lines = [
        "".join(s.text for s in row)
        for key, row in drawn(Chart(title="", reads="", columns="n#=t", figures=rows), width)
        if key
    ]

    assert len({cells_of(line) for line in lines}) == 1
    assert len({cells_of(line[: line.index("1 of 2")]) for line in lines}) == 1
    if "█" in lines[0]:
        assert len({cells_of(line[: line.index("█")]) for line in lines}) == 1


async def test_enter_on_a_stage_shows_what_is_counted_and_leads_to_the_list(tmp_path: Path) -> None:
    async with opened(sample_vault(tmp_path)) as (app, pilot):
        await press(pilot, "7", "j", "enter")
        assert isinstance(app.screen, PickDialog)
        assert "Applied: 17 opportunities" in frame(app)

        await press(pilot, "enter")

        await until(pilot, lambda: isinstance(app.screen, OpportunitiesScreen))
        await settled(pilot)
        assert app.screen.query_one("#filter", Input).value == "stage:applied"


async def test_an_opportunity_behind_a_number_opens(tmp_path: Path) -> None:
    async with opened(sample_vault(tmp_path)) as (app, pilot):
        await press(pilot, "7", "j", "enter", "j", "enter")

        assert isinstance(app.screen, OpportunityScreen)


async def test_every_figure_can_be_reached_and_says_what_it_counts(tmp_path: Path) -> None:
    async with opened(sample_vault(tmp_path), (60, 20)) as (app, pilot):
        await press(pilot, "7")
        seen: list[str] = []
        while charts(app).key not in seen:
            seen.append(charts(app).key)
            assert isinstance(app.screen, InsightsScreen)
            assert app.screen.told
            assert charts(app).scroll_offset.y <= charts(app)._places[seen[-1]].row
            await press(pilot, "j")

        assert {key.partition(":")[0] for key in seen} == {
            *("funnel", "stay", "reply", "took", "week", "promises", "thanks", "source"),
        }


async def test_columns_stand_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    async with opened(sample_vault(tmp_path), (120, 40)) as (app, pilot):
        await press(pilot, "7", "l")
        assert charts(app).key == "stay:lead"

        await press(pilot, "h")
        assert charts(app).key == "funnel:lead"


async def test_numbers_follow_the_files_and_the_cursor_stays(tmp_path: Path) -> None:
    vault = sample_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "7", "j", "j")
        before = snapshot_of(app)
        (vault / "opportunities" / "new.md").write_text(
            "---\ncompany: Zest\nposition: Lead\nstage: interviewing\n---\n"
        )
        await press(pilot, "r")
        await until(pilot, lambda: snapshot_of(app) is not before)
        await until(pilot, lambda: "interviewing  15" in frame(app))

        assert charts(app).key == "funnel:interviewing"
