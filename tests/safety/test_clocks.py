"""A clock that jumps: what is shown follows from the files alone, and what came last is what was done last."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety.deeds import DEEDS, make
from tests.shell import git

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = ("+10y", "-10y", "+0", "-3d", "+1h", "-1h")
"""How far the program's clock is from that of the disk, in one command after the other."""

pytestmark = pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")


class Place:
    """A vault, and a home whose clock is wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = make(folder, DEEDS["save"], lambda *_: 0)

    def says(self, clock: str, *words: str, cache: str = "cache") -> str:
        """Type a command while the clock is wrong."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder / "home"),
            "XDG_CACHE_HOME": str(self.folder / cache),
            "XDG_STATE_HOME": str(self.folder / "state"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "AFTERWORD_TODAY": "2026-11-20T09:00",
            "AFTERWORD_SPELLING": "off",
            "NO_FAKE_STAT": "1",  # the disk has its own clock
            "DONT_FAKE_MONOTONIC": "1",
        }
        command = ["faketime", "-f", clock, sys.executable, "-m", "cli.main", "--vault", str(self.root), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Place(tmp_path)


def test_whatever_the_clock_says_the_index_is_right(place: Place) -> None:
    note = place.root / "opportunities/northwind.md"
    for number, clock in enumerate(CLOCKS):
        status = note.stat()
        note.write_text(note.read_text().replace("Northwind", "Southwind") if number % 2 else _north(note))
        os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))  # the same length, the same stamp
        known = place.says(clock, "list")
        assert known == place.says(clock, "list", cache=f"cache-{number}")
        assert ("Southwind" in known) is bool(number % 2)
        assert place.says(clock, "agenda") == place.says(clock, "agenda", cache=f"cache-{number}")


def _north(note: Path) -> str:
    return note.read_text().replace("Southwind", "Northwind")


def test_whatever_the_clock_says_the_history_is_in_its_order_and_the_last_change_is_taken_back(place: Place) -> None:
    note = place.root / "opportunities/northwind.md"
    for number, clock in enumerate(CLOCKS):
        place.says(clock, "set", "northwind", f"salary={number}k")
    told = git(place.root, "log", "--format=%s", "--", "opportunities/northwind.md").splitlines()
    assert len(told) == len(CLOCKS) + 1
    salaries = [
        git(place.root, "show", f"HEAD~{back}:opportunities/northwind.md").count(f"salary: {len(CLOCKS) - 1 - back}k")
        for back in range(len(CLOCKS))
    ]
    assert salaries == [1] * len(CLOCKS)
    for number in reversed(range(1, len(CLOCKS))):
        place.says(CLOCKS[number - 1], "undo")
        assert f"salary: {number - 1}k" in note.read_text()


def test_whatever_the_clock_says_the_log_keeps_the_days_that_were_told(place: Place) -> None:
    note = place.root / "opportunities/northwind.md"
    for number, clock in enumerate(CLOCKS):
        place.says(clock, "note", "northwind", "question", f"number {number}?")
    lines = [line for line in note.read_text().splitlines() if "question:" in line]
    assert [line.partition("number ")[2][0] for line in lines] == [str(number) for number in range(len(CLOCKS))]
    assert [line for line in note.read_text().splitlines() if line.startswith("### ")] == [
        "### 2026-11-20 08:00 Interview with Joe Alvarez: first round"
    ]
    place.says("+10y", "check")
