"""What saving costs: one change by the workspace, beside git's own commit of one file: `python bench/saving.py`.

The change is made as both front ends make it: planned on what all files hold then, written durably, committed, and the
index of files brought up to date; files lie in a folder for each month. Both commits wait for the disk in the same way
(`core.fsync=all`). The look at all files before it, and what is read before and after, are told by themselves.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.history import spent
from bench.searches import vault_of
from bench.sync import Row, by_month, timed
from store.vault.bytes import YOUNG
from store.vault.reading import Told
from store.vault.scan import Scan
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.garbage import set_aside, young_only
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEED = 20261124
RUNS = 11
GOAL = 1.3


def main() -> None:
    """Measure in vaults of several sizes, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="*", default=[1_000, 10_000])
    for count in parser.parse_args().count:
        for name, ours, plain, goal in rows(count):
            print(f"{count:>6} notes: {name}: {ours:.1f} ms; git {plain:.1f} ms: {ours / plain:.2f}x (goal {goal}x)")


class Watched(Workspace):
    """A workspace that counts what looking at files and reading them takes."""

    looking_wall = looking_core = 0.0

    def snapshot(self, told: Told | None = None, found: Scan | None = None, *, is_patient: bool = False) -> Snapshot:
        """Look, and count."""
        wall, core = perf_counter(), spent()
        try:
            return super().snapshot(told, found, is_patient=is_patient)
        finally:
            self.looking_wall += perf_counter() - wall
            self.looking_core += spent() - core


def rows(count: int) -> list[Row]:
    """Measure in a vault of so many searches."""
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    with tempfile.TemporaryDirectory() as folder, young_only():  # as the screen keeps Python's collector
        root = vault_by_month(Path(folder), count)
        cache = Path(folder) / "cache"
        workspace = Watched(root, Moment(today=TODAY, now=NOW), lambda: Machine(cache=cache))
        records = workspace.snapshot().records.opportunities
        set_aside()
        one, other = records[count // 2], records[count // 3]
        place = root / other.path
        walls: list[tuple[float, float, float]] = []
        cores: list[tuple[float, float, float]] = []
        command = ["git", "-c", "core.fsync=all", "commit", "-qm", "x", "--", other.path]

        def ours(number: int) -> None:
            applied = workspace.carry_out(tag_opportunities((one.id,), add=(f"tag-{number}",)))
            workspace.as_left()
            if not applied.committed:
                raise SystemExit(applied.note)

        for number in range(RUNS + 1):
            place.write_bytes(place.read_bytes() + b"more\n")
            begun = spent()
            plain = timed(lambda: subprocess.run(command, cwd=root, check=True))
            plain_core = spent() - begun
            rest(workspace)
            workspace.looking_wall = workspace.looking_core = 0.0
            begun = spent()
            wall = timed(partial(ours, number))
            core = spent() - begun
            if number:  # the first loads libraries
                walls.append((wall, wall - workspace.looking_wall, plain))
                cores.append((core, core - workspace.looking_core, plain_core))
    found: list[Row] = []
    for which, name in ((1, "one change written and committed"), (0, "the same with the look at all files")):
        for clock, taken in (("by the clock", walls), ("processor time", cores)):
            mine, plain = (1000 * median(took[at] for took in taken) for at in (which, 2))
            found.append((f"{name}, {clock}", mine, plain, GOAL))
    return found


def rest(workspace: Workspace) -> None:
    """Do what the screen does between two changes, so that none is part of the next."""
    workspace.snapshot()
    sleep(YOUNG)  # what has just changed is read again until it has rested
    workspace.snapshot()
    workspace.clean()


def vault_by_month(folder: Path, count: int) -> Path:
    """Write a vault of so many searches, a folder for each month of two years."""
    root = create_vault(folder / "vault", "Sam Rivera", "sam@rivera.example").root
    for path, data in by_month(
        {path: text.encode() for path, text in vault_of(count, TODAY, SEED).texts.items()}
    ).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    for words in (("add", "-A"), ("commit", "-qm", "made up"), ("gc", "-q")):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)
    return root


if __name__ == "__main__":
    main()
