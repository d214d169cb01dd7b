"""Problems: mended by a key after they were shown, one or all; what no key mends is explained."""

from pathlib import Path

import pytest

from tests.tui.driver import broken_vault, frame, opened, press, settled, small_vault, toasts
from tui.dialogs.choose import ChooseDialog
from tui.screens.problems import ProblemsScreen
from tui.widgets.row_list import RowList


def highlight(app: object, code: str) -> None:
    rows = app.screen.query_one("#rows", RowList)  # type: ignore[attr-defined]
    rows.highlight(next(key for key in rows.keys if key.endswith(code)))


async def test_f_mends_the_highlighted_problem_after_showing_it_and_leaves_the_others(tmp_path: Path) -> None:
    vault = broken_vault(tmp_path)
    before = (vault / "opportunities" / "odd.md").read_bytes()
    async with opened(vault) as (app, pilot):
        await press(pilot, "8")
        highlight(app, "stale-next-touch")
        await press(pilot, "f")
        assert isinstance(app.screen, ChooseDialog)
        assert "-next_touch: 2026-11-03" in frame(app)
        assert "next_touch: 2026-11-03" in (vault / "opportunities" / "meridian.md").read_text()

        await press(pilot, "y")

        assert "next_touch" not in (vault / "opportunities" / "meridian.md").read_text()
        assert "Meridian Health: the stale next_touch taken out" in toasts(app)
        assert isinstance(app.screen, ProblemsScreen)
    assert (vault / "opportunities" / "odd.md").read_bytes() == before


async def test_the_key_that_asks_for_mending_does_not_answer_it(tmp_path: Path) -> None:
    vault = broken_vault(tmp_path)
    before = (vault / "opportunities" / "meridian.md").read_bytes()
    async with opened(vault) as (app, pilot):
        await press(pilot, "8")
        highlight(app, "stale-next-touch")
        await press(pilot, "f", "f", "f", "escape", "F", "F", "F", "escape")

        assert isinstance(app.screen, ProblemsScreen)
    assert (vault / "opportunities" / "meridian.md").read_bytes() == before


async def test_all_that_can_be_mended_is_one_change_which_says_how_many(tmp_path: Path) -> None:
    vault = broken_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "8", "F", "y")
        await settled(pilot)

        assert "mended" in toasts(app)
        assert "can be mended" not in frame(app)
        assert [r for r in app.screen.query_one("#rows", RowList).keys if r.endswith("stale-next-touch")] == []


async def test_what_has_no_single_answer_says_how_to_mend_it_and_f_does_nothing(tmp_path: Path) -> None:
    async with opened(broken_vault(tmp_path), (120, 40)) as (app, pilot):
        await press(pilot, "8")
        assert "To mend it:" in frame(app)
        assert app.screen.check_action("problem_mend", ()) is None

        await press(pilot, "f")

        assert isinstance(app.screen, ProblemsScreen)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_vault_without_problems_says_so(tmp_path: Path, size: tuple[int, int]) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault, size) as (app, pilot):
        await press(pilot, "8")

        assert "Nothing to mend." in frame(app)
        assert "All 4 files are read in full" in frame(app)
        assert app.screen.check_action("problem_mend_all", ()) is None
