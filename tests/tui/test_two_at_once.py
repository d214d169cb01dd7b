"""Two full screens and commands on one vault at the same time: each sees the others' work, and nothing is lost."""

import asyncio
import sys
from functools import partial
from pathlib import Path

from tests.shell import git
from tests.tui.driver import app_on, frame, opened, press, small_vault, until

HOME = Path(__file__).resolve().parents[2]


async def command(vault: Path, *words: str) -> str:
    """Run a command as a process of its own, while the screens go on."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "cli.main", "--vault", str(vault), "--today", "2026-11-20", *words),
        cwd=HOME,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    return out.decode()


def holds(vault: Path, wanted: set[str]) -> bool:
    text = (vault / "opportunities" / "northwind.md").read_text()
    return all(words in text for words in wanted)


async def test_two_screens_and_commands_on_one_vault_lose_nothing(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    async with opened(vault, (100, 30)) as (_, pilot):
        other = app_on(vault, None)
        async with other.run_test(size=(100, 30)) as second:
            await until(second, lambda: other._snapshot is not None)
            for number in range(4):
                await press(pilot, "n", *f"need{number} one", "ctrl+o")
                said, _ = await asyncio.gather(
                    command(vault, "note", "northwind", "topic", f"topic{number} by command"),
                    press(second, "n", *f"need{number} two", "ctrl+o"),
                )
                assert "noted" in said
                wanted = {f"need{number} one", f"need{number} two", f"topic{number} by command"}
                await until(pilot, partial(holds, vault, wanted))
            await press(second, "2", "enter", "l")
            await until(second, lambda: "topic3 by command" in frame(other))
    assert git(vault, "status", "--porcelain") == ""
    git(vault, "fsck", "--strict")


async def test_a_screen_and_a_cron_that_both_sync_lose_nothing(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    vault = small_vault(tmp_path)
    git(vault, "remote", "add", "origin", str(tmp_path / "remote.git"))
    await command(vault, "sync")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(tmp_path / "remote.git"), str(clone))
    git(clone, "config", "user.name", "Ann")
    git(clone, "config", "user.email", "ann@home.example")
    async with opened(vault, (100, 30)) as (app, pilot):
        for number in range(3):
            there = clone / "opportunities" / "kestrel.md"
            there.write_text(f"{there.read_text()}\n### 2026-11-1{number} Call: there{number}\n")
            git(clone, "commit", "-qam", "there")
            git(clone, "pull", "-q", "--no-rebase", "--no-edit")
            git(clone, "push", "-q")
            await asyncio.gather(command(vault, "sync"), press(pilot, "n", *f"need{number} here", "ctrl+o"))
            await until(pilot, partial(holds, vault, {f"need{number} here"}))
        await command(vault, "sync")
        await press(pilot, "1")
        await until(pilot, lambda: app._snapshot is not None)
    git(clone, "pull", "-q", "--no-rebase", "--no-edit")
    for number in range(3):
        assert f"there{number}" in (vault / "opportunities" / "kestrel.md").read_text()
        assert f"need{number} here" in (clone / "opportunities" / "northwind.md").read_text()
    assert git(vault, "rev-parse", "HEAD") == git(clone, "rev-parse", "HEAD")
