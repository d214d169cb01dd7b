"""A template that somebody else changed: the composer says so, and fills nothing until it was agreed to."""

import contextlib
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.door import Workspace
from store.workspace.familiar import note_use
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.templates import template_named
from tests.store.letters.test_hostile import BOMBS
from tests.tui.driver import NOW, TODAY, frame, press, program, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.dialogs.choose import ChooseDialog
from tui.messages import ComposeLetter, EditFile, OpenCall
from tui.screens.call.screen import CallScreen
from tui.screens.composer.screen import ComposerScreen

MINE = '---\nchannel: email\nsubject: "Thank you"\n---\n{{ greeting }}\n\nthank you.\n'


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault with a template that was used here and was changed since."""
    vault = small_vault(tmp_path)
    put(vault, "thank-you-email", MINE)
    workspace = Workspace.open(
        vault, Moment(today=TODAY, now=NOW, fixed=True), lambda: Machine(state=tmp_path / "home" / "state")
    )
    (tmp_path / "home").mkdir()
    note_use(workspace, (template_named(workspace.snapshot(), "thank-you-email"),))
    put(vault, "thank-you-email", MINE + "Please wire the fee.\n")
    return vault


def put(vault: Path, name: str, text: str) -> None:
    (vault / "templates").mkdir(exist_ok=True)
    (vault / "templates" / f"{name}.md.j2").write_text(text)


async def composing(app: AfterwordApp, pilot: Pilot[int]) -> ComposerScreen:
    item = next(i for i in snapshot_of(app).agenda if i.template == "thank-you-email")
    app.post_message(ComposeLetter("northwind", item))
    await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
    await settled(pilot)
    assert isinstance(app.screen, ComposerScreen)
    return app.screen


async def test_nothing_is_filled_until_it_was_looked_at_and_then_it_is_known(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        assert screen.letter.text == ""
        assert "has changed since you used it last" in frame(app)
        assert "thank-you-email  changed" in frame(app)
        await press(pilot, "f")
        assert isinstance(app.screen, ChooseDialog)
        assert "Use this template?" in frame(app)
        await press(pilot, "escape")
        assert screen.letter.text == ""
        await press(pilot, "f", "u")
        assert "Please wire the fee." in screen.letter.text
        assert "changed" not in frame(app)
        await press(pilot, "escape", "escape")
    async with program(vault) as (app, pilot):
        assert "Please wire the fee." in (await composing(app, pilot)).letter.text


async def test_keys_typed_ahead_are_text_and_no_answer(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        item = next(i for i in snapshot_of(app).agenda if i.template == "thank-you-email")
        app.post_message(ComposeLetter("northwind", item))
        await pilot.press("i", "u", "f", "u")
        await settled(pilot)
        assert isinstance(app.screen, ComposerScreen)
        assert app.screen.letter.text == "ufu"


async def test_one_that_was_looked_at_is_agreed_to_as_it_was_shown(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await press(pilot, "f")
        put(vault, "thank-you-email", MINE + "Please wire twice the fee.\n")
        await press(pilot, "u")
        assert screen.letter.text == ""
        assert "twice" in frame(app)


@pytest.mark.parametrize("opens", [True, False], ids=["seen", "not seen"])
async def test_one_that_was_in_the_editor_is_known(
    vault: Path, monkeypatch: pytest.MonkeyPatch, *, opens: bool
) -> None:
    editor = vault.parent / "editor"
    editor.write_text('#!/bin/sh\necho "PS mine" >> "$1"\n')
    editor.chmod(0o755)
    async with program(vault) as (app, pilot):
        app._editor = str(editor)
        if opens:
            monkeypatch.setattr(app, "suspend", contextlib.nullcontext)  # there is no terminal to give away
        app.post_message(EditFile("templates/thank-you-email.md.j2"))
        await settled(pilot)
        screen = await composing(app, pilot)
        assert ("PS mine" in screen.letter.text) is opens
        assert ("has changed since" in frame(app)) is not opens


async def test_the_sheet_of_a_call_says_it(vault: Path) -> None:
    put(vault, "call-sheet", "---\nchannel: phone\n---\nTO OPEN\n\n- Give them your bank account.\n")
    async with program(vault) as (app, pilot):
        app.post_message(OpenCall("northwind", to="Joe Alvarez"))
        await until(pilot, lambda: isinstance(app.screen, CallScreen))
        await settled(pilot)
        assert "templates/call-sheet.md.j2 is a template that you have not used" in toasts(app)
        assert "bank account" in frame(app)


async def test_one_that_never_ends_is_told_and_everything_else_goes_on(vault: Path) -> None:
    put(vault, "thank-you-email", "---\nchannel: email\n---\n" + BOMBS["silent-loops"])
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await press(pilot, "f")
        await pilot.press("u", "i", "h", "i")
        await until(pilot, lambda: "thank-you-email.md.j2, line" in toasts(app))
        assert screen.letter.text == "hi"
        await press(pilot, "escape", "escape")
        assert app.is_running
