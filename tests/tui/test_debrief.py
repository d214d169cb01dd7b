"""The debrief and the choice of a playbook by keys alone, and what files and git say afterwards."""

import subprocess
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from tests.tui.driver import (
    NORTHWIND,
    frame,
    opened,
    press,
    settled,
    small_vault,
    snapshot_of,
    toasts,
    until,
)
from tui.app import AfterwordApp
from tui.messages import OpenOpportunity, WriteDebrief
from tui.presentation.agenda import item_id
from tui.screens.agenda import AgendaScreen
from tui.screens.debrief import DebriefScreen
from tui.screens.opportunity import OpportunityScreen
from tui.screens.week import WeekScreen
from tui.widgets.note_lines import NoteLine
from tui.widgets.row_list import RowList
from tui.widgets.table import Table
from tui.widgets.tick_list import TickList

HELD = "### 2026-11-20 14:00 Interview with Joe Alvarez, Mia Chen: first round\n"
BARE = NORTHWIND[: NORTHWIND.index(HELD) + len(HELD)]
UNKNOWN = BARE.replace("    part: [interviewer, hiring-manager]\n", "    part: interviewer\n").replace(
    "    title: CFO\n    part: interviewer\n    email: mia.chen@northwind.example\n    spelling: confirmed\n", ""
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = small_vault(tmp_path)
    (made / "opportunities" / "northwind.md").write_text(BARE)
    return made


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def log_of(vault: Path) -> list[str]:
    done = subprocess.run(["git", "-C", str(vault), "log", "--format=%s"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def shipped(playbook: str) -> str:
    return (Path(__file__).resolve().parents[2] / "templates" / "playbooks" / f"{playbook}.md").read_text()


async def go_to_debrief(pilot: Pilot[int], app: AfterwordApp) -> None:
    """Put the agenda's cursor on the step that asks for notes."""
    assert isinstance(app.screen, AgendaScreen)
    rows = app.screen.query_one("#rows", RowList)
    rows.highlight(next(k for k in rows.keys if "debrief/" in k))
    await settled(pilot)


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text in one go."""
    await pilot.press(*text)
    await settled(pilot)


async def opened_form(pilot: Pilot[int], app: AfterwordApp, key: str = "enter") -> DebriefScreen:
    await go_to_debrief(pilot, app)
    await press(pilot, key)
    assert isinstance(app.screen, DebriefScreen)
    return app.screen


def lines_of(screen: DebriefScreen) -> list[str]:
    return [line.value for line in screen.query(NoteLine)]


@pytest.mark.parametrize("key", ["enter", "d", "b"])
async def test_the_form_opens_from_the_step_that_asks_for_notes(vault: Path, key: str) -> None:
    async with opened(vault) as (app, pilot):
        await opened_form(pilot, app, key)
        assert "Fri 20 Nov, interview" in frame(app)


async def test_a_step_of_another_name_that_asks_for_notes_opens_the_form_too(vault: Path) -> None:
    own = shipped("blend").replace("  - id: debrief\n", "  - id: jot\n")
    (vault / "playbooks" / "blend.md").write_text(own)
    async with opened(vault) as (app, pilot):
        assert isinstance(app.screen, AgendaScreen)
        rows = app.screen.query_one("#rows", RowList)
        rows.highlight(next(k for k in rows.keys if "jot/" in k))
        await settled(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_form_opens_from_the_week_as_well(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        await press(pilot, "w")
        assert isinstance(app.screen, WeekScreen)
        key = next(item_id(item) for item in snapshot_of(app).agenda if item.is_debrief)
        app.screen.rows.highlight(key)
        app.screen.grid.highlight(key)
        await press(pilot, "enter")
        assert isinstance(app.screen, DebriefScreen)


async def test_a_marked_debrief_keeps_its_form_when_others_are_done_with_it(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to_debrief(pilot, app)
        await press(pilot, "space")
        rows = app.screen.query_one("#rows", RowList)
        rows.highlight(next(k for k in rows.keys if "thanks/" in k and "Mia" in k))
        await press(pilot, "space", "d")
        assert "Thank-you: done?" in frame(app)
        assert "stays    Write notes, Northwind Freight  it has a form of its own" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Email to Mia Chen" in northwind(vault))
        await settled(pilot)
        assert "Skipped" not in northwind(vault)
        assert ["debrief/" in key for key in rows.marked] == [True]
        await press(pilot, "d")
        assert isinstance(app.screen, DebriefScreen)


async def test_notes_are_typed_line_by_line_and_written_in_one_commit(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await opened_form(pilot, app)
        await write(pilot, "reps stall (j")
        await press(pilot, "right", "enter")
        await write(pilot, "no trust in the forecast")
        await press(pilot, "ctrl+n", "ctrl+n", "enter")
        await press(pilot, "enter")
        await write(pilot, "value stories")
        await press(pilot, "enter", "enter", "enter", "enter", "enter", "enter")
        await write(pilot, "send the plan by mon (joe)")
        await press(pilot, "enter", "enter")
        await write(pilot, "Joe calls by fri (Joe)")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        await until(pilot, lambda: not any(i.step == "debrief" for i in snapshot_of(app).agenda))
        assert "u takes it back" in toasts(app)

    assert northwind(vault) == BARE + (
        "- need: reps stall (Joe Alvarez)\n"
        "- need: no trust in the forecast (Mia Chen)\n"
        "- topic: value stories\n"
        "- [ ] promise: send the plan by 2026-11-23 (Joe Alvarez)\n"
        "- [ ] next: Joe calls by 2026-11-27 (Joe Alvarez)\n"
    )
    assert log_of(vault)[0] == "Northwind Freight: debrief of the interview of 2026-11-20, 5 notes"


async def test_a_line_says_at_once_how_it_is_read(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await opened_form(pilot, app)
        await write(pilot, "speed")
        assert "need: the whole meeting's" in frame(app)
        await press(pilot, "ctrl+n")
        assert "need: Joe Alvarez" in frame(app)
        await press(pilot, *(["down"] * 6))
        await write(pilot, "call him")
        assert "no day yet" in frame(app)
        await write(pilot, " by 3bd (Joe)")
        assert "promise: to Joe Alvarez, by Wed 25 Nov 2026 (in 5 days)" in frame(app)
        await press(pilot, "down")
        await write(pilot, "round two (Joe, Zed)")
        assert "Nobody here is called “Zed”" in frame(app)


async def test_cards_confirm_names_fill_in_what_is_missing_and_say_who_leads(vault: Path) -> None:
    (vault / "opportunities" / "northwind.md").write_text(UNKNOWN)
    async with opened(vault, (100, 40)) as (app, pilot):
        screen = await opened_form(pilot, app)
        ticks = screen.query_one("#cards", TickList)
        ticks.focus()
        await press(pilot, "space")
        leader = screen.query_one("#leader", Select)
        leader.focus()
        await press(pilot, "enter", "down", "down", "enter")
        assert [w.id for w in screen.query(".card Input")] == ["address-0", "title-1", "email-1", "address-1"]
        screen.query_one("#title-1", Input).focus()
        await write(pilot, "CFO")
        await press(pilot, "enter")
        await write(pilot, "mia@northwind.example")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))

    mia = "  - name: Mia Chen\n    title: CFO\n    email: mia@northwind.example\n    spelling: confirmed\n"
    assert northwind(vault) == UNKNOWN.replace("  - name: Mia Chen\n", mia + "    part: hiring-manager\n")


async def test_escape_never_throws_typed_text_away(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await opened_form(pilot, app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AgendaScreen), "nothing was typed, so nothing is asked"

        screen = await opened_form(pilot, app)
        await write(pilot, "speed")
        await press(pilot, "escape")
        assert "Keep what you typed?" in frame(app)
        await press(pilot, "escape")
        assert lines_of(screen)[0] == "speed"
        assert "Debrief" in frame(app).splitlines()[0]
        await press(pilot, "escape", "escape", "escape", "s")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        assert northwind(vault) == BARE + "- need: speed\n"

        app.post_message(WriteDebrief("northwind"))
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await settled(pilot)
        await write(pilot, "trust")
        await press(pilot, "escape", "y")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
    assert northwind(vault) == BARE + "- need: speed\n"


async def test_quitting_writes_down_what_was_typed(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await opened_form(pilot, app)
        await write(pilot, "speed (Joe)")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert northwind(vault) == BARE + "- need: speed (Joe Alvarez)\n"


async def test_a_line_that_cannot_be_read_keeps_the_form_open(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await opened_form(pilot, app)
        await write(pilot, "speed")
        await press(pilot, "down")
        await write(pilot, "ladder (Joe, Zed)")
        await press(pilot, "down", "ctrl+o")
        assert app.screen is screen
        assert "Nobody here is called “Zed”" in toasts(app)
        focused = screen.focused
        assert isinstance(focused, NoteLine)
        assert focused.value == "ladder (Joe, Zed)"
        await press(pilot, *(["backspace"] * 6), ")", "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
    assert northwind(vault) == BARE + "- need: speed\n- topic: ladder (Joe Alvarez)\n"


async def test_what_another_program_writes_meanwhile_stays_and_the_form_keeps_its_text(vault: Path) -> None:
    path = vault / "opportunities" / "northwind.md"
    async with opened(vault, (120, 40)) as (app, pilot):
        screen = await opened_form(pilot, app)
        await write(pilot, "speed")
        path.write_text("---\nmood: good\n" + BARE.removeprefix("---\n") + "- topic: typed in an editor\n")
        await until(pilot, lambda: "typed in an editor" in frame(app))
        assert lines_of(screen)[0] == "speed"
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
    assert northwind(vault).endswith(HELD + "- topic: typed in an editor\n- need: speed\n")


async def test_a_talk_whose_heading_is_gone_keeps_the_form_open(vault: Path) -> None:
    path = vault / "opportunities" / "northwind.md"
    async with opened(vault, (120, 40)) as (app, pilot):
        screen = await opened_form(pilot, app)
        await write(pilot, "speed")
        path.write_text(BARE.replace(": first round", ": round one"))
        await until(pilot, lambda: "its heading is gone" in frame(app))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "no longer in the log" in toasts(app))
        assert app.screen is screen
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: "The debrief could not be kept, so the program stays open." in toasts(app))
        assert app.is_running
        await press(pilot, "escape", "y")


async def test_an_empty_line_goes_away_with_backspace_and_arrows_move(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await opened_form(pilot, app)
        await write(pilot, "one")
        await press(pilot, "enter")
        await write(pilot, "two")
        await press(pilot, "enter")
        assert lines_of(screen)[:4] == ["one", "two", "", ""]
        await press(pilot, "backspace")
        assert lines_of(screen)[:3] == ["one", "two", ""]
        assert screen.focused is screen.query(NoteLine)[1]
        await press(pilot, "up")
        await write(pilot, "!")
        await press(pilot, "enter")
        await write(pilot, "after one")
        assert lines_of(screen)[:3] == ["one!", "after one", "two"]
        await press(pilot, "escape", "y")


async def test_a_search_without_a_talk_says_so(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenOpportunity("kestrel"))
        await until(pilot, lambda: isinstance(app.screen, OpportunityScreen))
        await settled(pilot)
        await press(pilot, "b")
        assert "no interview, call, meeting or visit yet" in toasts(app)


async def test_the_debrief_is_in_the_palette(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to_debrief(pilot, app)
        await press(pilot, "colon")
        await write(pilot, "debrief")
        await until(pilot, lambda: "Write down the latest interview" in frame(app))
        await press(pilot, "escape")


async def test_the_plan_of_an_interview_stands_among_its_steps(vault: Path) -> None:
    async with opened(vault, (80, 40)) as (app, pilot):
        app.post_message(OpenOpportunity("harbor"))
        await until(pilot, lambda: isinstance(app.screen, OpportunityScreen))
        await settled(pilot)
        assert "Interview on Wed 25 Nov 10:00" in frame(app)
        screen = app.screen
        assert isinstance(screen, OpportunityScreen)
        screen.rows.highlight(next(k for k in screen.rows.keys if k.startswith("plan")))
        await settled(pilot)
        for words in ("What to ask", "What is the hardest problem", "a card of Priya Raman"):
            assert words in frame(app)
        await press(pilot, "enter")
        assert screen.focused is screen.why, "Enter reads on, and composes no letter"
        await press(pilot, "G")
        assert "Steps around it" in frame(app)


async def test_a_window_of_playbooks_is_as_high_as_its_steps_and_no_playbook_makes_it_lower(vault: Path) -> None:
    async with opened(vault, (130, 60)) as (app, pilot):
        await press(pilot, "2", "enter", "P")
        window, heights = app.screen.query_one("#window"), []
        books = app.screen.query_one("#books", RowList)
        for name in (books.key, *books.keys):
            books.highlight(name)
            await settled(pilot)
            heights.append(window.outer_size.height)
            shown = next(table for table in app.screen.query(Table) if table.display)
            assert shown.size.height >= shown.virtual_size.height, "every step is in sight"
            assert "Enter follows it" in frame(app)
        assert heights == sorted(heights)
        assert heights[-1] < 40

        await pilot.resize_terminal(130, 30)
        await settled(pilot)
        assert "Enter follows it" in frame(app)


async def test_a_playbook_is_chosen_with_both_schedules_in_sight(vault: Path) -> None:
    (vault / "opportunities" / "northwind.md").write_text(NORTHWIND)
    async with opened(vault, (130, 40)) as (app, pilot):
        app.post_message(OpenOpportunity("northwind"))
        await until(pilot, lambda: isinstance(app.screen, OpportunityScreen))
        await settled(pilot)
        await press(pilot, "P")
        assert "followed now" in frame(app)
        await press(pilot, "enter")
        assert northwind(vault) == NORTHWIND, "the one that is followed already changes nothing"

        await press(pilot, "P")
        books = app.screen.query_one("#books", RowList)
        books.highlight("quiet")
        await settled(pilot)
        shown = frame(app)
        assert "Steps ahead: " in shown
        assert any("Thank-you" in row.split("│", 2)[1] for row in shown.splitlines() if row.count("Thank-you") > 1)
        await press(pilot, "escape")
        assert northwind(vault) == NORTHWIND

        await press(pilot, "P")
        app.screen.query_one("#books", RowList).highlight("quiet")
        await press(pilot, "tab", "j", "ctrl+o")
        await until(pilot, lambda: "playbook: quiet\n" in northwind(vault))
    assert northwind(vault).replace("playbook: quiet\n", "") == NORTHWIND
