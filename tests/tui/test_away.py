"""Files that an editor or git takes away for a moment are never shown as gone; cursor, scroll and typed text stay."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from textual.message import Message
from textual.pilot import Pilot

from store.workspace.commands.delete_file import delete_opportunity
from store.workspace.machine import Machine
from tests.tui.driver import app_on, frame, git, opened, press, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.messages import AddNote, CarryOut, VaultRead
from tui.screens.composer.screen import ComposerScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.screens.opportunity import OpportunityScreen
from tui.widgets.dialog import Dialog

MANY = 1000
NOTE = "---\ncompany: Many {number:04} Mills\nposition: {position}\n---\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


async def looked(app: AfterwordApp, pilot: Pilot[int]) -> None:
    """Have the files looked at, as after any event, and wait until all is shown."""
    app._bridge.refresh()
    await settled(pilot)


def opportunities_of(app: AfterwordApp) -> OpportunitiesScreen:
    assert isinstance(app.screen, OpportunitiesScreen)
    return app.screen


async def test_a_note_that_is_away_for_a_moment_stays_under_the_cursor(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "j")
        rows = opportunities_of(app).rows
        key, keys = rows.key, rows.keys
        place = vault / "opportunities" / f"{key}.md"
        text = place.read_text()
        place.unlink()
        await looked(app, pilot)
        assert (rows.key, rows.keys) == (key, keys)
        place.write_text(text.replace("position: ", "position: Senior "))
        await until(pilot, lambda: any("Senior" in o.position for o in snapshot_of(app).records.opportunities))
        assert (rows.key, rows.keys) == (key, keys)


async def test_a_note_that_is_away_stays_open(vault: Path) -> None:
    async with opened(vault, (200, 60)) as (app, pilot):
        await press(pilot, "2", "enter")
        assert isinstance(app.screen, OpportunityScreen)
        place = vault / app.screen.about()
        text, shown = place.read_text(), frame(app)
        place.unlink()
        # Another change meanwhile, so that there is something new to show.
        (vault / "opportunities" / "zephyr.md").write_text(NOTE.format(number=1, position="Trainer"))
        await looked(app, pilot)
        assert snapshot_of(app).opportunity_with("zephyr") is not None
        assert frame(app) == shown
        place.write_text(text)
        await looked(app, pilot)
        assert frame(app) == shown


async def test_a_letter_whose_file_is_away_for_a_moment_goes_on_in_that_file(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "g", "c")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
        await press(pilot, "ctrl+o")
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        await until(pilot, lambda: bool(screen.draft.path))
        await settled(pilot)
        place = vault / screen.draft.path
        await press(pilot, "i", "ctrl+home", *"Mine: ")
        text = place.read_text()
        place.unlink()
        await looked(app, pilot)
        assert "file is gone" not in frame(app)
        place.write_text(text)
        await looked(app, pilot)
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "Mine: " in place.read_text())
        assert [one.name for one in (vault / "drafts").rglob("*.md")] == [place.name]


async def test_a_letter_whose_file_is_renamed_keeps_what_is_typed_and_the_other_file_stays(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "g", "c")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
        await press(pilot, "ctrl+o")
        screen = app.screen
        assert isinstance(screen, ComposerScreen)
        await until(pilot, lambda: bool(screen.draft.path))
        await settled(pilot)
        place = vault / screen.draft.path
        await press(pilot, "i", "ctrl+home", *"Mine: ")
        text = place.read_text()
        place.rename(place.with_name("other.md"))
        await until(pilot, lambda: "file is gone" in frame(app))
        assert screen.letter.text.startswith("Mine: ")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: any("Mine: " in one.read_text() for one in (vault / "drafts").rglob("*.md")))
        assert place.with_name("other.md").read_text() == text


@pytest.mark.parametrize("becomes", ["deleted", "renamed"])
async def test_what_is_typed_in_a_form_stays_when_its_opportunity_is_deleted_or_renamed(
    vault: Path, tmp_path: Path, becomes: str
) -> None:
    async with opened(vault, machine=Machine(state=tmp_path / "state")) as (app, pilot):
        app.post_message(AddNote("northwind"))
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await press(pilot, *"who else decides?")
        note = vault / "opportunities/northwind.md"
        other = note.with_name("southwind.md") if becomes == "renamed" else vault / "away"
        note.rename(other)
        await until(pilot, lambda: snapshot_of(app).opportunity_with("northwind") is None)
        assert "who else decides?" in frame(app)
        await press(pilot, "ctrl+o")
        if becomes == "renamed":  # it is found by the name of the company
            await until(pilot, lambda: "who else decides?" in other.read_text())
        else:
            await until(pilot, lambda: "What you typed is kept" in toasts(app))
            assert any("who else decides?" in copy.read_text() for copy in (tmp_path / "state").rglob("*.jsonl"))


async def test_what_was_deleted_here_is_gone_at_once(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vault.vanished.PATIENCE", 3600.0)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2")
        rows = opportunities_of(app).rows
        assert "kestrel" in rows.keys
        app.post_message(CarryOut(delete_opportunity("kestrel")))
        await until(pilot, lambda: "kestrel" not in rows.keys)


async def test_a_look_that_is_asked_for_shows_what_is_there(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vault.vanished.PATIENCE", 3600.0)
    async with opened(vault) as (app, pilot):
        await press(pilot, "2")
        rows = opportunities_of(app).rows
        (vault / "opportunities/kestrel.md").unlink()
        await looked(app, pilot)
        assert "kestrel" in rows.keys
        app.action_app_refresh()
        await until(pilot, lambda: "kestrel" not in rows.keys)


@pytest.fixture
def two_branches(vault: Path) -> Path:
    """Return a vault of a thousand notes that are all others on the branch `next`."""
    for branch, position in (("", "Cook"), ("next", "Baker and pastry cook")):
        git(vault, "checkout", "-q", *(("-b", branch) if branch else ("HEAD",)))
        for number in range(MANY):
            note = vault / f"opportunities/many-{number:04}.md"
            note.write_text(NOTE.format(number=number, position=position))
        git(vault, "add", "-A")
        git(vault, "commit", "-qm", "many")
    git(vault, "branch", "-q", "before", "HEAD~")
    git(vault, "checkout", "-q", "before")
    return vault


def is_at(app: AfterwordApp, position: str) -> bool:
    """Tell whether the last of the notes is shown as it is on that branch."""
    last = snapshot_of(app).opportunity_with(f"many-{MANY - 1:04}")
    return last is not None and last.position == position


@pytest.mark.parametrize("place", ["list", "letter"])
async def test_a_checkout_of_a_thousand_notes_moves_nothing_and_no_note_is_gone(two_branches: Path, place: str) -> None:
    counts: list[int] = []

    def count(message: Message) -> None:
        if isinstance(message, VaultRead):
            counts.append(len(message.snapshot.records.opportunities))

    app = app_on(two_branches)
    async with app.run_test(size=(80, 24), message_hook=count) as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        total = len(snapshot_of(app).records.opportunities)
        await press(pilot, "2", *["ctrl+d"] * 6)
        rows = opportunities_of(app).rows
        key, scroll = rows.key, rows.scroll_offset
        assert scroll.y > 0
        letter = None
        if place == "letter":
            await press(pilot, "1", "g", "c")
            await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
            assert isinstance(app.screen, ComposerScreen)
            await press(pilot, "i", "ctrl+home", *"Mine: ")
            letter = app.screen.letter
        for branch in ("next", "before", "next"):
            words = ["git", "-C", str(two_branches), "checkout", "-q", branch]
            checkout = await asyncio.create_subprocess_exec(*words)
            while checkout.returncode is None:
                app._bridge.refresh()
                await pilot.pause(0.05)
            await until(pilot, partial(is_at, app, "Cook" if branch == "before" else "Baker and pastry cook"))
        await settled(pilot)
        if letter is not None:
            assert letter.is_attached
            assert letter.text.startswith("Mine: ")
        else:
            assert (rows.key, rows.scroll_offset) == (key, scroll)
    assert set(counts) == {total}
