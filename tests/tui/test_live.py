"""The editor is open too: files change under a shown list and under an edited letter."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.message import Message
from textual.pilot import Pilot

from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.recovery import recoverable, text_of
from tests.tui.driver import NOW, TODAY, frame, opened, press, settled, small_vault, snapshot_of, toasts, until
from tui.app import AfterwordApp
from tui.messages import Ask, VaultRead
from tui.screens.composer.screen import ComposerScreen
from tui.screens.opportunities import OpportunitiesScreen
from tui.widgets.tick_list import TickList

ANOTHER = """\
---
company: Zephyr Mills
position: Trainer
---
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return small_vault(tmp_path)


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_rename(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.swp")
    aside.write_text(text)
    aside.replace(path)


def in_several_writes(path: Path, text: str) -> None:
    with path.open("w") as file:
        for start in range(0, len(text), 40):
            file.write(text[start : start + 40])
            file.flush()


def opportunities_of(app: AfterwordApp) -> OpportunitiesScreen:
    """Return the screen that is open, which lists the opportunities."""
    assert isinstance(app.screen, OpportunitiesScreen)
    return app.screen


def history(vault: Path) -> str:
    """Return every version that git holds, as text."""
    argv = ["git", "-C", str(vault), "log", "-p", "--all"]
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout


Save = Callable[[Path, str], None]
SAVES: list[Save] = [in_place, by_rename, in_several_writes]


@pytest.mark.parametrize("save", SAVES, ids=lambda s: s.__name__)
async def test_a_change_appears_and_the_cursor_stays(vault: Path, save: Save) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "j")
        screen = opportunities_of(app)
        before = screen.rows.key
        path = vault / "opportunities" / "kestrel.md"
        save(path, path.read_text().replace("Kestrel Books", "Kestrel House"))
        await until(pilot, lambda: "Kestrel House" in frame(app))
        assert screen.rows.key == before


async def test_a_new_file_and_a_deleted_one_appear_without_losing_the_filter(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", "slash", *"e")
        screen = opportunities_of(app)
        (vault / "opportunities" / "zephyr.md").write_text(ANOTHER)
        await until(pilot, lambda: "zephyr" in screen.rows.keys)
        assert screen.filter.value == "e"
        assert screen.filter.has_focus
        (vault / "opportunities" / "zephyr.md").unlink()
        await until(pilot, lambda: "zephyr" not in screen.rows.keys)


async def test_a_long_list_keeps_its_scroll(vault: Path) -> None:
    for number in range(60):
        (vault / "opportunities" / f"many-{number:02}.md").write_text(ANOTHER.replace("Zephyr", f"Many {number:02}"))
    async with opened(vault) as (app, pilot):
        await press(pilot, "2", *["ctrl+d"] * 4)
        screen = opportunities_of(app)
        place, key = screen.rows.scroll_offset, screen.rows.key
        assert place.y > 0
        path = vault / "opportunities" / "many-01.md"
        path.write_text(path.read_text().replace("Many 01", "Many 01b"))
        await until(pilot, lambda: any(o.company == "Many 01b Mills" for o in snapshot_of(app).records.opportunities))
        await settled(pilot)
        assert (screen.rows.scroll_offset, screen.rows.key) == (place, key)


async def composer_with_draft(app: AfterwordApp, pilot: Pilot[int], vault: Path) -> tuple[ComposerScreen, Path]:
    await press(pilot, "g", "c")
    await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
    await press(pilot, "ctrl+o")
    screen = app.screen
    assert isinstance(screen, ComposerScreen)
    await until(pilot, lambda: bool(screen.draft.path))
    await settled(pilot)
    return screen, vault / screen.draft.path


@pytest.mark.parametrize("save", SAVES, ids=lambda s: s.__name__)
async def test_an_untouched_draft_follows_its_file(vault: Path, save: Save) -> None:
    async with opened(vault) as (app, pilot):
        screen, path = await composer_with_draft(app, pilot, vault)
        save(path, path.read_text() + "\nPS from the editor\n")
        await until(pilot, lambda: "PS from the editor" in screen.letter.text)
        assert not screen.is_dirty


@pytest.mark.parametrize("save", SAVES, ids=lambda s: s.__name__)
async def test_both_changed_different_lines_and_both_stay(vault: Path, save: Save) -> None:
    async with opened(vault) as (app, pilot):
        screen, path = await composer_with_draft(app, pilot, vault)
        await press(pilot, "i", "ctrl+home", *"Mine: ")
        cursor = screen.letter.cursor_location
        save(path, path.read_text() + "\nPS from the editor\n")
        await until(pilot, lambda: "Saving joins" in frame(app))
        assert screen.letter.text.startswith("Mine: ")
        assert screen.letter.cursor_location == cursor
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "Mine: " in path.read_text())
        await settled(pilot)
        assert "PS from the editor" in path.read_text()
        assert "PS from the editor" in screen.letter.text
        assert not screen.is_dirty


async def in_conflict(app: AfterwordApp, pilot: Pilot[int], vault: Path) -> tuple[ComposerScreen, Path, str]:
    """Change the first line of a draft here and in the file, save, and wait for the question."""
    screen, path = await composer_with_draft(app, pilot, vault)
    first = screen.letter.text.splitlines()[0]
    await press(pilot, "i", "ctrl+home", *"Mine ")
    path.write_text(path.read_text().replace(first, "Theirs " + first))
    await until(pilot, lambda: "Saving joins" in frame(app))
    await press(pilot, "ctrl+o")
    await until(pilot, lambda: "Which lines stay?" in frame(app))
    return screen, path, first


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_same_line_changed_twice_shows_both_and_can_keep_both(vault: Path, size: tuple[int, int]) -> None:
    async with opened(vault, size) as (app, pilot):
        screen, path, first = await in_conflict(app, pilot, vault)
        shown = frame(app)
        for _ in range(4):
            await press(pilot, "pagedown")
            shown += frame(app)
        assert f"yours   Mine {first}" in shown
        assert f"theirs  Theirs {first}" in shown
        assert all(name in shown for name in ("Mine (k)", "Theirs (t)", "Both (b)"))
        await press(pilot, "b")
        both = f"Mine {first}\nTheirs {first}\n"
        await until(pilot, lambda: both in path.read_text() and not screen.is_dirty)
        assert screen.letter.text.startswith(both)


@pytest.mark.parametrize(("answer", "stays", "goes"), [("k", "Mine", "Theirs"), ("t", "Theirs", "Mine")])
async def test_the_same_line_changed_twice_asks(vault: Path, answer: str, stays: str, goes: str) -> None:
    async with opened(vault) as (app, pilot):
        screen, path, first = await in_conflict(app, pilot, vault)
        assert "Theirs" in path.read_text()
        assert screen.letter.text.startswith("Mine")
        await press(pilot, answer)
        await until(pilot, lambda: f"{stays} {first}" in path.read_text() and not screen.is_dirty)
        assert screen.letter.text.startswith(stays)
        assert f"{goes} {first}" not in path.read_text()
    log = history(vault)
    assert answer == "t" or "Theirs" in log


async def test_lines_that_gave_way_to_another_programs_are_kept(vault: Path, tmp_path: Path) -> None:
    async with opened(vault, machine=Machine(state=tmp_path / "state")) as (app, pilot):
        screen, path, first = await in_conflict(app, pilot, vault)
        await press(pilot, "t")
        await until(pilot, lambda: f"Theirs {first}" in path.read_text() and not screen.is_dirty)

        found = [text_of(one) for one in recoverable(app._workspace) if one.path == path.relative_to(vault).as_posix()]
        assert [f"\nMine {first}\n" in text for text in found] == [True]


async def test_a_deleted_draft_is_written_again(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        screen, path = await composer_with_draft(app, pilot, vault)
        await press(pilot, "i", "ctrl+home", *"Still here. ")
        path.unlink()
        await until(pilot, lambda: "file is gone" in frame(app))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: any("Still here." in p.read_text() for p in (vault / "drafts").rglob("*.md")))
        assert "Saved as" in toasts(app)
        assert screen.letter.text.startswith("Still here.")


async def test_notes_that_were_unticked_stay_unticked_when_the_file_changes(vault: Path) -> None:
    async with opened(vault) as (app, pilot):
        await press(pilot, "g", "c")
        notes = app.screen.query_one("#notes", TickList)
        await until(pilot, lambda: bool(notes.ticked))
        await press(pilot, "space")
        ticked = notes.ticked
        path = vault / "opportunities" / "northwind.md"
        path.write_text(path.read_text() + "- need: something new (Joe Alvarez)\n")
        await until(pilot, lambda: "something new" in str(notes._lines))
        assert ticked == notes.ticked & ticked
        assert len(notes.ticked) == len(ticked) + 1


async def test_an_open_letter_is_at_rest_while_nothing_changes(vault: Path) -> None:
    app = AfterwordApp(Workspace.open(vault, Moment(today=TODAY, now=NOW)))
    read: list[VaultRead] = []
    asked: list[Ask] = []
    async with app.run_test(size=(80, 24), message_hook=lambda m: _count(m, read, asked)) as pilot:
        await until(pilot, lambda: app._snapshot is not None)
        await settled(pilot)
        await press(pilot, "g", "c")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
        await settled(pilot)
        read.clear()
        asked.clear()
        await pilot.pause(2.0)
    assert len(read) <= 1
    assert len(asked) <= 2


def _count(message: Message, read: list[VaultRead], asked: list[Ask]) -> None:
    if isinstance(message, VaultRead) and message not in read:
        read.append(message)
    if isinstance(message, Ask) and message not in asked:
        asked.append(message)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_one_pane_scrolls_so_far_that_the_highlighted_note_is_seen(vault: Path, size: tuple[int, int]) -> None:
    path = vault / "opportunities" / "northwind.md"
    path.write_text(path.read_text() + "".join(f"- need: number {n:02} (Joe Alvarez)\n" for n in range(30)))
    async with opened(vault, size) as (app, pilot):
        await press(pilot, "g", "c")
        notes = app.screen.query_one("#notes", TickList)
        await until(pilot, lambda: "number 29" in str(notes._lines))
        await press(pilot, "G", "k")
        assert notes.cursor > 20
        assert re.search(r"\[[x ]\] need: number 28", frame(app))
        assert not notes.show_vertical_scrollbar
