"""The program by keys alone: what a person does in a day, and what files and git say afterwards."""

import subprocess
import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driver import (
    NORTHWIND,
    PATIENCE,
    app_on,
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
from tui.bridge import ahead
from tui.messages import OpenOpportunity
from tui.screens.agenda import AgendaScreen
from tui.screens.composer.screen import ComposerScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.row_list import RowList
from tui.widgets.tick_list import TickList
from tui.widgets.title_bar import TitleBar


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def log_of(vault: Path) -> list[str]:
    """Return the sentences of the vault's commits, newest first."""
    done = subprocess.run(["git", "-C", str(vault), "log", "--format=%s"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


async def go_to(pilot: Pilot[int], app: AfterwordApp, words: str) -> None:
    """Move the cursor down until the highlighted line shows these words."""
    screen = app.screen
    assert isinstance(screen, AgendaScreen)
    rows = screen.query_one("#rows", RowList)
    await press(pilot, "g")
    for _ in rows.keys:
        item = screen.item
        if item and words in f"{item.step} {item.who} {item.company}":
            return
        await press(pilot, "j")
    raise AssertionError(words + "\n" + frame(app))


def thanks_to(app: AfterwordApp, who: str) -> bool:
    """Tell whether the agenda still asks to thank somebody."""
    return any(i.who == who and (i.template or "").startswith("thank-you") for i in snapshot_of(app).agenda)


async def test_the_main_job_from_agenda_to_git_log(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        assert thanks_to(app, "Joe Alvarez")
        step = next(
            i.step for i in snapshot_of(app).agenda if i.who == "Joe Alvarez" and i.template == "thank-you-email"
        )
        await go_to(pilot, app, f"{step} Joe")
        assert "interview with Joe Alvarez" in frame(app)

        await press(pilot, "c")
        assert isinstance(app.screen, ComposerScreen)
        notes = app.screen.query_one("#notes", TickList)
        assert notes.ticked
        await press(pilot, "j", "space", "space")
        await press(pilot, "i", "ctrl+end", "enter", *"PS: good luck on Monday")
        assert "good luck" in app.screen.letter.text
        await press(pilot, "ctrl+o")
        draft = next((vault / "drafts").rglob("*.md"))
        assert "PS: good luck on Monday" in draft.read_text()

        await press(pilot, "ctrl+t")
        assert "Joe Alvarez" in frame(app)
        assert "log" in frame(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ComposerScreen), "a stray Enter must not answer yes"
        assert draft.exists()
        await press(pilot, "ctrl+t", "y")

        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        await until(pilot, lambda: not thanks_to(app, "Joe Alvarez"))
        assert thanks_to(app, "Mia Chen")
        assert "u takes it back" in toasts(app)

    text = northwind(vault)
    assert text.startswith(NORTHWIND.split("## Notes")[0])
    assert "### 2026-11-20 17:00 Email to Joe Alvarez: " in text
    assert "PS: good luck on Monday" in text
    assert not draft.exists()
    assert "Joe Alvarez" in log_of(vault)[0]
    assert "sent" in log_of(vault)[0]


async def test_what_was_done_can_be_taken_back(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "m", "j", "enter")
        await until(pilot, lambda: northwind(vault) != NORTHWIND)
        changed = northwind(vault)

        await press(pilot, "u")
        assert "Take this back?" in frame(app)
        await press(pilot, "u")
        await press(pilot, "enter", "u")
        assert northwind(vault) == changed, "neither the key that asks nor a stray Enter must be what confirms"
        await press(pilot, "y")

        await until(pilot, lambda: northwind(vault) == NORTHWIND)


async def test_a_step_is_done_snoozed_and_skipped(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        before = len(snapshot_of(app).agenda)
        await go_to(pilot, app, "Mia")
        await press(pilot, "d", "d", "escape", "y")
        assert northwind(vault) == NORTHWIND
        await go_to(pilot, app, "Mia")
        await press(pilot, "d", "enter")
        await until(pilot, lambda: " to Mia Chen" in northwind(vault))
        await go_to(pilot, app, "Joe")
        await press(pilot, "s", "+", "2", "d", "enter")
        await until(pilot, lambda: "Snoozed" in northwind(vault))
        await press(pilot, "g", "x", "enter")
        assert "Say in a few words why" in frame(app)
        await press(pilot, *"no need", "enter")
        await until(pilot, lambda: any("Skipped" in p.read_text() for p in (vault / "opportunities").iterdir()))
        await settled(pilot)
        assert len(snapshot_of(app).agenda) != before or "Snoozed" in northwind(vault)


@pytest.mark.parametrize("keys", [("s", "+", "9", "d", "enter"), ("x", *"no need", "enter"), ("d", "enter")])
async def test_after_a_step_is_dealt_with_the_cursor_is_on_the_next_one(vault: Path, keys: tuple[str, ...]) -> None:
    async with opened(vault, (80, 20)) as (app, pilot):
        rows = app.screen.query_one("#rows", RowList)
        await go_to(pilot, app, "Joe")
        before = northwind(vault)
        following = rows.keys[rows.keys.index(rows.key) + 1]
        await press(pilot, *keys)
        await until(pilot, lambda: northwind(vault) != before)
        await settled(pilot)
        assert rows.key == following
        assert 0 <= rows.cursor - rows.scroll_offset.y < rows.size.height


async def test_a_key_of_a_list_shows_the_list_and_asks_only_for_typed_text(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, OpportunityScreen)
        await press(pilot, "2")
        assert isinstance(app.screen, OpportunitiesScreen)
        await press(pilot, "enter", "1", "2")
        assert isinstance(app.screen, OpportunitiesScreen)
        await press(pilot, "c", "i", *"Hm", "escape", "1")
        assert isinstance(app.screen, AgendaScreen)
        await press(pilot, "2")
        assert "Keep what you wrote?" in frame(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ComposerScreen)
        assert "Hm" in app.screen.letter.text


async def test_logging_a_call_and_a_note(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "Joe")
        await press(pilot, "L")
        await press(pilot, "tab", "tab", "tab", "tab", *"talked of round two", "ctrl+o")
        await until(pilot, lambda: "talked of round two" in northwind(vault))
        await go_to(pilot, app, "Mia")
        await press(pilot, "n", *"they want it by June", "enter")
        await until(pilot, lambda: "- need: they want it by June (Mia Chen)" in northwind(vault))


async def test_adding_the_first_opportunity(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    for file in (vault / "opportunities").iterdir():
        file.unlink()
    async with opened(vault) as (app, pilot):
        assert "Press a to add an opportunity" in frame(app)
        await press(pilot, "a", "enter")
        assert "A new opportunity needs a company." in frame(app)
        await press(pilot, *"Acme", "tab", *"Lead", "enter")
        await until(pilot, lambda: len(snapshot_of(app).records.opportunities) == 1)
        await press(pilot, "2")
        assert "Acme" in frame(app)


async def test_filter_as_you_type(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "slash", *"priya")
        screen = app.screen
        assert isinstance(screen, OpportunitiesScreen)
        assert screen.rows.keys == ("harbor",)
        await press(pilot, "enter")
        assert screen.rows.has_focus
        await press(pilot, "escape")
        assert len(screen.rows.keys) == 3
        await press(pilot, "escape", "escape")
        assert app.is_running
        assert app.screen is screen


async def test_one_opportunity_shows_steps_log_people_letters_card_and_file(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "Joe")
        await press(pilot, "enter")
        assert isinstance(app.screen, OpportunityScreen)
        assert "Outstanding" in frame(app)
        await press(pilot, "l")
        assert "reps stall below the C-level" in frame(app)
        await press(pilot, "l")
        assert "Open between you" in frame(app)
        await press(pilot, "l")
        assert "No letters yet." in frame(app)
        await press(pilot, "right")
        assert "joe.alvarez@northwind.example" in frame(app)
        await press(pilot, "right")
        assert "stage: interviewing            # second week" in frame(app)
        await press(pilot, "l", "escape")
        assert isinstance(app.screen, AgendaScreen)


async def test_a_file_that_cannot_be_read_says_so_and_opens_at_its_line(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "opportunities" / "torn.md").write_text("---\ncompany: Torn\nposition: [half\n---\n")
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/opened"\n')
    editor.chmod(0o755)
    async with opened(vault, editor=str(editor)) as (app, pilot):
        monkeypatch.setattr(type(app._driver), "can_suspend", True)
        app.post_message(OpenOpportunity("torn"))
        await settled(pilot)
        shown = frame(app)
        problem = next(p for p in snapshot_of(app).problems if p.path == "opportunities/torn.md")
        assert "cannot be read" in shown.splitlines()[0]
        assert f"line {problem.line}: {problem.message}"[:60] in shown
        assert "lead" not in shown
        await press(pilot, "e")
        assert "torn.md" in (tmp_path / "opened").read_text()
        await press(pilot, "c")
        assert isinstance(app.screen, OpportunityScreen)


async def test_escape_never_throws_typed_text_away_unasked(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "Joe")
        await press(pilot, "c", "i", *"Hm", "escape", "escape")
        assert "Keep what you wrote?" in frame(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ComposerScreen)
        await press(pilot, "escape", "s")
        await until(pilot, lambda: isinstance(app.screen, AgendaScreen))
        assert "Hm" in next((vault / "drafts").rglob("*.md")).read_text()


async def test_quitting_keeps_a_letter_as_a_draft(vault: Path) -> None:
    app = app_on(vault)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        await go_to(pilot, app, "Joe")
        await press(pilot, "c", "i", *"Kept")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0
    assert "Kept" in next((vault / "drafts").rglob("*.md")).read_text()


async def test_q_goes_back_and_then_quits(vault: Path) -> None:
    app = app_on(vault)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        await press(pilot, "enter", "q")
        assert isinstance(app.screen, AgendaScreen)
        await pilot.press("q")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


async def test_gaps_stand_in_the_way_of_sent(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "Joe")
        await press(pilot, "c", "i", *"[[ a gap ]] ", "ctrl+t")
        await until(pilot, lambda: "Not yet" in toasts(app))
        assert "You are in the text now, at the gap in line 1" in toasts(app)
        assert isinstance(app.screen, ComposerScreen)
        assert northwind(vault) == NORTHWIND


@pytest.mark.parametrize("patient", [True, False], ids=["soon", "late"])
async def test_what_is_typed_while_a_letter_is_filled_stays(
    vault: Path, monkeypatch: pytest.MonkeyPatch, *, patient: bool
) -> None:
    if not patient:
        monkeypatch.setattr(ahead, "LOOKS", 5)
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks Joe")
        vault_is_busy = threading.Event()
        app._bridge.submit(lambda _: vault_is_busy.wait(PATIENCE))
        await pilot.press("c", "i", *"Quick")
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        if not patient:  # keys wait for a letter, but not for ever
            await until(pilot, lambda: screen.letter.text == "Quick")
        vault_is_busy.set()
        await settled(pilot)
        await until(pilot, lambda: not app._ahead and screen.letter.text != "")
        if patient:
            await until(pilot, lambda: screen.letter.text.startswith("QuickDear Joe Alvarez,"))
        else:
            assert screen.letter.text == "Quick"
            assert "The text is yours now" in frame(app)


async def test_what_is_typed_while_a_letter_is_saved_is_never_logged_unseen(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks Joe")
        await press(pilot, "c", "i", *"Seen ")
        vault_is_busy = threading.Event()
        app._bridge.submit(lambda _: vault_is_busy.wait(PATIENCE))
        await pilot.press("ctrl+t", *"xyz")
        vault_is_busy.set()
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        assert "that text was not taken" in toasts(app)
        assert "xyz" not in screen.letter.text
        assert northwind(vault) == NORTHWIND
        await press(pilot, *"xyz")
        assert screen.letter.text.startswith("Seen xyzDear")
        await press(pilot, "ctrl+t")
        assert "Was this letter sent?" in frame(app)


async def test_a_gap_in_the_subject_is_where_one_goes(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks Joe")
        await press(pilot, "c")
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        screen.subject.value = "About [[ what ]]"
        await press(pilot, "ctrl+t")
        await until(pilot, lambda: "Not yet" in toasts(app))
        assert screen.subject.has_focus
        assert "You are in the subject now" in toasts(app)


async def test_a_subject_typed_while_the_letter_is_saved_stays(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks Joe")
        await press(pilot, "c")
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        screen.subject.focus()
        vault_is_busy = threading.Event()
        app._bridge.submit(lambda _: vault_is_busy.wait(PATIENCE))
        await pilot.press("ctrl+o", "end", *" later")
        vault_is_busy.set()
        await settled(pilot)
        assert screen.subject.value.endswith(" later")
        assert screen.is_dirty


async def test_the_palette_finds_actions_and_opportunities(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "colon")
        await pilot.press(*"kestrel")
        await until(pilot, lambda: "Kestrel Books, Training Manager" in frame(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, OpportunityScreen))
        await press(pilot, "ctrl+p", *"problems", "enter")
        await until(pilot, lambda: app.current_mode == "problems")


async def test_help_lists_the_keys_of_the_screen(vault: Path) -> None:
    async with opened(vault, (100, 40)) as (app, pilot):
        await press(pilot, "question_mark")
        assert "Log the highlighted step as done;" in frame(app)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, AgendaScreen)


async def test_everything_can_be_reached_by_mouse(vault: Path) -> None:
    async with opened(vault, (100, 30)) as (app, pilot):
        bar = app.screen.query_one(TitleBar)
        await pilot.click(bar, offset=(bar.place_of("opportunities") + 1, 0))
        await settled(pilot)
        assert isinstance(app.screen, OpportunitiesScreen)
        rows = app.screen.rows
        await pilot.click(rows, offset=(5, 1))
        await settled(pilot)
        assert rows.cursor == 1
        await pilot.click(rows, offset=(5, 1))
        await settled(pilot)
        assert isinstance(app.screen, OpportunityScreen)
        await pilot.click("#tab-log")
        await settled(pilot)
        assert app.screen.pane == "log"
        await pilot.click("#tab-back")
        await settled(pilot)
        assert isinstance(app.screen, OpportunitiesScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_file_opens_in_the_editor_and_the_screen_comes_back(
    vault: Path, tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nsed -i "s/Found through Ana/Found through Ben/" "$1"\n')
    editor.chmod(0o755)
    async with opened(vault, size, editor=f"'{editor}'") as (app, pilot):
        monkeypatch.setattr(type(app._driver), "can_suspend", True)
        await go_to(pilot, app, "Joe")
        await press(pilot, "e")
        await until(pilot, lambda: "Found through Ben" in northwind(vault))
        await settled(pilot)
        assert isinstance(app.screen, AgendaScreen)
    assert any("editor" in sentence for sentence in log_of(vault))
