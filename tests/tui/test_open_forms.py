"""Open forms: what is typed is kept outside of the vault until it is done or given up, and is offered again."""

import dataclasses
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import get_type_hints

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

import store.model.agenda
import store.model.draft
from store.model.agenda import Item
from store.model.entry import Kind, Word
from store.model.left_form import LeftForm
from store.workspace.machine import Machine
from store.workspace.unsaved import FORM, Copy, left_forms
from tests.tui.driver import app_on, frame, press, program, settled, small_vault, snapshot_of, toasts, until
from tui import messages
from tui.app import AfterwordApp
from tui.deeds import kept
from tui.dialogs.choose import ChooseDialog
from tui.performing import reopened
from tui.presentation.tags import State
from tui.widgets.dialog import Dialog
from tui.widgets.filled import Filled, fill
from tui.widgets.note_lines import NoteBlock, NoteLine
from tui.widgets.noting_place import NotingPlace
from tui.widgets.tick_list import TickList

ASKED = "A form was still open"
Opens = Callable[[AfterwordApp, Pilot[int]], Awaitable[None]]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


def copies(vault: Path) -> list[Path]:
    return sorted((vault.parent / "home" / "state").rglob("form-*.jsonl"))


def form(app: AfterwordApp) -> Dialog[object]:
    assert isinstance(app.screen, Dialog), app.screen
    return app.screen


async def opened_form(app: AfterwordApp, pilot: Pilot[int], deed: messages.Deed) -> Dialog[object]:
    before = app.screen
    app.post_message(deed)
    await until(pilot, lambda: app.screen is not before)
    await settled(pilot)
    return form(app)


def die(app: AfterwordApp, vault: Path) -> None:
    """Leave copies as a program does that is killed: whole, and locked by nobody."""
    left = [(file, file.read_bytes()) for file in copies(vault)]
    for keeper in app.keepers:
        keeper.let_go()
    for file, data in left:
        file.write_bytes(data)


def leave(vault: Path, left: LeftForm) -> None:
    copy = Copy(Machine(state=vault.parent / "home" / "state"), str(vault), FORM)
    copy.keep(left)
    data = copy._file.read_bytes()
    copy.forget()
    copy._file.write_bytes(data)


async def asked(app: AfterwordApp, pilot: Pilot[int], title: str = ASKED) -> None:
    await until(pilot, lambda: isinstance(app.screen, ChooseDialog) and title in frame(app))


# Keeping.


async def test_what_is_typed_is_kept_by_itself_and_by_nobody_else_to_be_read(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await opened_form(app, pilot, messages.AddNote("northwind"))
        await pilot.pause(1.2)
        assert copies(vault) == [], "nothing is typed"
        await press(pilot, *"ramp")
        await until(pilot, lambda: any("ramp" in file.read_text() for file in copies(vault)))
        [file] = copies(vault)
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o077 == 0
        assert not file.is_relative_to(vault)
        await press(pilot, *"s")
        await until(pilot, lambda: "ramps" in file.read_text())
        await press(pilot, *["backspace"] * 5)
        await until(pilot, lambda: not file.exists())


async def test_what_is_done_or_given_up_is_kept_no_longer(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await opened_form(app, pilot, messages.AddNote("northwind"))
        await press(pilot, *"ramp")
        app.keep_typed()
        assert len(copies(vault)) == 1
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: copies(vault) == [])
        assert "- need: ramp\n" in (vault / "opportunities" / "northwind.md").read_text()

        await opened_form(app, pilot, messages.AddNote("northwind"))
        await press(pilot, *"gone", "escape")
        app.keep_typed()
        assert len(copies(vault)) == 1, "it is only asked"
        await press(pilot, "y")
        assert copies(vault) == []

        await opened_form(app, pilot, messages.AddNote("northwind"))
        await press(pilot, *"gone", "ctrl+q")
        app.keep_typed()
        assert len(copies(vault)) == 1, "it is only asked"
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert copies(vault) == []


@pytest.fixture
def rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forms not be looked at by themselves."""
    monkeypatch.setattr("tui.bridge.ground.EVERY", 600.0)


async def break_while_typing(vault: Path) -> None:
    """Let something fail in the program just after a word was typed."""

    def fail() -> None:
        raise RuntimeError

    async with program(vault) as (app, pilot):
        await opened_form(app, pilot, messages.AddNote("northwind"))
        await press(pilot, *"ramp")
        assert copies(vault) == []
        app.call_later(fail)
        await until(pilot, lambda: not app.is_running)


@pytest.mark.usefixtures("rarely")
async def test_a_crash_keeps_what_was_typed_last(vault: Path) -> None:
    with pytest.raises(RuntimeError):
        await break_while_typing(vault)
    assert "ramp" in copies(vault)[0].read_text()


@pytest.mark.usefixtures("rarely")
async def test_a_form_below_another_window_is_kept_when_one_quits(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await opened_form(app, pilot, messages.AddStory())
        await press(pilot, *"Ladder", "ctrl+g")
        assert not isinstance(app.screen, Dialog)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert "Ladder" in copies(vault)[0].read_text()


async def test_a_refused_answer_is_kept_once_and_goes_with_its_form(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        dialog = await opened_form(app, pilot, messages.AddStory())
        dialog.query_one("#title", Input).value = "Climbing"
        stories = vault / "stories"
        stories.rename(vault / "away")
        stories.write_text("no folder")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, Dialog) and app.screen is not dialog)
        app.keep_typed()
        [file] = copies(vault)
        assert "Climbing" in file.read_text()
        await press(pilot, "escape", "y")
        assert copies(vault) == []


async def test_a_line_that_waits_for_its_opportunity_is_kept_through_all_its_forms(vault: Path) -> None:
    line = "@Zenith Labs: need: a trainer"
    async with program(vault) as (app, pilot):
        dialog = await opened_form(app, pilot, messages.CaptureLine())
        dialog.query_one("#line", Input).value = line
        await settled(pilot)
        dialog.query_one("#new").focus()
        await press(pilot, "enter")
        await until(pilot, lambda: "Add an opportunity" in frame(app))
        app.keep_typed()
        [file] = copies(vault)
        assert "AddOpportunity" in file.read_text() and line in file.read_text()
        form(app).query_one("#position", Input).value = "Trainer"
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "Keep a line" in frame(app))
        app.keep_typed()
        [file] = copies(vault)
        assert "CaptureLine" in file.read_text() and line in file.read_text()
        await press(pilot, "escape")
        assert copies(vault) == []


async def test_without_a_state_folder_nothing_is_written(vault: Path) -> None:
    app = app_on(vault)
    async with app.run_test() as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        before = sorted(vault.parent.rglob("*"))
        await opened_form(app, pilot, messages.AddNote("northwind"))
        await press(pilot, *"ramp")
        app.keep_typed()
        await pilot.press("ctrl+q", "ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert {p for p in vault.parent.rglob("*") if "jsonl" in p.name} == set()
    assert [p for p in sorted(vault.parent.rglob("*")) if ".git" not in p.parts] == [
        p for p in before if ".git" not in p.parts
    ]


# Offering.


def forms(items: tuple[Item, ...]) -> list[tuple[messages.Deed, Filled]]:
    """Return some things that can be asked for, with what is typed into the form: every kind of field is in one."""
    step = next(item for item in items if not item.is_debrief and not item.answers and item.also)
    return [
        (messages.AddNote("northwind", "Joe Alvarez"), {"word": Word.QUOTE, "text": "“no” [b]time", "by": "fri"}),
        (
            messages.LogTouch("northwind"),
            {"kind": Kind.CALL, "who": "Mia Chen", "title": "ramp", "body": "one\n\ntwo "},
        ),
        (messages.AddOpportunity(), {"company": "Zenith", "position": "Trainer", "url": "https://zenith.example"}),
        (messages.TagOpportunities(("northwind", "harbor")), {"new": "remote", "tags": {"saas": State.NONE}}),
        (messages.SkipStep(step, (step,)), {"reason": "\udc80 asked for no letters"}),
        (messages.CompleteStep(step), {"day": "yesterday", "body": "said so", "also": frozenset(step.also[:1])}),
    ]


async def test_fields_of_every_kind_are_kept_and_filled_again(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        for deed, typed in forms(snapshot_of(app).agenda):
            app.post_message(deed)
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            dialog = form(app)
            fill(dialog, typed)
            await pilot.pause()
            held, heading = dialog.filled, dialog._heading
            assert {name: held[name] for name in typed} == typed, deed
            app.keep_typed()
            die(app, vault)
            [(left, _)] = left_forms(app.machine, app.vault)
            dialog.dismiss(None)
            await until(pilot, lambda: not isinstance(app.screen, Dialog))

            reopen = reopened(app, left, copies(vault)[0].unlink)
            assert reopen, deed
            reopen()
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            again = form(app)
            await until(pilot, lambda again=again, held=held: again.filled == held)  # type: ignore[misc] # bound here
            assert again._heading == heading
            again.dismiss(None)
            await until(pilot, lambda: not isinstance(app.screen, Dialog))
            assert copies(vault) == []


async def test_a_form_that_is_opened_again_is_done_like_any_other(vault: Path) -> None:
    data = {"deed": "AddNote", "opportunity": "northwind", "who": ""}
    leave(vault, LeftForm(title="A note", about=data, held={"word": "promise", "text": "send it", "by": "fri"}))
    async with program(vault) as (app, pilot):
        await asked(app, pilot)
        assert "text: send it" in frame(app)
        await press(pilot, "o", "ctrl+o")
        await until(
            pilot, lambda: "promise: send it by 2026-11-27" in (vault / "opportunities/northwind.md").read_text()
        )
        await until(pilot, lambda: copies(vault) == [])


def notes(app: AfterwordApp) -> dict[str, list[str]]:
    """Return the notes on the screen, by what was asked."""
    blocks = {block.asked.label: block.typed.split("\n") for block in app.screen.query(NoteBlock) if block.typed}
    assert isinstance(app.screen, NotingPlace)
    return blocks


async def taken_up(app: AfterwordApp, pilot: Pilot[int]) -> None:
    await asked(app, pilot)
    await press(pilot, "o")
    await until(pilot, lambda: isinstance(app.screen, NotingPlace))
    await settled(pilot)


async def open_debrief(app: AfterwordApp, pilot: Pilot[int]) -> None:
    app.post_message(messages.WriteDebrief("northwind"))
    await until(pilot, lambda: isinstance(app.screen, NotingPlace))
    await settled(pilot)


async def open_call(app: AfterwordApp, pilot: Pilot[int]) -> None:
    app.post_message(messages.OpenCall("northwind", to="Joe Alvarez"))
    await until(pilot, lambda: isinstance(app.screen, NotingPlace))
    await settled(pilot)


async def test_a_debrief_comes_back_with_its_notes_and_cards_and_is_written_once(vault: Path) -> None:
    file = vault / "opportunities" / "northwind.md"
    file.write_text(
        file.read_text()
        .replace("part: [interviewer, hiring-manager]", "part: interviewer")
        .replace("    spelling: confirmed\n", "")
    )
    async with program(vault) as (app, pilot):
        await open_debrief(app, pilot)
        await pilot.press(*"stalls (Joe)", "enter", *"no story", "enter", "enter", *"boards")
        app.screen.query_one("#cards", TickList).tick_only(frozenset({"Mia Chen"}))
        app.screen.query_one("#leader", Select).value = "Joe Alvarez"
        app.screen.query_one("#address-1", Input).value = "1 Quay, Bergen"
        await settled(pilot)
        app.keep_typed()
        die(app, vault)

    async with program(vault) as (app, pilot):
        await taken_up(app, pilot)
        assert notes(app) == {"needs": ["stalls (Joe)", "no story"], "topics": ["boards"]}
        await pilot.press(*" twice")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "- topic: boards twice\n" in file.read_text())
        await until(pilot, lambda: copies(vault) == [])
        text = file.read_text()

    assert "- need: stalls (Joe Alvarez)\n- need: no story\n" in text
    assert "1 Quay, Bergen" in text
    assert "part: [interviewer, hiring-manager]" in text
    assert text.count("spelling: confirmed") == 1


async def test_a_call_sheet_comes_back_with_its_notes_and_is_logged_once(vault: Path) -> None:
    file = vault / "opportunities" / "northwind.md"
    async with program(vault) as (app, pilot):
        await open_call(app, pilot)
        await pilot.press("n", *"two deals lost", "escape", "p", *"the deck by fri")
        app.keep_typed()
        die(app, vault)

    async with program(vault) as (app, pilot):
        await taken_up(app, pilot)
        assert list(notes(app).values()) == [["two deals lost"], ["the deck by fri"]]
        assert "two deals lost" in frame(app)
        await press(pilot, "escape", "d")
        await until(pilot, lambda: copies(vault) == [])

    assert file.read_text().count("- need: two deals lost\n") == 1


@pytest.mark.parametrize(("opens", "save"), [(open_debrief, ("ctrl+o",)), (open_call, ("escape", "d"))])
async def test_notes_that_stand_in_their_file_are_not_offered_though_the_copy_stayed(
    vault: Path, opens: Opens, save: tuple[str, ...]
) -> None:
    file = vault / "opportunities" / "northwind.md"
    async with program(vault) as (app, pilot):
        await opens(app, pilot)
        await pilot.press("n", *"othing is tried (Joe)")
        app.keep_typed()
        (copy,) = copies(vault)
        data = copy.read_bytes()
        await press(pilot, *save)
        await until(pilot, lambda: "othing is tried" in file.read_text() and copies(vault) == [])
    copy.write_bytes(data)

    async with program(vault) as (app, pilot):
        await until(pilot, lambda: copies(vault) == [])
        assert not isinstance(app.screen, ChooseDialog)
    assert file.read_text().count("othing is tried") == 1


@pytest.mark.parametrize("opens", [open_debrief, open_call])
async def test_notes_that_were_given_up_or_erased_are_kept_no_longer(vault: Path, opens: Opens) -> None:
    async with program(vault) as (app, pilot):
        await opens(app, pilot)
        await pilot.press("n", "x", "y")
        app.keep_typed()
        assert len(copies(vault)) == 1
        for line in app.screen.query(NoteLine):
            line.value = ""
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: copies(vault) == [])
        while isinstance(app.screen, NotingPlace):
            await press(pilot, "escape")

        await opens(app, pilot)
        await pilot.press("n", "x", "y")
        app.keep_typed()
        while not isinstance(app.screen, ChooseDialog):
            await press(pilot, "escape")
        await press(pilot, "y")
        await until(pilot, lambda: copies(vault) == [] and not app.keepers)


async def test_a_call_that_is_taken_back_is_kept_again(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await open_call(app, pilot)
        await pilot.press("n", *"two deals lost", "escape")
        await press(pilot, "d")
        await until(pilot, lambda: copies(vault) == [] and "two deals" in northwind(vault))
        await press(pilot, "u")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await press(pilot, "y")
        await until(pilot, lambda: "two deals" not in northwind(vault))
        await settled(pilot)
        app.keep_typed()

        assert len(copies(vault)) == 1


async def test_what_notes_were_about_may_be_gone_and_they_are_shown(vault: Path) -> None:
    async with program(vault) as (app, pilot):
        await open_debrief(app, pilot)
        await pilot.press(*"stalls")
        app.keep_typed()
        die(app, vault)
    file = vault / "opportunities" / "northwind.md"
    file.write_text(file.read_text().replace("first round", "round one"))

    async with program(vault) as (app, pilot):
        await asked(app, pilot)
        assert "need: stalls" in frame(app)
        assert "Copy it" in frame(app)


async def test_one_that_is_put_off_is_offered_again(vault: Path) -> None:
    leave(vault, LeftForm(title="A note", about={}, held={"text": "send it"}))
    for _ in range(2):
        async with program(vault) as (app, pilot):
            await asked(app, pilot)
            await press(pilot, "enter", "escape")
            assert not isinstance(app.screen, ChooseDialog)


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"deed": "AddNote", "opportunity": "sold", "who": ""},
        {"deed": "Deed"},
        {"deed": "MoveStage", "opportunity": "northwind", "more": []},
        {"deed": "SnoozeStep", "item": {"opportunity": "northwind", "key": "thanks/2020-01-01/joe"}, "more": []},
        {"deed": "AddNote", "of another version": 1},
    ],
    ids=["of nothing", "opportunity gone", "no such deed", "no form", "step gone", "other version"],
)
async def test_what_cannot_be_opened_is_shown_to_be_copied_or_thrown_away(
    vault: Path, about: dict[str, object]
) -> None:
    leave(vault, LeftForm(title="A note", about=about, held={"word": "need", "body": "[b]one\n\ntwo", "who": ""}))
    async with program(vault) as (app, pilot):
        await asked(app, pilot)
        assert "word: need" in frame(app) and "text: [b]one" in frame(app) and "who" not in frame(app)
        assert "Open it" not in frame(app)
        await press(pilot, "c")
        assert app.clipboard == "word: need\ntext: [b]one\n\ntwo"
        assert len(copies(vault)) == 1
        await press(pilot, "x")
        assert not isinstance(app.screen, ChooseDialog)
        assert copies(vault) == []


async def test_a_torn_copy_counts_as_it_was_before(vault: Path) -> None:
    leave(vault, LeftForm(title="A note", about={}, held={"text": "send it"}))
    with copies(vault)[0].open("ab") as file:
        file.write(b'\n{"vault": "/x", "title": "A note", "about": {}, "held": {}')
    async with program(vault) as (app, pilot):
        await asked(app, pilot)
        assert "text: send it" in frame(app)


async def test_what_somebody_is_typing_elsewhere_or_in_another_vault_is_left_alone(vault: Path) -> None:
    machine = Machine(state=vault.parent / "home" / "state")
    mine = Copy(machine, str(vault), FORM)
    mine.keep(LeftForm(title="A note", about={}, held={"text": "being typed"}))
    other = vault.parent / "other"
    leave(other, LeftForm(title="A note", about={}, held={"text": "of another vault"}))
    async with program(vault) as (app, _pilot):
        assert not isinstance(app.screen, ChooseDialog)
        assert "being typed" not in frame(app) and toasts(app) == ""
    mine.forget()


def test_every_deed_can_be_kept() -> None:
    named = {**vars(store.model.agenda), **vars(store.model.draft)}  # what the messages name and do not import
    for kind in kept._below(messages.Deed):
        hints = get_type_hints(kind, localns=named)
        for field in dataclasses.fields(kind):  # type: ignore[arg-type] # each of them is a dataclass
            assert hints[field.name] in (str, Item, tuple[str, ...], tuple[Item, ...]), (kind, field.name)
