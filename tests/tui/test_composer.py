"""The composer by keys: choosing with typed text kept, stories for needs, proof, sending."""

import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.driver import frame, press, program, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.dialogs import under_way
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.pick import PickDialog
from tui.dialogs.sent import SentDialog
from tui.messages import ComposeLetter, OpenDraft
from tui.screens.composer import rescuing
from tui.screens.composer.screen import ComposerScreen
from tui.widgets.pick_list import PickList
from tui.widgets.tick_list import TickList

SECOND_STORY = """\
---
title: Ramp in ninety days
needs: [ramp of new hires]
skills: [onboarding]
result: ramp from nine months to ninety days
---
I wrote the plan that brought our reps to speed.
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = small_vault(tmp_path)
    (vault / "stories" / "ramp.md").write_text(SECOND_STORY)
    return vault


async def composing(app: AfterwordApp, pilot: Pilot[int], who: str = "Joe Alvarez") -> ComposerScreen:
    """Open the thank-you to somebody, and wait until it is filled."""
    item = next(i for i in snapshot_of(app).agenda if i.who == who and i.template == "thank-you-email")
    app.post_message(ComposeLetter("northwind", item))
    await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
    await settled(pilot)
    assert isinstance(app.screen, ComposerScreen)
    return app.screen


def notes_of(screen: ComposerScreen) -> TickList:
    return screen.query_one("#notes", TickList)


async def write_below(pilot: Pilot[int], screen: ComposerScreen, text: str) -> None:
    """Type below the letter."""
    await press(pilot, "i")
    screen.letter.move_cursor(screen.letter.document.end)
    await press(pilot, "enter", *text)


async def go_to_note(pilot: Pilot[int], screen: ComposerScreen, words: str) -> None:
    """Move the cursor to the note with these words."""
    notes = notes_of(screen)
    notes.focus()
    for _ in notes._lines:
        if words in str(notes._lines[notes.cursor][0]):
            return
        await press(pilot, "j")
    raise AssertionError(words)


async def test_a_tick_fills_the_letter_again_and_keeps_what_was_typed(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        assert "we lose them" in screen.letter.text
        await write_below(pilot, screen, "PS: mine")
        await press(pilot, "escape")
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        assert "we lose them" not in screen.letter.text
        assert screen.letter.text.rstrip().endswith("PS: mine")
        await press(pilot, "space")
        assert "we lose them" in screen.letter.text
        assert screen.letter.text.rstrip().endswith("PS: mine")


async def test_undo_in_the_text_takes_back_one_filling_at_a_time(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        first = screen.letter.text
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        assert screen.letter.text != first
        await press(pilot, "i", "ctrl+z")
        assert screen.letter.text == first
        await press(pilot, "ctrl+z")
        assert screen.letter.text == first, "the first filling is no step"


async def test_it_is_asked_only_where_both_changed_the_same_line(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        row = next(n for n, text in enumerate(screen.letter.text.split("\n")) if "lose" in text)
        column = screen.letter.text.split("\n")[row].index("lose")
        screen.letter.replace("drop", (row, column), (row, column + len("lose")))
        await settled(pilot)
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        assert isinstance(app.screen, ChooseDialog)
        assert "drop" in frame(app)
        assert "The template's (t)" in frame(app)
        await press(pilot, "k")
        assert "we drop them" in screen.letter.text


async def test_a_saved_draft_has_its_ticks_again_and_fills_again(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        await write_below(pilot, screen, "PS: mine")
        await press(pilot, "ctrl+o", "escape", "escape")
        await until(pilot, lambda: not isinstance(app.screen, ComposerScreen))
        path = snapshot_of(app).records.drafts[0].path
        app.post_message(OpenDraft(path))
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
        await settled(pilot)
        again = app.screen
        assert isinstance(again, ComposerScreen)
        screen = again
        shown = {str(one[0]) for one in notes_of(screen)._lines if one[1] in notes_of(screen).ticked}
        assert not any("quote" in text for text in shown)
        assert any("need" in text for text in shown)
        assert not screen.is_dirty
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        assert "we lose them" in screen.letter.text
        assert screen.letter.text.rstrip().endswith("PS: mine")
        assert screen.is_dirty


async def test_ticks_stay_with_their_notes_when_lines_move_in_the_file(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await go_to_note(pilot, screen, "quote")
        await press(pilot, "space")
        path = vault / "opportunities" / "northwind.md"
        path.write_text(path.read_text().replace("Found through Ana.", "Found through Ana.\n\nAnd more.\n\nAnd more."))
        notes = notes_of(screen)
        before = [value for _line, value in notes._lines]
        await until(pilot, lambda: [value for _line, value in notes._lines] != before)
        await settled(pilot)
        unticked = {str(one[0]) for one in notes._lines if one[1] not in notes.ticked}
        assert any("quote" in text for text in unticked)
        assert not any("need:" in text for text in unticked)
        assert "we lose them" not in screen.letter.text
        assert "reps stall below" in " ".join(screen.letter.text.split())


async def test_a_need_says_which_story_answers_it_and_another_can_be_set(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        assert "fits: stall," in frame(app)
        await go_to_note(pilot, screen, "need")
        await press(pilot, "m")
        assert isinstance(app.screen, PickDialog)
        app.screen.query_one(PickList).highlight("stories/ramp.md")
        await press(pilot, "enter")
        assert screen.choice.answers == {next(iter(screen.choice.answers)): "stories/ramp.md"}
        assert "ninety days" in screen.letter.text
        await press(pilot, "m", "G", "enter")
        assert "no story answers it" in " ".join(frame(app).split())
        assert "ninety days" not in screen.letter.text


async def test_the_fact_under_the_cursor_leads_to_its_line_in_the_file(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        row = next(n for n, text in enumerate(screen.letter.text.split("\n")) if "lose" in text)
        await press(pilot, "i")
        screen.letter.move_cursor((row, screen.letter.text.split("\n")[row].index("lose")))
        await press(pilot, "ctrl+g")
        assert isinstance(app.screen, PickDialog)
        text = (vault / "opportunities" / "northwind.md").read_text().split("\n")
        line = next(n for n, one in enumerate(text, 1) if "we lose them" in one)
        chosen = app.screen.query_one(PickList)
        assert f"opportunities/northwind.md:{line}" in str(chosen._lines[chosen.cursor][0])


async def test_a_finding_leads_to_its_line_and_a_key_to_the_next_one(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await write_below(pilot, screen, "PS [[ why ]]")
        await press(pilot, "escape")
        last = screen.letter.document.line_count - 1
        await until(pilot, lambda: "1 to mend" in frame(app))
        await press(pilot, "n")
        assert screen.letter.has_focus
        assert screen.letter.cursor_location[0] == last
        await press(pilot, "escape")
        screen.found.focus()
        await press(pilot, "enter")
        assert screen.letter.has_focus


async def test_a_key_leads_from_gap_to_gap_and_what_is_typed_takes_the_place_of_each(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        screen.put("About [[ what ]]", "Dear Joe Alvarez,\n\nHere [[ one thing, which\nis long ]] and [[ two ]].\n")
        screen.follow_typing()
        await until(pilot, lambda: "3 to mend" in frame(app))
        await press(pilot, "n")
        await press(pilot, *"ramp", "ctrl+n", *"it is", "ctrl+n", *"me")
        assert screen.typed == ("About ramp", "Dear Joe Alvarez,\n\nHere it is and me.")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert "[[ two ]]" in screen.letter.text


def recorder(folder: Path, code: int = 0) -> tuple[str, Path]:
    """Make a program that takes mail as sendmail does; return its settings and what it records."""
    taken = folder / "taken"
    program = folder / "mailer"
    program.write_text(f'#!/bin/sh\ncat >> "{taken}"\nexit {code}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f'[mail]\nsendmail = ["{program}", "-t"]\n', taken


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a message go without the moment in which it can be kept."""
    monkeypatch.setattr(under_way, "GRACE", 0.01)


@pytest.mark.usefixtures("at_once")
async def test_a_letter_is_sent_by_the_way_that_is_set_up_once_and_logged(vault: Path) -> None:
    config, taken = recorder(vault.parent)
    async with program(vault, config=config) as (app, pilot):
        await composing(app, pilot)
        await press(pilot, "s")
        shown = frame(app)
        assert "How does it go out?" in shown
        assert "sam@rivera.example" in shown
        assert "joe.alvarez@northwind.example" in shown
        assert "no `host` is set" in " ".join(shown.split())
        await press(pilot, "enter")
        assert isinstance(app.screen, SentDialog)
        await press(pilot, "enter")
        assert not taken.exists(), "Enter alone never says yes"
        await press(pilot, "s", "enter")
        await pilot.press("y", "y")
        await until(pilot, lambda: not isinstance(app.screen, ComposerScreen) and len(app.screen_stack) == 1)
    assert taken.read_text().count("To: Joe Alvarez") == 1
    text = (vault / "opportunities" / "northwind.md").read_text()
    assert "Email to Joe Alvarez" in text
    assert not list((vault / "drafts").rglob("*.md"))


async def test_a_message_can_be_kept_before_it_goes(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "GRACE", 600)
    config, taken = recorder(vault.parent)
    async with program(vault, config=config) as (app, pilot):
        screen = await composing(app, pilot)
        await press(pilot, "s", "enter", "y")
        assert "Esc keeps it here" in frame(app)
        await press(pilot, "escape")
        assert app.screen is screen
        assert "Nothing was sent" in toasts(app)
    assert not taken.exists()
    assert len(list((vault / "drafts").rglob("*.md"))) == 1


@pytest.mark.usefixtures("at_once")
async def test_a_failure_keeps_the_draft_and_says_what_happened(vault: Path) -> None:
    config, _taken = recorder(vault.parent, code=75)
    async with program(vault, config=config) as (app, pilot):
        screen = await composing(app, pilot)
        await press(pilot, "s", "enter", "y")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await until(pilot, lambda: "It was not sent" in frame(app))
        await press(pilot, "escape")
        assert app.screen is screen
        assert "Email to Joe" not in (vault / "opportunities" / "northwind.md").read_text()
    assert len(list((vault / "drafts").rglob("*.md"))) == 1


async def test_copied_text_is_logged_once_the_user_says_that_it_went(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await press(pilot, "s")
        app.screen.query_one(PickList).highlight("clipboard")
        await press(pilot, "enter")
        assert "Did it go?" in frame(app)
        assert app.clipboard.startswith("Dear Joe")
        await press(pilot, "enter")
        assert app.screen is screen
        await press(pilot, "t", "y")
        await until(pilot, lambda: "Email to Joe" in (vault / "opportunities" / "northwind.md").read_text())


async def test_what_was_typed_before_a_crash_is_offered_at_the_next_start(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescuing, "PAUSE", 0.05)
    state = vault.parent / "home" / "state" / "unsaved"
    async with program(vault) as (app, pilot):
        screen = await composing(app, pilot)
        await write_below(pilot, screen, "PS: not lost")
        await until(pilot, lambda: any("not lost" in f.read_text() for f in state.glob("*")))
        (kept,) = state.glob("*")
        data = kept.read_bytes()
        await press(pilot, "escape", "escape", "y")
        await until(pilot, lambda: not list(state.glob("*")))
    (state / "letter-1.jsonl").write_bytes(data)  # as a program leaves it that is killed
    async with program(vault) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await until(pilot, lambda: "A letter to Joe Alvarez was not saved" in frame(app))
        await press(pilot, "o")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        await settled(pilot)
        again = app.screen
        assert isinstance(again, ComposerScreen)
        assert again.letter.text.endswith("PS: not lost")
        assert again.is_dirty
        assert len(list(state.glob("*"))) == 1
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: any("not lost" in f.read_text() for f in (vault / "drafts").rglob("*.md")))
