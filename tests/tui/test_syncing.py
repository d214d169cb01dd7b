"""Sync from the full screen: by a key or by itself, seen in the bar, and never in the way of other work."""

import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store.history.program import command
from store.model.sync import Standing
from store.workspace.machine import Machine
from tests.shell import git
from tests.store.history.counterparts import silent_server
from tests.tui.driver import app_on, frame, opened, press, settled, small_vault, toasts, until
from tui.app import AfterwordApp
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.sync import SyncDialog
from tui.presentation.spans import plain
from tui.presentation.sync import short
from tui.widgets.title_bar import TitleBar

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault with a bare remote that has nothing yet."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    vault = small_vault(tmp_path)
    git(vault, "remote", "add", "origin", str(tmp_path / "remote.git"))
    return vault


def other_machine(vault: Path) -> Path:
    """Clone the vault for another machine and change something there."""
    other = vault.parent / "other"
    git(vault.parent, "clone", "-q", str(vault.parent / "remote.git"), str(other))
    note = next((other / "opportunities").rglob("*kestrel*.md"))
    note.write_text(note.read_text().replace("company: Kestrel Books", "company: Kestrel Books & Maps"))
    git(other, "-c", "user.name=Ann", "-c", "user.email=ann@x.example", "commit", "-qam", "renamed")
    git(other, "push", "-q")
    return other


def merged_elsewhere(vault: Path) -> None:
    """Let two other machines change one thing in different ways, and send what came of it."""
    git(vault, "add", "-A")
    git(vault, "-c", "user.name=Sam", "-c", "user.email=s@x.example", "commit", "-qm", "all")
    git(vault, "push", "-q", "-u", "origin", "main")
    other = other_machine(vault)
    note = next((other / "opportunities").rglob("*kestrel*.md"))
    items = "merge_review:\n  - where: salary\n    kept: 41k\n    other: 40k\n    base: 38k\n"
    note.write_text(note.read_text().replace("stage_since", f"salary: 41k\n{items}stage_since"))
    git(other, "-c", "user.name=Ann", "-c", "user.email=ann@x.example", "commit", "-qam", "merged")
    git(other, "push", "-q")


def rewritten_elsewhere(vault: Path) -> None:
    """Let another machine begin its history anew."""
    other = other_machine(vault)
    git(other, "checkout", "-q", "--orphan", "new")
    git(other, "-c", "user.name=A", "-c", "user.email=a@x.example", "commit", "-qm", "all anew")
    git(other, "push", "-q", "--force", "origin", "new:main")


def with_settings(vault: Path, line: str) -> AfterwordApp:
    """Open the vault on a machine with settings of its own and a place to remember things."""
    config = vault.parent / "config.toml"
    config.write_text(f"[sync]\n{line}\n")
    return app_on(vault, machine=Machine(config=config, state=vault.parent / "state"))


def bar(app: AfterwordApp) -> str:
    bar = app.screen_stack[0].query_one(TitleBar)
    return bar.sync.text if str(bar.render()).endswith(bar.sync.text) else "not shown"


def outcome(app: AfterwordApp) -> str:
    window = app.screen
    assert isinstance(window, SyncDialog)
    return plain(window.lines._lines)


async def synced(app: AfterwordApp, pilot: Pilot[int]) -> None:
    await press(pilot, "S")
    await until(pilot, lambda: isinstance(app.screen, SyncDialog) and app.screen.is_over)
    await settled(pilot)


async def test_the_bar_says_what_there_is_to_send(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await until(pilot, lambda: "to send" in bar(app))


async def test_a_key_syncs_both_ways_and_the_list_shows_what_came(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await synced(app, pilot)
        assert "In step" in frame(app)
        await press(pilot, "escape")
        other_machine(vault)
        await synced(app, pilot)
        await press(pilot, "escape", "2")
        await until(pilot, lambda: "Kestrel Books & Maps" in frame(app))
        await until(pilot, lambda: "in step" in bar(app))
        log = git(vault, "log", "--oneline", "origin/main")
        assert "renamed" in log


async def test_a_vault_without_another_place_says_how_to_add_one(tmp_path: Path) -> None:
    async with opened(small_vault(tmp_path), (80, 24)) as (app, pilot):
        await synced(app, pilot)
        assert "git remote add" in outcome(app)
        assert bar(app) == ""


async def test_a_place_that_is_gone_is_told_in_the_window_and_stays_in_the_bar(vault: Path) -> None:
    (vault.parent / "remote.git").rename(vault.parent / "away.git")
    app = with_settings(vault, "")
    async with app.run_test(size=(120, 40)) as pilot:
        await synced(app, pilot)
        assert "remote.git" in outcome(app)
        await press(pilot, "escape")
        await until(pilot, lambda: "offline" in bar(app))


async def test_what_came_is_told_in_the_window_and_what_waits_stands_first(vault: Path) -> None:
    merged_elsewhere(vault)
    async with opened(vault, (80, 24)) as (app, pilot):
        await synced(app, pilot)
        said = outcome(app)
        assert "Kestrel Books & Maps: company Kestrel Books -> Kestrel Books & Maps" in said
        assert said.index("R shows them") < said.index("Maps: company")
        assert app.screen.query_one("#cancel").size.width < len("Go on behind (Esc)")


async def test_a_sync_by_itself_tells_what_there_is_to_decide(vault: Path) -> None:
    merged_elsewhere(vault)
    app = with_settings(vault, "at_start = true")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "R shows them" in toasts(app))


async def test_a_sync_by_itself_tells_once_what_it_waits_for_and_the_key_that_asks_it(vault: Path) -> None:
    app = with_settings(vault, "at_start = true")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: app._syncer.standing.last is not None and "in step" in bar(app))
        rewritten_elsewhere(vault)
        app._syncer.by_itself()
        await until(pilot, lambda: "Sync waits for a word of yours: S asks you. The history" in toasts(app))
        assert "rewritten" in toasts(app)
        assert not isinstance(app.screen, ChooseDialog)

        app.clear_notifications()
        await until(pilot, lambda: not app._syncer.is_running)
        app._syncer.by_itself()
        await until(pilot, lambda: not app._syncer.is_running)
        await settled(pilot)
        assert "rewritten" not in toasts(app)
        await press(pilot, "S")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))


async def test_a_window_opened_over_a_sync_by_itself_hears_how_it_ended(vault: Path) -> None:
    with silent_server() as port:
        git(vault, "remote", "set-url", "origin", f"git://127.0.0.1:{port}/search.git")
        app = with_settings(vault, "at_start = true")
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app._syncer.is_running)
            await pilot.press("S")
            await until(pilot, lambda: isinstance(app.screen, SyncDialog))
            await pilot.press("x")
            await until(pilot, lambda: isinstance(app.screen, SyncDialog) and app.screen.is_over)
            assert "stopped" in outcome(app).lower()


async def test_what_a_sync_asks_is_answered_by_a_key(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await synced(app, pilot)
        await press(pilot, "escape")
        rewritten_elsewhere(vault)
        before = git(vault, "rev-parse", "HEAD")
        await press(pilot, "S")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await until(pilot, lambda: "rewritten" in frame(app))
        await press(pilot, "escape")
        assert git(vault, "rev-parse", "HEAD") == before


async def test_the_program_syncs_by_itself_at_its_start_when_told_to(vault: Path) -> None:
    app = with_settings(vault, "at_start = true")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "in step" in bar(app))
        assert not isinstance(app.screen, SyncDialog)
    assert git(vault, "rev-parse", "origin/main") == git(vault, "rev-parse", "HEAD")


async def test_a_vault_whose_program_moved_is_mended_by_a_sync_at_the_start(vault: Path) -> None:
    git(vault, "config", "merge.afterword.driver", command().replace(sys.executable, "/old/python"))
    app = with_settings(vault, "at_start = true")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "in step" in bar(app))
    assert "/old/python" not in git(vault, "config", "merge.afterword.driver")


async def test_the_program_syncs_before_it_ends_when_told_to(vault: Path) -> None:
    app = with_settings(vault, "on_quit = true")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "to send" in bar(app))
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert git(vault, "rev-parse", "origin/main") == git(vault, "rev-parse", "HEAD")


async def test_work_goes_on_behind_the_window(vault: Path) -> None:
    async with opened(vault, (120, 40)) as (app, pilot):
        await press(pilot, "S", "escape", "2")
        await settled(pilot)
        assert "Kestrel" in frame(app)
        await until(pilot, lambda: "in step" in bar(app))
        assert "could not" not in toasts(app)


@pytest.mark.parametrize(
    ("stands", "said"), [("offline", "offline"), ("needs login", "needs login"), ("", "sync: S says why")]
)
def test_the_bar_says_in_two_words_what_is_in_the_way(stands: str, said: str) -> None:
    assert short(Standing(remote="origin", ahead=2, trouble="A sentence.", stands=stands)).text == said


OPENING = """
import asyncio, sys, threading
from pathlib import Path
from tests.tui.driver import opened, press, small_vault

loaded = []
def watch(event, about):
    if event == "import" and threading.current_thread() is threading.main_thread():
        loaded.append(about[0])

async def main():
    async with opened(small_vault(Path(sys.argv[1]))) as (_app, pilot):
        for name in [name for name in sys.modules if name.startswith("store.workspace.syncing.")]:
            del sys.modules[name]
        sys.addaudithook(watch)
        await press(pilot, "S")

asyncio.run(main())
print(*sorted(name for name in loaded if name.startswith("store.workspace.syncing")))
"""


def test_the_screen_does_not_wait_for_what_a_sync_loads(tmp_path: Path) -> None:
    words = [sys.executable, "-c", OPENING, str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
