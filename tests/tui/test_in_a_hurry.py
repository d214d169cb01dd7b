"""Keys that come before the screen has settled, as from a hand that knows the way: what they meet must stand."""

import asyncio
from pathlib import Path
from typing import cast
from unittest.mock import AsyncMock

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from store.errors import BadRequest
from store.workspace.door import Workspace
from tests.tui.driver import broken_vault, opened, press, sample_vault, settled, small_vault, snapshot_of, toasts, until
from tui import messages
from tui.app import AfterwordApp
from tui.bridge import ahead
from tui.dialogs.choose import ChooseDialog, Option
from tui.screens.debrief import DebriefScreen
from tui.screens.history import HistoryScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.problems import ProblemsScreen
from tui.widgets.dialog import Dialog
from tui.widgets.foot import Foot
from tui.widgets.letter import Letter
from tui.widgets.note_lines import NoteLine
from tui.widgets.row_list import RowList


async def test_a_place_that_was_left_at_once_is_not_filled_any_more(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        screen = OpportunityScreen("opportunities/northwind.md")
        await app.push_screen(screen)
        await app.pop_screen()
        screen.snapshot = None
        app.post_message(messages.ShowSnapshot(screen))
        await settled(pilot)

        assert screen.snapshot is snapshot_of(app)


async def test_a_place_has_no_keys_before_its_widgets_are_there_and_all_of_them_then(tmp_path: Path) -> None:
    async with opened(broken_vault(tmp_path)) as (app, pilot):
        screen = ProblemsScreen()
        mounted = app.push_screen(screen)

        assert screen.active_bindings == {}
        await mounted
        await settled(pilot)
        assert "f" in screen.active_bindings


async def test_a_window_that_opens_as_the_program_ends_is_no_fault(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, _pilot):
        app.action_app_help()
        app.exit(0)

    assert app.return_value == 0


async def test_a_window_that_is_answered_twice_closes_nothing_else(tmp_path: Path) -> None:
    answers: list[str | None] = []
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await app.push_screen(HistoryScreen(""))
        window = ChooseDialog("Which?", (), (Option("y", "This", "this"),))
        await app.push_screen(window, answers.append)
        window.dismiss("this")
        window.dismiss(None)
        await settled(pilot)

        assert answers == ["this"]
        assert isinstance(app.screen, HistoryScreen)


async def test_a_window_that_is_closed_before_it_stands_is_no_fault(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.action_app_help()
        await app.pop_screen()
        await settled(pilot)

        assert len(app.screen_stack) == 1


async def test_a_screen_that_opens_as_the_program_is_closed_is_no_fault(tmp_path: Path) -> None:
    for turns in range(0, 16, 2):  # of the loop, so that the screen is met half built
        async with opened(small_vault(tmp_path / str(turns))) as (app, _pilot):
            app.simulate_key("H")
            for _ in range(turns):
                await asyncio.sleep(0)

        assert app.return_value is None


async def test_a_click_on_what_is_just_taken_away_is_no_fault(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (80, 40)) as (app, pilot):
        strip = app.screen.query_one("#strip")
        x, y = strip.region.offset
        with app.batch_update():  # so that it is still to be seen
            await strip.remove()
            app.post_message(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
            await app.workers.wait_for_complete()
            await asyncio.sleep(0.05)
        await settled(pilot)

        assert app.is_running


async def test_the_footer_of_a_screen_that_was_left_asks_nothing_of_the_next_one_before_that_stands(
    tmp_path: Path,
) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        left = app.screen.query_one(Foot)
        standing = app.switch_mode("problems")
        assert not app.screen.is_mounted
        left._look()
        await standing
        await settled(pilot)

        assert app.screen.query_one(Foot).keys
        await press(pilot, "1")
        assert left.keys


async def test_what_is_missed_while_all_is_closed_is_no_fault_and_is_told_to_those_who_look(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, _pilot):
        app.exit(0)
        app.call_later(app.screen.query_one, "#nowhere")

    assert app.return_value == 0
    assert [told for told in app.passed_over if told.startswith("NoMatches at") and "query_one" in told] != []


async def test_a_screen_that_asks_to_be_left_when_all_screens_are_gone_is_no_fault(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, _pilot):

        async def until_all_screens_are_gone() -> None:
            while any(app._screen_stacks.values()):  # noqa: ASYNC110 - nothing tells when the last is gone
                await asyncio.sleep(0)

        app.call_later(until_all_screens_are_gone)
        app.post_message(messages.LeaveScreen(cast("Screen[None]", app.screen)))

    assert [told for told in app.passed_over if told.startswith("ScreenStackError at") and "_leave" in told] != []


async def test_what_is_missed_on_a_screen_that_stands_is_a_fault(tmp_path: Path) -> None:
    async def missed() -> None:
        async with opened(small_vault(tmp_path)) as (app, pilot):
            app.call_later(app.screen.query_one, "#nowhere")
            await pilot.pause(0.1)

    with pytest.raises(NoMatches):
        await missed()


async def typed_at_once(app: AfterwordApp, pilot: Pilot[int], *keys: str) -> None:
    """Press keys all at once, as a paste without brackets, a macro or a fast line does."""
    for key in keys:
        letter = {"space": " "}.get(key, key)
        app.post_message(events.Key(key, letter if len(letter) == 1 else None))
    await settled(pilot)


def fields(app: AfterwordApp) -> dict[str | None, str]:
    return {field.id: field.value for field in app.screen.query(Input)}


async def test_a_key_that_opens_a_form_and_its_text_may_come_in_one_burst(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await typed_at_once(app, pilot, "a", *"Zoe", "tab", *"Clerk")
        await until(pilot, lambda: isinstance(app.screen, Dialog))

        assert (fields(app)["company"], fields(app)["position"]) == ("Zoe", "Clerk")


async def test_keys_right_behind_enter_reach_the_line_that_it_opens(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.post_message(messages.WriteDebrief("northwind"))
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await settled(pilot)
        await typed_at_once(app, pilot, *"one", "enter", *"two", "enter", "enter", *"three", "down", *"four")

        assert [one.value for one in app.screen.query(NoteLine)][:4] == ["one", "two", "three", "four"]


async def test_a_way_through_several_screens_may_be_typed_at_once(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        await typed_at_once(app, pilot, "2", "slash", *"northwind", "enter", "enter", "n", *"reps stall")
        await until(pilot, lambda: isinstance(app.screen, Dialog))

        assert "reps stall" in fields(app).values()


async def test_a_key_that_is_never_dealt_with_does_not_keep_others_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "LOOKS", 5)
    async with opened(small_vault(tmp_path)) as (app, pilot):
        monkeypatch.setattr(app, "_go_behind", AsyncMock())
        await typed_at_once(app, pilot, "2", "3")
        await until(pilot, lambda: app.current_mode == "board")


async def test_a_key_held_down_moves_on_by_each_of_its_repeats(tmp_path: Path) -> None:
    async with opened(sample_vault(tmp_path)) as (app, pilot):
        rows = app.screen.query_one(RowList)
        steps = [key for key in rows.keys if key]
        for _ in range(5):
            await pilot.press("j")
        assert not app._ahead
        await typed_at_once(app, pilot, *"jjjjj")

        assert rows.key == steps[10]


async def test_what_is_typed_behind_the_key_that_opens_a_letter_comes_into_it_once_it_stands(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        rows = app.screen.query_one(RowList)
        thanks = next(i for i in snapshot_of(app).agenda if i.template == "thank-you-email")
        rows.highlight(next(key for key in rows.keys if key.endswith(thanks.key)))
        await settled(pilot)
        await typed_at_once(app, pilot, "c", "i", *"Ahoy")
        await until(pilot, lambda: bool(app.screen.query("#letter")))
        letter = app.screen.query_one(Letter)
        await until(pilot, lambda: letter.text.startswith("AhoyDear Joe Alvarez,"))


async def test_what_fails_after_its_screen_has_closed_is_said_and_no_fault(tmp_path: Path) -> None:
    def refuse(_: Workspace) -> None:
        raise BadRequest("It could not be kept.")

    def told(_: Exception) -> None:
        screen.rows.focus()

    async with opened(small_vault(tmp_path)) as (app, pilot):
        screen = ProblemsScreen()
        await app.push_screen(screen)
        screen.ask(refuse, lambda _: None, told)
        app.pop_screen()
        await settled(pilot)

        assert "It could not be kept." in toasts(app)
