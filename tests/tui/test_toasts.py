"""Toasts and their log: nothing is lost, nothing piles up, nothing is markup; a change is taken back by a click."""

from pathlib import Path

import pytest
from textual.widgets import Input
from textual.widgets._toast import Toast, ToastRack

from tests.tui.driver import frame, opened, press, settled, small_vault, toasts
from tui.actions.naming import keys_of
from tui.dialogs.add import AddDialog
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.said import SaidDialog

HOSTILE = "[b]x[/b] [/nothing] [@click=app.quit]y[/] \x1b[31mred"


async def test_every_message_is_kept_newest_first_with_what_it_was_about(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.tell("The first.")
        await press(pilot, "8")
        app.screen.notify("The second.", severity="error")
        await settled(pilot)

        assert [(one.text, one.severity, one.about) for one in list(app.said)[:2]] == [
            ("The second.", "error", "Problems"),
            ("The first.", "information", "Agenda"),
        ]
        await press(pilot, "at")
        assert isinstance(app.screen, SaidDialog)
        shown = frame(app)
        assert shown.index("! The second.  Problems") < shown.index("The first.  Agenda")

        await press(pilot, "escape")
        assert not isinstance(app.screen, SaidDialog)


async def test_a_message_is_never_markup_however_it_is_said(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (100, 30)) as (app, pilot):
        app.notify(HOSTILE, markup=True)
        await settled(pilot)

        assert "[b]x[/b] [/nothing] [@click=app.quit]y[/] [31mred" in " ".join(frame(app).split())
        await press(pilot, "at")
        assert "[b]x[/b] [/nothing]" in frame(app)


async def test_of_several_messages_in_a_row_the_last_is_up_and_trouble_stays(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.tell("Trouble.", "error")
        for number in range(5):
            app.tell(f"Message {number}.")
        await settled(pilot)
        assert toasts(app).split("\n") == ["Trouble.", "Message 4."]

        for number in range(6):
            app.tell(f"Trouble {number}.", "warning")
        await settled(pilot)
        assert toasts(app).split("\n") == ["Trouble 3.", "Trouble 4.", "Trouble 5."]
        assert len(app.said) >= 12


async def test_a_long_message_is_cut_in_passing_and_whole_in_the_log(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (60, 20)) as (app, pilot):
        app.tell("a long story " * 40 + "and its end.")
        await settled(pilot)
        assert app.screen.query_one(Toast).size.height <= 7
        assert "its end" not in frame(app)
        assert f"({keys_of('app.messages')} shows it all)" in toasts(app)

        await press(pilot, "at", "G")
        assert "and its end." in frame(app)


async def test_a_click_on_what_was_done_shows_it_and_takes_it_back_on_a_yes(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault) as (app, pilot):
        await press(pilot, "a", *"Zest", "tab", *"Lead", "enter")
        assert f"{keys_of('app.undo')} takes it back" in toasts(app)
        (made,) = (vault / "opportunities").rglob("zest*.md")

        await pilot.click(Toast)
        await settled(pilot)
        assert isinstance(app.screen, ChooseDialog)
        assert made.exists()

        await press(pilot, "y")
        assert not made.exists()


async def test_a_toast_that_only_tells_something_does_nothing_when_clicked(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path)) as (app, pilot):
        app.tell("Nothing happened.")
        await settled(pilot)
        await pilot.click(Toast)
        await settled(pilot)

        assert not isinstance(app.screen, ChooseDialog)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_a_toast_leaves_the_line_where_one_types_free(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(small_vault(tmp_path), size) as (app, pilot):
        await press(pilot, "a", "tab", "tab", "tab")
        assert isinstance(app.screen, AddDialog)
        app.tell("Something came in from the other machine, " * 4)
        await settled(pilot)

        field = app.focused
        assert isinstance(field, Input)
        toast = app.screen.query_one(Toast).region
        assert not toast.y <= field.cursor_screen_offset.y < toast.bottom
        assert app.screen.query(ToastRack)
