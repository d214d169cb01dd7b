"""The panel by keys: the letters of one interview side by side, and what can be done about each."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driver import frame, opened, panel_vault, press, settled, toasts, until
from tui.app import AfterwordApp
from tui.bridge.place import Place
from tui.messages import OpenPanel
from tui.screens.agenda import AgendaScreen
from tui.screens.panel import PanelScreen


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return panel_vault(tmp_path)


async def panel_on(pilot: Pilot[int], app: AfterwordApp) -> PanelScreen:
    app.post_message(OpenPanel("northwind"))
    await settled(pilot)
    screen = app.screen
    assert isinstance(screen, PanelScreen)
    await until(pilot, lambda: "2 of 3 people written to" in frame(app))
    return screen


def name_of(screen: Place) -> str:
    assert isinstance(screen, PanelScreen) and screen.sheet
    return screen.sheet.person.name


async def test_the_key_opens_it_from_a_step_of_the_interview(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "enter", "p")
        assert isinstance(app.screen, PanelScreen)


async def test_shared_words_are_marked_by_a_sign_and_likeness_is_a_number(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await panel_on(pilot, app)
        shown = frame(app)
        assert "»1 " in shown and "«" in shown
        assert "% stands in Mia Chen's too" in shown
        assert 'quote: "we lose them in the second meeting"' in shown


@pytest.mark.parametrize(("size", "beside"), [((80, 24), 1), ((100, 30), 2), ((200, 60), 3)])
async def test_as_many_letters_stand_side_by_side_as_there_is_room_for(
    vault: Path, size: tuple[int, int], beside: int
) -> None:
    async with opened(vault, size) as (app, pilot):
        screen = await panel_on(pilot, app)
        assert sum(column.display for column in screen.columns.children) == beside
        for name in ("Joe Alvarez", "Mia Chen", "Ben Osei"):
            assert name_of(screen) == name
            assert screen.focused and screen.focused.display
            await press(pilot, "l")
        await press(pilot, "h", "h", "h")
        assert name_of(screen) == "Joe Alvarez"


async def test_a_letter_opens_in_the_composer(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await panel_on(pilot, app)
        await press(pilot, "l", "enter")
        await until(pilot, lambda: "Email to Mia Chen" in frame(app))


async def test_who_has_no_letter_is_written_to_and_the_panel_follows(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await panel_on(pilot, app)
        await press(pilot, "l", "l")
        assert "No letter yet." in frame(app)
        await press(pilot, "c")
        await until(pilot, lambda: "Email to Ben Osei" in frame(app))
        await press(pilot, "ctrl+o", "escape")
        await until(pilot, lambda: "3 of 3 people written to" in frame(app))


async def test_a_letter_that_cites_nothing_of_theirs_says_so(vault: Path) -> None:
    draft = next(path for path in (vault / "drafts").rglob("*.md") if "to: Mia" in path.read_text())
    head = draft.read_text().partition("---\n\n")[0].split("---\n")[1]
    draft.write_text(f"---\n{head}---\nDear Mia Chen,\n\nThank you for the pleasant hour at your office.\n")
    async with opened(vault) as (app, pilot):
        await panel_on(pilot, app)
        await press(pilot, "l")
        await until(pilot, lambda: "! nothing this person said  R11" in frame(app))


async def test_without_an_interview_there_is_nothing_to_compare(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenPanel("kestrel"))
        await settled(pilot)
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        assert "Kestrel Books" in toasts(app)
