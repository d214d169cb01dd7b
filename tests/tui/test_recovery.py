"""What is in no file and no commit, on the screen: listed, read, brought back by a key and a yes."""

import os
from pathlib import Path

from textual.pilot import Pilot

from store.model.left_form import LeftForm
from store.workspace.machine import Machine
from store.workspace.unsaved import FORM, Copy
from tests.tui.driver import frame, opened, press, settled, small_vault, toasts, until, vault_with_kept
from tui.app import AfterwordApp
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.note import NoteDialog
from tui.screens.composer.screen import ComposerScreen
from tui.screens.recover import RecoverScreen
from tui.widgets.letter import Letter

KESTREL = "opportunities/kestrel.md"


async def shown(app: AfterwordApp, pilot: Pilot[int]) -> RecoverScreen:
    """Put off what is asked at the start, and open the screen."""
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
    await press(pilot, "escape", "K")
    screen = app.screen
    assert isinstance(screen, RecoverScreen)
    await until(pilot, lambda: bool(screen.rows.keys))
    return screen


async def test_each_text_is_read_beside_the_list(tmp_path: Path) -> None:
    vault = vault_with_kept(tmp_path)
    async with opened(vault, (120, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        await shown(app, pilot)
        assert "4 texts kept" in frame(app)
        assert "thank you for the question" in frame(app)

        await press(pilot, "j")
        assert "A change took its place, and git does not hold it." in frame(app)
        assert "stage: lead" in frame(app)

        await press(pilot, "j")
        assert "It went into a merge" in frame(app)
        assert "here is the ramp plan that I promised" in frame(app)


async def test_a_version_is_brought_back_by_a_key_and_a_yes_and_undo_takes_that_back(tmp_path: Path) -> None:
    vault = vault_with_kept(tmp_path)
    place = vault / KESTREL
    before = place.read_text()
    async with opened(vault, (100, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        await shown(app, pilot)
        await press(pilot, "j", "v")
        await until(pilot, lambda: "Bring this back?" in frame(app))
        await press(pilot, "enter")
        assert place.read_text() == before, "Enter alone is no answer"

        await press(pilot, "v")
        await until(pilot, lambda: "Bring this back?" in frame(app))
        assert "+stage: lead" in frame(app)
        await press(pilot, "y")
        await until(pilot, lambda: "stage: lead" in place.read_text())
        await until(pilot, lambda: "a kept version brought back" in toasts(app))

        await press(pilot, "u", "y")
        await until(pilot, lambda: place.read_text() == before)


async def test_a_letter_is_gone_on_with(tmp_path: Path) -> None:
    vault = vault_with_kept(tmp_path)
    async with opened(vault, (100, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        await shown(app, pilot)
        await press(pilot, "v")
        assert isinstance(app.screen, ChooseDialog)
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        await until(pilot, lambda: "thank you for the question" in app.screen.query_one(Letter).text)


async def test_what_is_thrown_away_leaves_the_list(tmp_path: Path) -> None:
    vault = vault_with_kept(tmp_path)
    async with opened(vault, (100, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        screen = await shown(app, pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await press(pilot, "x")
        await until(pilot, lambda: len(screen.rows.keys) == 3)
        assert "3 texts kept" in frame(app)


async def test_a_form_is_opened_again_from_the_list(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    machine = Machine(state=tmp_path / "state")
    about = {"deed": "AddNote", "opportunity": "northwind", "who": ""}
    copy = Copy(machine, str(vault), FORM)
    copy.keep(LeftForm(title="A note", about=about, held={"word": "promise", "text": "send it", "by": "fri"}))
    os.close(copy._handle)
    async with opened(vault, (100, 40), machine=machine) as (app, pilot):
        await shown(app, pilot)
        assert "text: send it" in frame(app)
        await press(pilot, "v", "o")
        await until(pilot, lambda: isinstance(app.screen, NoteDialog))


async def test_history_and_problems_tell_of_it_only_where_there_is_something(tmp_path: Path) -> None:
    vault = vault_with_kept(tmp_path)
    async with opened(vault, (120, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        await press(pilot, "escape", "8")
        await until(pilot, lambda: "4 texts kept (K)" in frame(app))
        await press(pilot, "H")
        await until(pilot, lambda: "4 texts kept (K)" in frame(app))
    (vault / ".git").rename(tmp_path / "no-git")
    async with opened(vault, (120, 40), machine=Machine(state=tmp_path / "state")) as (app, pilot):
        await press(pilot, "escape", "H")
        await until(pilot, lambda: "not in a git repository" in frame(app) and "4 texts kept (K)" in frame(app))
    async with opened(vault, (120, 40)) as (app, pilot):
        for key in ("8", "H", "K"):
            await press(pilot, key)
            await settled(pilot)
            assert "texts kept (K)" not in frame(app)
        assert "Nothing is kept." in frame(app)
