"""A disk that is full: no save is told, what was typed stays in its form, and goes in once there is room."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.vault import writing
from tests.safety.deeds import careless
from tests.tui.driver import frame, opened, press, program, settled, small_vault, toasts, until
from tui import messages
from tui.screens.composer.screen import ComposerScreen
from tui.widgets.dialog import Dialog

ROOM = 4 << 20
BLOCK = 4096


@pytest.fixture(params=["vault", "."], ids=["vault", "everything"])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Give a vault on a small disk of its own; once that disk holds what is kept for a crash as well."""
    mounted = tmp_path / "disk" / request.param
    mounted.mkdir(parents=True, exist_ok=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=700", "none", str(mounted)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("needs root, for a disk of its own")
    try:
        yield small_vault(tmp_path / "disk")
    finally:
        subprocess.run(["umount", "-l", str(mounted)], check=True)


def fill(vault: Path) -> Path:
    """Take all that is left of the disk."""
    filler = vault / "photo.raw"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


def kept(vault: Path) -> list[str]:
    return [file.read_text() for file in (vault.parent / "home/state").rglob("*.jsonl")]


def left_behind(vault: Path) -> list[Path]:
    return list(vault.rglob(".afterword-*.tmp"))


def northwind(vault: Path) -> str:
    return (vault / "opportunities/northwind.md").read_text()


def is_saved(vault: Path) -> bool:
    return any("Mine alone." in file.read_text() for file in (vault / "drafts").rglob("*.md"))


async def test_a_note_that_has_no_room_stays_in_its_form_and_outside_of_the_vault(small_disk: Path) -> None:
    before = northwind(small_disk)
    async with program(small_disk) as (app, pilot):
        filler = fill(small_disk)
        app.post_message(messages.AddNote("northwind"))
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await press(pilot, *"who else decides?")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "No space left" in frame(app) + toasts(app))
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert "who else decides?" in frame(app)
        assert northwind(small_disk) == before
        assert left_behind(small_disk) == []
        is_all_full = filler.stat().st_dev == small_disk.parent.stat().st_dev
        assert is_all_full or any("who else decides?" in text for text in kept(small_disk))
        filler.unlink()
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "who else decides?" in northwind(small_disk))


async def test_the_check_itself_finds_a_careless_writer(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_write", careless)
    note = small_disk / "opportunities/northwind.md"
    with note.open("a") as file:  # one line more, and it does not fit into its block of the disk
        file.write("x" * (BLOCK - 1 - note.stat().st_size) + "\n")
    async with program(small_disk) as (app, pilot):
        fill(small_disk)
        app.post_message(messages.AddNote("northwind"))
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await press(pilot, *"who else decides?")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: not isinstance(app.screen, Dialog))
        assert " noted in the interview" in toasts(app)
        assert "who else decides?" not in northwind(small_disk)


async def test_a_letter_that_has_no_room_stays_on_the_screen_and_goes_in_later(small_disk: Path) -> None:
    async with opened(small_disk) as (app, pilot):
        await press(pilot, "g", "c")
        await until(pilot, lambda: isinstance(app.screen, ComposerScreen) and bool(app.screen.letter.text))
        filler = fill(small_disk)
        await press(pilot, "i", "ctrl+home", *"Mine alone. ")
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: "No space left" in frame(app) + toasts(app))
        assert isinstance(app.screen, ComposerScreen)
        assert "Mine alone." in app.screen.letter.text
        assert app.screen.is_dirty
        assert not is_saved(small_disk)
        filler.unlink()
        await press(pilot, "ctrl+o")
        await settled(pilot)
        await until(pilot, lambda: is_saved(small_disk))
