"""A call by keys alone: what the sheet shows, how each ending is logged, and what files and git say afterwards."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.workspace.moment import Moment
from tests.tui.driver import NORTHWIND, TODAY, frame, opened, press, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.messages import OpenCall
from tui.screens.agenda import AgendaScreen
from tui.screens.call.screen import CallScreen
from tui.screens.composer.screen import ComposerScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.note_lines import NoteLine
from tui.widgets.row_list import RowList

QUIET_WEEK = (
    NORTHWIND
    .replace("2026-11-20 14:00", "2026-11-12 14:00")
    .replace("- [ ] promise: send the ramp plan by 2026-11-23", "- [x] promise: send the ramp plan by 2026-11-15")
    .replace("- [ ] next:", "- [x] next:")
    .replace("2026-11-27", "2026-11-18")
    + """
## Correspondence

### 2026-11-12 18:30 Email to Joe Alvarez: Thank you

Dear Joe, thanks.

### 2026-11-13 09:00 Letter to Joe Alvarez

Dear Joe, a letter.
"""
)  # fmt: skip
DRAFT = """\
---
opportunity: northwind
to: Joe Alvarez
channel: phone
template: call-sheet
created: 2026-11-19
---
TO OPEN

- Good day from the draft.
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    made = small_vault(tmp_path)
    (made / "opportunities" / "northwind.md").write_text(QUIET_WEEK)
    return made


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def commits(vault: Path) -> int:
    count = ["git", "-C", str(vault), "rev-list", "--count", "HEAD"]
    return int(subprocess.run(count, capture_output=True, text=True, check=True).stdout)


async def write(pilot: Pilot[int], text: str) -> None:
    """Type a text in one go."""
    await pilot.press(*text)
    await settled(pilot)


async def sheet_of(pilot: Pilot[int], app: AfterwordApp, key: str = "c") -> CallScreen:
    """Open the call sheet of the agenda's call."""
    assert isinstance(app.screen, AgendaScreen)
    rows = app.screen.query_one("#rows", RowList)
    rows.highlight(next(k for k in rows.keys if "first-call/" in k))
    await settled(pilot)
    await press(pilot, key)
    screen = app.screen
    assert isinstance(screen, CallScreen)
    await until(pilot, lambda: bool(screen.script.sheet.parts))
    return screen


@pytest.mark.parametrize("key", ["c", "C"])
async def test_a_step_by_phone_opens_its_sheet_filled_from_the_notes(vault: Path, key: str) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app, key)
        shown = frame(app)
        assert "Call to Joe Alvarez  Northwind Freight" in shown
        assert "+1 555 0100" in shown
        assert "[ ] Good day, this is Sam Rivera." in shown
        assert "(your words: " in shown
        assert "[[" not in shown


async def test_lines_are_ticked_off_as_they_are_said(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "space", "j", "space")
        assert screen.script.said == (screen.script.lines[0], screen.script.lines[2])
        await press(pilot, "k", "space")
        assert len(screen.script.said) == 1


async def test_the_mark_runs_through_the_message_and_stops_at_its_end(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CallScreen, "WORD", 0.005)
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        seen: set[int] = set()
        screen.watch(screen.script, "read", lambda read: seen.add(-1 if read is None else read), init=False)
        await press(pilot, "v")
        await until(pilot, lambda: screen.script.read is None and len(seen) > 1)
        assert seen == {-1, *range(screen.script.words)}


async def test_the_clock_runs_from_the_key_that_says_they_picked_up(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        start = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
        screen = await sheet_of(pilot, app)
        await press(pilot, "enter")
        screen._clock = lambda: Moment(today=TODAY, now=start + timedelta(minutes=4, seconds=12), fixed=True)
        screen._tick()
        await settled(pilot)
        assert "17:04 · 04:12" in frame(app)
        await press(pilot, "0")
        assert "04:12" not in frame(app)


async def test_a_talk_is_logged_with_its_notes_in_one_change_and_the_next_step_is_shown(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await press(pilot, "n")
        await write(pilot, "no trust in the forecast")
        await press(pilot, "escape", "p")
        await write(pilot, "send the plan by tue")
        assert "promise: to Joe Alvarez, by Tue 24 Nov, in 4 days" in frame(app)
        await press(pilot, "escape", "s")
        await write(pilot, "Joe calls by fri (Joe)")
        before = commits(vault)
        await press(pilot, "escape", "d")
        await until(pilot, lambda: "next     " in frame(app))
        await until(pilot, lambda: "by Tue 24 Nov (in 4 days)" in frame(app))
        assert commits(vault) - before == 1  # what an editor had left was committed at the start, by itself
        await press(pilot, "enter")
        assert isinstance(app.screen, OpportunityScreen)
        assert "promised/" in app.screen.rows.key

    assert northwind(vault) == QUIET_WEEK.replace(
        "\n## Correspondence",
        "\n### 2026-11-20 17:00 Call to Joe Alvarez: first-call\n"
        "- need: no trust in the forecast\n"
        "- [ ] promise: send the plan by 2026-11-24\n"
        "- [ ] next: Joe calls by 2026-11-27 (Joe Alvarez)\n"
        "\n## Correspondence",
    )


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (("m",), "### 2026-11-20 17:00 Voicemail to Joe Alvarez: first-call\n\nThis is Sam Rivera, about the position"),
        (("b",), "### 2026-11-20 17:00 Call to Joe Alvarez: no answer\n"),
        (("l", "enter"), "Call to Joe Alvarez: asked to be called back\n- [ ] promise: call back by 2026-11-21\n"),
        (("x", "j"), "### 2026-11-20 17:00 Call to Joe Alvarez: does not want to be called\n"),
        (("x", "c"), "restrictions: [no-calls]\n"),
        (("x", "n"), "### 2026-11-20 17:00 Call to Joe Alvarez: asked not to be contacted\n"),
    ],
)
async def test_each_ending_has_a_key_that_logs_it(vault: Path, keys: tuple[str, ...], written: str) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await press(pilot, *keys)
        await until(pilot, lambda: "logged" in frame(app))
        await press(pilot, "escape")
        assert isinstance(app.screen, AgendaScreen)

    assert written in northwind(vault) or written.replace("[no-calls]", "\n  - no-calls") in northwind(vault)


async def test_a_key_pressed_twice_logs_the_call_once(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await pilot.press("d", "d")
        await settled(pilot)
        await until(pilot, lambda: "next     " in frame(app))

    assert northwind(vault).count("Call to Joe Alvarez") == 1


async def test_taking_it_back_leaves_the_sheet_as_it_was_and_it_can_end_otherwise(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "n")
        await write(pilot, "no trust")
        await press(pilot, "escape", "d")
        await until(pilot, lambda: "Take back (u)" in frame(app))
        await press(pilot, "u")
        await until(pilot, lambda: "Take this back?" in frame(app))
        await press(pilot, "y")
        await until(pilot, lambda: northwind(vault) == QUIET_WEEK)
        await settled(pilot)
        assert app.screen is screen
        assert [one.value for one in screen.notes.lines] == ["no trust"]
        await press(pilot, "b")
        await until(pilot, lambda: "no answer\n- need: no trust" in northwind(vault))


async def test_notes_are_not_left_unasked_and_a_line_is_left_first(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "w")
        await write(pilot, "we lose them")
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "escape")
        assert "1 note and the call are not in the log yet." in frame(app)
        await press(pilot, "escape")
        assert app.screen is screen
        await press(pilot, "q", "d")
        await until(pilot, lambda: "- quote: we lose them\n" in northwind(vault))


async def test_a_sheet_that_was_only_looked_at_closes_at_once(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await press(pilot, "space", "escape")
        assert isinstance(app.screen, AgendaScreen)


async def test_what_was_typed_is_written_down_when_the_program_ends(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await press(pilot, "o")
        await write(pilot, "board stories (nobody")
        await pilot.press("ctrl+q")
        await pilot.pause()

    assert "- topic: board stories (nobody\n" in northwind(vault)


async def test_an_empty_line_is_closed_again(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "n", "escape")
        assert not screen.has_class("-noting")
        await press(pilot, "n", "enter")
        assert not isinstance(screen.focused, NoteLine)
        assert not screen.has_class("-noting")


async def test_an_unsent_sheet_opens_again_from_its_draft_and_goes_once_it_has_served(vault: Path) -> None:
    (vault / "drafts" / "call.md").write_text(DRAFT)
    async with opened(vault) as (app, pilot):
        await press(pilot, "4", "enter")
        assert isinstance(app.screen, CallScreen)
        assert "[ ] Good day from the draft." in frame(app)
        await press(pilot, "d")
        await until(pilot, lambda: not (vault / "drafts" / "call.md").exists())


async def test_the_words_can_be_changed_in_the_composer_and_the_sheet_follows(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen))
        (draft,) = (vault / "drafts").rglob("*.md")
        draft.write_text(draft.read_text().replace("Good day,", "Good morning,"))
        await press(pilot, "escape")
        await press(pilot, "r")
        await until(pilot, lambda: app.screen is screen and "Good morning" in frame(app))


async def test_without_a_step_the_program_asks_whom_to_call(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        app.post_message(OpenCall("northwind"))
        await settled(pilot)
        assert "Whom do you call?" in frame(app)
        await press(pilot, "2")
        assert "Call to Mia Chen" in frame(app)
        assert "no number in your files" in frame(app)


async def test_an_attempt_of_today_is_remembered_on_the_sheet(vault: Path) -> None:
    path = vault / "opportunities" / "northwind.md"
    path.write_text(QUIET_WEEK.replace("## Corr", "### 2026-11-20 09:00 Call to Joe Alvarez: no answer\n\n## Corr"))
    async with opened(vault) as (app, pilot):
        app.post_message(OpenCall("northwind", to="Joe Alvarez"))
        await settled(pilot)
        assert "You rang once today already" in frame(app)


async def test_the_number_goes_to_the_clipboard(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await sheet_of(pilot, app)
        await press(pilot, "y")
        assert app.clipboard == "+1 555 0100"
        assert "+1 555 0100 was sent to the clipboard." in toasts(app)


async def test_a_file_that_is_gone_keeps_what_was_typed(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen = await sheet_of(pilot, app)
        await press(pilot, "n")
        await write(pilot, "no trust")
        await press(pilot, "escape")
        (vault / "opportunities" / "northwind.md").rename(vault / "elsewhere.txt")
        await press(pilot, "r")
        await until(pilot, lambda: not any(o.id == "northwind" for o in snapshot_of(app).records.opportunities))
        await press(pilot, "d")
        assert app.screen is screen
        assert [one.value for one in screen.notes.lines] == ["no trust"]


async def test_a_call_about_a_step_by_mail_does_not_settle_it(tmp_path: Path) -> None:
    made = small_vault(tmp_path)
    async with opened(made) as (app, pilot):
        promise = next(i for i in snapshot_of(app).agenda if i.mark_line and i.channel == "email")
        app.post_message(OpenCall("northwind", promise, to="Joe Alvarez"))
        await settled(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: "Call to Joe Alvarez\n" in northwind(made))

    assert "- [ ] promise: send the ramp plan" in northwind(made)
