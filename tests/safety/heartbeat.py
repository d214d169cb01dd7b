"""Measures how long the screen's thread keeps a key waiting while a sync of many notes runs beside it.

`python -m tests.safety.heartbeat --notes 500` prints a line of JSON: beats, the slowest of a hundred, and the slowest.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bench.searches import vault_of
from store.workspace.create import create_vault
from tests.shell import git
from tests.tui.driver import TODAY, app_on, press, settled

BEAT = 0.01
"""Seconds between two beats."""
RESTED = 2.0
"""Seconds of rest that the same is measured in, since other programs may hold this machine up."""
TOLD = "\n\n### 2026-11-24 10:00 Call with Joe: what comes next\n- need: one price list\n"
SLOW, SLOWEST = 0.05, 0.2
"""Seconds that one of a hundred beats may be late, and the latest of all."""


def kept_waiting() -> float:
    """Return the seconds in which this thread could have gone on and no processor was free; 0 where nobody tells."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


@asynccontextmanager
async def felt(without: list[float] | None = None) -> AsyncIterator[list[float]]:
    """Give a list that grows, until the end, by how many seconds late each beat of this thread's loop is.

    Args:
        without: grows by the same without the seconds in which the system gave this thread no processor.
    """
    late: list[float] = []

    async def beat() -> None:
        while True:
            before, idle = time.perf_counter(), kept_waiting()
            await asyncio.sleep(BEAT)
            late.append(time.perf_counter() - before - BEAT)
            if without is not None:
                without.append(max(0.0, late[-1] - (kept_waiting() - idle)))

    heart = asyncio.ensure_future(beat())
    try:
        yield late
    finally:
        await asyncio.sleep(2 * BEAT)
        heart.cancel()


def share(late: list[float], part: float) -> float:
    """Return what that part of all beats is not later than."""
    return sorted(late)[min(len(late) - 1, int(part * len(late)))]


def two_machines(folder: Path, count: int) -> Path:
    """Make a vault of so many notes, and another machine that has changed them all and sent it."""
    root = create_vault(folder / "vault", "Sam Rivera", "sam@rivera.example").root
    for path, text in vault_of(count, TODAY, seed=1).texts.items():
        (root / path).write_text(text)
    as_sam = ("-c", "user.name=Sam", "-c", "user.email=s@x.example")
    git(root, "add", "-A")
    git(root, *as_sam, "commit", "-qm", "all")
    git(folder, "clone", "-q", "--bare", str(root), "remote.git")
    git(root, "remote", "add", "origin", str(folder / "remote.git"))
    git(root, "fetch", "-q", "origin")
    git(root, "branch", "-q", "-u", "origin/main")
    git(folder, "clone", "-q", "remote.git", "other")
    for note in (folder / "other/opportunities").glob("*.md"):
        note.write_text(note.read_text() + TOLD)
    git(folder / "other", *as_sam, "commit", "-qam", "changed")
    git(folder / "other", "push", "-q")
    return root


async def measured(folder: Path, count: int) -> tuple[list[float], list[float], list[float]]:
    """Sync such a vault in the full screen.

    Returns:
        How late each beat was meanwhile, the same without waiting for a processor, and how late they were at rest.
    """
    root = two_machines(folder, count)
    app = app_on(root)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        own: list[float] = []
        async with felt(own) as late:
            await press(pilot, "S")
            changed = max((root / "opportunities").glob("*.md"))
            while TOLD not in changed.read_text():
                await pilot.pause(BEAT)
            await settled(pilot)
        async with felt() as idle:
            await asyncio.sleep(RESTED)
    return late, own, idle


def main() -> int:
    """Measure once; return 1 where a key would have waited for too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="heart-", dir=os.environ.get("AFTERWORD_ROOM")) as folder:
        os.environ |= {"HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
        late, own, idle = asyncio.run(measured(Path(folder), asked.notes))
    most, worst = share(late, 0.99), max(late)
    found = (most > SLOW) + (worst > SLOWEST)
    note = f"{asked.notes} notes; 99 of 100 beats at most {most * 1000:.0f} ms late, the latest {worst * 1000:.0f} ms; "
    note += f"{share(own, 0.99) * 1000:.0f} and {max(own) * 1000:.0f} ms without waiting for a processor; "
    note += f"at rest {share(idle, 0.99) * 1000:.0f} and {max(idle) * 1000:.0f} ms"
    print(json.dumps({"tries": len(late), "found": found, "note": note}))
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
