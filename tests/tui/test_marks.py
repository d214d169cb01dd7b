"""Marked steps, questions with answers, one message for several steps: by keys, and what the files say afterwards."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from store.model.agenda import Bucket, Item
from store.model.value import replace
from tests.tui.driver import frame, late_vault, opened, press, settled, snapshot_of, strips, toasts, until
from tests.tui.test_presentation import TODAY, item
from tui.app import AfterwordApp
from tui.dialogs.answer import AnswerDialog
from tui.dialogs.complete import CompleteDialog
from tui.presentation.marks import about, marked_line
from tui.presentation.reasons import reason
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span, plain
from tui.screens.agenda import AgendaScreen
from tui.screens.composer.screen import ComposerScreen
from tui.widgets.row_list import RowList
from tui.widgets.tick_list import TickList


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return late_vault(tmp_path)


def files(vault: Path) -> dict[str, str]:
    return {p.name: p.read_text() for p in (vault / "opportunities").glob("*.md")}


def changes(vault: Path) -> list[str]:
    """Return the sentences of Afterword's own changes, newest first."""
    words = ["git", "-C", str(vault), "log", "--format=%s"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return [s for s in done.stdout.splitlines() if not s.startswith(("edited", "a new vault"))]


def agenda_of(app: AfterwordApp) -> AgendaScreen:
    screen = app.screen
    assert isinstance(screen, AgendaScreen), frame(app)
    return screen


async def go_to(pilot: Pilot[int], app: AfterwordApp, step: str, who: str = "") -> Item:
    """Put the cursor on the open step of that name for that person."""
    rows = agenda_of(app).rows
    found = next(i for i in snapshot_of(app).agenda if i.step == step and who in (i.who or ""))
    rows.highlight(next(k for k in rows.keys if k.endswith(found.key) and k.startswith(found.opportunity)))
    await settled(pilot)
    return found


# Marks in a list.


class Host(App[int]):
    """A screen with one list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowList((Column(least=4, share=1),))

    def compose(self) -> ComposeResult:
        yield self.rows


def many(*keys: str) -> list[Row]:
    return [Row(key=key, cells=(Span(key),)) for key in keys]


async def test_marks_are_signs_and_stay_with_their_rows() -> None:
    app = Host()
    async with app.run_test(size=(20, 8)) as pilot:
        app.rows.show(many(*"abcde"))
        await pilot.pause()
        app.rows.mark_here()
        app.rows.move(1)
        app.rows.mark_here()
        await pilot.pause()
        assert list(app.rows.marked) == ["a", "c"]
        assert [line[:2] for line in strips(app)[:5]] == ["*a", " b", "*c", " d", " e"]

        app.rows.show(many(*"xcbay"))
        await pilot.pause()
        assert list(app.rows.marked) == ["c", "a"]
        app.rows.show(many(*"xby"))
        assert list(app.rows.marked) == []
        app.rows.show(many(*"abc"))
        assert list(app.rows.marked) == [], "a row that comes back is not marked again"


async def test_a_range_goes_from_the_row_marked_last_to_the_highlighted_one() -> None:
    app = Host()
    async with app.run_test(size=(20, 8)) as pilot:
        app.rows.show(many(*"abcdef"))
        app.rows.highlight("e")
        await pilot.pause()
        app.rows.mark_here()
        app.rows.highlight("c")
        app.rows.mark_up_to_here()
        assert list(app.rows.marked) == ["c", "d", "e"]
        app.rows.highlight("c")
        app.rows.mark_here()
        assert list(app.rows.marked) == ["d", "e"]
        app.rows.unmark(["d"])
        assert list(app.rows.marked) == ["e"]


# Marks by keys.


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_is_marked_is_counted_and_esc_takes_the_marks_away(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        assert "marked" not in frame(app)
        await press(pilot, "g", "space", "v")
        assert " 2 marked" in frame(app)
        assert "Esc unmark" in frame(app)
        assert sum(line.startswith("*") for line in frame(app).splitlines()) == 2
        await press(pilot, "j", "V")
        assert " 4 marked" in frame(app)
        await press(pilot, "escape")
        assert "marked" not in frame(app)
        assert not agenda_of(app).rows.marked


async def test_marked_steps_are_skipped_in_one_change_that_one_undo_takes_back(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        before = files(vault)
        await go_to(pilot, app, "thanks", "Joe")
        await press(pilot, "space")
        await go_to(pilot, app, "thanks", "Mia")
        await press(pilot, "space")
        await go_to(pilot, app, "prepare")
        await press(pilot, "space", "x")
        assert "Skip 3 steps?" in frame(app)
        assert "Joe Alvarez, Northwind Freight" in frame(app)
        await press(pilot, "enter")
        assert "Say in a few words why" in frame(app)
        await press(pilot, *"away", "enter")
        await until(pilot, lambda: files(vault) != before)
        await settled(pilot)

        assert changes(vault) == ["3 steps at Northwind Freight and Harbor Analytics: skipped"]
        assert "u takes it back" in toasts(app)
        assert "marked" not in frame(app)
        await press(pilot, "u", "y")
        await until(pilot, lambda: files(vault) == before)


async def test_marked_steps_are_put_off_to_a_day_in_words(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks", "Joe")
        await press(pilot, "space", "space", "s")
        assert "Snooze 2 steps until when?" in frame(app)
        await press(pilot, *"3bd")
        assert "→ Wed 25 Nov, in 5 days" in frame(app)
        await press(pilot, "ctrl+u", *"today")
        assert "→ Fri 20 Nov, too early" in frame(app)
        await press(pilot, "enter")
        assert "is not after today" in frame(app)
        await press(pilot, "ctrl+u", *"in 2 weeks")
        assert "Fri 4 Dec, in 14 days" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: files(vault)["northwind.md"].count("until 2026-12-04") == 2)
        await settled(pilot)
        assert not agenda_of(app).rows.marked


async def test_marked_steps_are_done_with_a_day_and_a_text(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks", "Joe")
        await press(pilot, "space", "space", "d")
        assert "2 steps: done?" in frame(app)
        await press(pilot, "tab", *"Thank you.", "ctrl+o")
        await until(pilot, lambda: "Email to Mia Chen" in files(vault)["northwind.md"])
        text = files(vault)["northwind.md"]

    assert text.count("Thank you.") == 2
    assert "Email to Joe Alvarez" in text
    assert changes(vault) == ["2 steps at Northwind Freight: done"]


async def test_marked_steps_that_one_message_does_are_logged_as_one(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await go_to(pilot, app, "promised", "Tomás")
        await press(pilot, "space", "space", "space", "d")
        assert frame(app).count("same message") == 2
        await press(pilot, "enter")
        await until(pilot, lambda: "[x] promise" in files(vault)["meridian.md"])
        text = files(vault)["meridian.md"]

    assert text.count("Email to Tomás Ibarra") == 1
    assert text.count("- done, in the same message") == 2


async def test_a_refused_change_keeps_the_marks(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "in-room")
        await press(pilot, "space", "space", "d", "enter")
        await until(pilot, lambda: "planned for" in toasts(app))
        assert len(agenda_of(app).rows.marked) == 2
        assert changes(vault) == []


async def test_a_step_that_was_done_outside_meanwhile_is_told_without_its_key(vault: Path) -> None:
    path = vault / "opportunities" / "northwind.md"
    async with opened(vault) as (app, pilot):
        mia = await go_to(pilot, app, "thanks", "Mia")
        await press(pilot, "x", *"away")
        path.write_text(path.read_text() + "\n### 2026-11-20 16:00 Email to Mia Chen: thank you\n")
        await until(pilot, lambda: mia.key not in {i.key for i in snapshot_of(app).agenda})
        await press(pilot, "enter")
        await until(pilot, lambda: "open no longer" in frame(app))  # what was typed stands there again, too
        assert "thanks/" not in frame(app)
        assert changes(vault) == []
    assert "Skipped" not in path.read_text()


async def test_a_letter_is_written_for_the_highlighted_step_alone(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await go_to(pilot, app, "thanks", "Mia")
        await press(pilot, "space")
        await go_to(pilot, app, "thanks", "Joe")
        await press(pilot, "c")
        assert isinstance(app.screen, ComposerScreen)
        await until(pilot, lambda: "Dear" in frame(app))
        await until(pilot, lambda: "Dear Joe" in frame(app))


# Questions.


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_question_offers_its_answers_the_first_highlighted(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        await go_to(pilot, app, "f-happened")
        assert "yes · no" in frame(app)
        await press(pilot, "d")
        assert isinstance(app.screen, AnswerDialog)
        assert "Did it happen?" in frame(app)
        await press(pilot, "d")
        assert isinstance(app.screen, AnswerDialog), "the key that asks is not the one that answers"
        await press(pilot, "escape")
        assert changes(vault) == []
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "f-happened" in files(vault)["meridian.md"])
        assert " - yes\n" in files(vault)["meridian.md"]
        assert changes(vault) == ["Meridian Health: answered “yes”: Did it happen"]


async def test_another_answer_is_a_line_further_down(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "f-happened")
        await press(pilot, "d", "j", "enter")
        await until(pilot, lambda: " - no\n" in files(vault)["meridian.md"])


async def test_closing_says_what_it_does_and_moves_the_stage(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        asked = replace(await go_to(pilot, app, "f-happened"), answers=("go on", "slow down", "close"))
        app.push_screen(AnswerDialog((asked,)))
        await settled(pilot)
        assert "moves it to withdrawn" in frame(app)


@pytest.mark.parametrize(
    ("answers", "means"),
    [
        (("yes", "no"), ["the steps after it begin", "called off: nothing follows from it"]),
        (("add them", "no"), ["they appear on the agenda", "leaves them out for good"]),
        (("go on", "slow down"), ["each week, as until now", "once a month from now on"]),
        (("keep open", "withdraw"), ["everything goes on as it is", "moves it to withdrawn"]),
        (("a word of one's own", "another"), ["", ""]),
    ],
)
async def test_each_answer_says_what_it_leads_to(vault: Path, answers: tuple[str, ...], means: list[str]) -> None:
    async with opened(vault) as (app, pilot):
        app.push_screen(AnswerDialog((replace(await go_to(pilot, app, "f-happened"), answers=answers),)))
        await settled(pilot)
        lines = frame(app).splitlines()
        for answer, meaning in zip(answers, means, strict=True):
            line = next(line for line in lines if f"│   {answer} " in line)
            assert line.partition(answer)[2].partition("│")[0].strip() == meaning


async def test_a_promise_says_what_will_be_logged_and_that_is_logged(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "promised", "Joe")
        await press(pilot, "d")
        assert "logged   a tick; with words below, also email to Joe Alvarez" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "[x] promise" in files(vault)["northwind.md"])
        assert "Email to Joe" not in files(vault)["northwind.md"]
        await press(pilot, "u", "y")
        await until(pilot, lambda: "[ ] promise" in files(vault)["northwind.md"])
        await go_to(pilot, app, "promised", "Joe")
        await press(pilot, "d", "tab")
        await press(pilot, *"The plan.", "ctrl+o")
        await until(pilot, lambda: "[x] promise" in files(vault)["northwind.md"])
        assert "Email to Joe Alvarez" in files(vault)["northwind.md"]


async def test_a_question_among_other_steps_gets_its_first_answer_and_says_so(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await go_to(pilot, app, "f-happened")
        await press(pilot, "space", "space", "d")
        assert "2 steps: done?" in frame(app)
        assert "answer: yes" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: " - yes\n" in files(vault)["meridian.md"])


# One message, several steps.


async def test_what_the_same_message_did_is_ticked_when_it_is_overdue(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "promised", "Tomás")
        await press(pilot, "d")
        dialog = app.screen
        assert isinstance(dialog, CompleteDialog)
        assert len(dialog.query_one(TickList).ticked) == 2
        await press(pilot, "tab", "space", "ctrl+o")
        await until(pilot, lambda: "[x] promise" in files(vault)["meridian.md"])
        await settled(pilot)
        text = files(vault)["meridian.md"]
        assert text.count("Email to Tomás Ibarra") == 1
        assert text.count("- done, in the same message") == 1
        assert "and with it Something useful, Tomás Ibarra" in changes(vault)[0]


async def test_what_is_still_to_come_is_offered_and_not_ticked(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "value", "Joe")
        await press(pilot, "d")
        assert "[ ] Your promise" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Email to Joe Alvarez" in files(vault)["northwind.md"])
        assert "- [ ] promise" in files(vault)["northwind.md"]


async def test_a_step_that_came_too_late_brings_the_reason_for_leaving_it_out(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await go_to(pilot, app, "thanks", "Tomás")
        assert "skip it? 11 days late" in frame(app)
        await press(pilot, "x")
        assert "because  11 days late" in frame(app)
        await press(pilot, "enter")
        await until(pilot, lambda: " - 11 days late, " in files(vault)["meridian.md"])


# In words.


def test_a_held_step_says_from_when_and_why() -> None:
    note = "held until 2026-11-24: one message a day after a break"
    held = item(bucket=Bucket.HELD, allowed=date(2026, 11, 24), note=note)
    text = plain(reason(held, TODAY))

    assert "allowed  Tue 24 Nov 2026, in 4 days" in text
    assert "held     one message a day after a break" in text
    assert "note " not in text


def test_a_reason_tells_answers_lateness_and_what_to_mind() -> None:
    text = plain(reason(item(answers=("go on", "close"), stale="9 days late", hints=("one", "two")), TODAY))

    assert "answers  go on · close" in text
    assert "skip it? 9 days late" in text
    assert "mind     one\n         two" in text


def test_one_step_is_told_in_full_and_several_in_a_line_each() -> None:
    assert "Thank Joe Alvarez." in plain(about((item(),)))
    several = plain(about((item(), item(title="Letter", who="Mia Chen"))))
    assert several.splitlines() == [
        "Thank-you  Joe Alvarez, Northwind Freight",
        "Letter     Mia Chen, Northwind Freight",
    ]


@pytest.mark.parametrize("number", [1, 2, 999])
def test_the_line_about_marks_fits_a_narrow_screen(number: int) -> None:
    assert len(plain((marked_line(number),))) <= 60
