"""The panel by keys: the letters of one interview side by side, and what can be done about each."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.commands.save_draft import save_draft
from store.workspace.commands.write_draft import write_draft
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.tui.driver import NOW, TODAY, frame, opened, panel_vault, press, settled, toasts, until
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
    await until(pilot, lambda: "2 of 3 written to" in frame(app))
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
        await until(pilot, lambda: "3 of 3 written to" in frame(app))


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


CHART = """\
What you need              | What I have done
---------------------------+----------------------------------
Reps stall below the C-level | I wrote the ladder that took our
                           | reps to the board."""


async def test_a_chart_is_broken_in_no_column_and_two_letters_to_one_say_what_they_are(vault: Path) -> None:
    workspace = Workspace.open(vault, Moment(today=TODAY, now=NOW, fixed=True))
    workspace.carry_out(write_draft("northwind", "needs-chart-letter", "Joe"))
    draft = next(d for d in workspace.snapshot().records.drafts if d.channel == "letter")
    workspace.carry_out(save_draft(draft.path, draft.body, "", f"Dear Joe Alvarez,\n\n{CHART}\n\nSam Rivera"))
    for size, beside in (((100, 40), 1), ((140, 40), 2)):
        async with opened(vault, size) as (app, pilot):
            app.post_message(OpenPanel("northwind"))
            await until(pilot, lambda: "Joe Alvarez (letter)" in frame(app))
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, PanelScreen)
            assert sum(column.display for column in screen.columns.children) == beside
            await until(pilot, lambda: "Joe Alvarez (email)" in frame(app))
            while screen.sheet and not (screen.sheet.draft and screen.sheet.draft.channel == "letter"):
                await press(pilot, "l")
            for row in CHART.split("\n"):
                assert row in frame(app)
