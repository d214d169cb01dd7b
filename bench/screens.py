"""How long a screen takes to come and to answer, in a real terminal, and how much memory that needs.

`python bench/screens.py [--count N] [--counts N…] [--only WORDS] [--seed N]`

Beside it, in the same run, the smallest program of the same library: one line of text, and a list of a hundred rows.
"""

import argparse
import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.searches import MIX, Mix, vault_of
from store.workspace.create import create_vault

TODAY = date(2026, 11, 24)
SEED = 20261124
COUNT = 10_000
STARTS = 5
KEYS = 60
SIZE = (120, 40)
PATIENCE = 300.0
ROOT = Path(__file__).resolve().parent.parent
KINDS = (
    ("agenda, j and k", ("j", "k"), ""),
    ("list, j and k", ("j", "k"), "2"),
    ("list, filter", ("a", "\x7f"), "2/"),
    ("list, sort", ("z", "Z"), "2"),
    ("list, mark", (" ", " "), "2"),
    ("board, l and h", ("l", "h"), "3"),
    ("between list and board", ("2", "3"), "23"),
)
"""What is timed: a key and one that takes it back, and the keys that lead there."""
BARE = """
from textual.app import App
from textual.widgets import OptionList
class Bare(App):
    def compose(self):
        yield OptionList(*(f"row {number}" for number in range(100)))
Bare().run()
"""


class Terminal:
    """A program in a terminal of its own, and what it has drawn."""

    def __init__(self, argv: Sequence[str], env: dict[str, str]) -> None:
        self.began = time.perf_counter()
        self.pid, self._file = pty.fork()
        if not self.pid:
            os.environ.clear()
            os.environ.update(env)
            os.execv(argv[0], list(argv))  # noqa: S606 - fixed words
        self.drawn = b""
        self.peak = 0
        """The most memory that the program ever took, in KiB; known once it has ended."""

    def read(self, limit: float) -> bytes:
        """Return what comes within a time; empty when nothing does."""
        if not select.select([self._file], [], [], limit)[0]:
            return b""
        try:
            data = os.read(self._file, 65536)
        except OSError:
            data = b""
        self.drawn += data
        return data

    def seconds_to(self, text: str) -> float:
        """Return the seconds from the start until a text is on the screen."""
        while text.encode() not in self.drawn:
            if time.perf_counter() - self.began > PATIENCE:
                raise TimeoutError(text)
            self.read(0.05)
        return time.perf_counter() - self.began

    def rest(self, quiet: float = 0.3) -> None:
        """Wait until nothing is drawn any more."""
        while self.read(quiet):
            pass

    def seconds_after(self, key: str) -> float:
        """Press a key, and return the seconds until the first of what it changes is drawn."""
        pressed = time.perf_counter()
        os.write(self._file, key.encode())
        if not self.read(5.0):
            return float("nan")
        took = time.perf_counter() - pressed
        self.rest(0.05)
        return took

    def close(self) -> None:
        """End the program."""
        self.peak = peak_of(self.pid)
        os.write(self._file, b"\x11")
        end = time.perf_counter() + 10
        while time.perf_counter() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            self.read(0.05)
        os.close(self._file)


def peak_of(pid: int) -> int:
    """Return the most memory that a program ever took, in KiB; what its parent took before it began does not count."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def main() -> None:
    """Make the vault, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many opportunities")
    parser.add_argument("--counts", type=int, nargs="+", help="vaults of so many instead")
    parser.add_argument("--only", default="", help="time the keys of those rows alone whose name holds this")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="afterword-bench-"))
    try:
        counts = sorted(asked.counts or {100, 1_000, asked.count})
        report(folder, {count: vault_on_disk(folder, count, asked.seed) for count in counts}, asked.only)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def vault_on_disk(folder: Path, count: int, seed: int, mix: Mix = MIX, today: date = TODAY) -> Path:
    """Write a vault of so many opportunities, committed."""
    root = create_vault(folder / f"of-{count}", "Sam Rivera", "sam@rivera.example").root
    for path, text in vault_of(count, today, seed, mix).texts.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    named = ("-c", "user.name=Sam Rivera", "-c", "user.email=sam@rivera.example", "-c", "gc.auto=0")
    for words in (("add", "-A"), ("commit", "-qm", "made up")):
        subprocess.run(["git", *named, *words], cwd=root, check=True, capture_output=True)
    return root


def report(folder: Path, vaults: Mapping[int, Path], only: str) -> None:
    """Time everything and print a table, each row against its yardstick, the same row of every vault together."""
    env = surroundings(folder)
    bare = [sys.executable, "-c", BARE]
    programs = {count: program(vault) for count, vault in vaults.items()}
    if not only:
        report_beginnings(bare, programs, env)
    standard = keys(bare, env, "row 1", ("\x1b[B", "\x1b[A"))
    say("a bare list of 100 rows, key to repaint", standard, standard)
    for what, pair, begin in KINDS:
        for count, argv in programs.items() if only in what else ():
            say(f"{what}, {count:,} opportunities", keys(argv, env, "Overdue", pair, begin), standard)


def report_beginnings(bare: Sequence[str], programs: Mapping[int, Sequence[str]], env: dict[str, str]) -> None:
    """Print the time to the first paint, and the most memory that it takes to read everything and show it."""
    first = median(lambda: opened(bare, env, "row 1"))
    print(f"{'a bare program, first paint':44} {first * 1000:7.0f} ms")
    for count, argv in programs.items():
        painted = median(lambda argv=argv: opened(argv, env, "Agenda"))  # type: ignore[misc]
        print(f"{f'{count:,} opportunities, first paint':44} {painted * 1000:7.0f} ms   {painted / first:5.2f} x")
    print()
    least = memory(bare, env, "row 1")
    print(f"{'a bare program, memory at its highest':44} {least / 1024:7.0f} MB")
    for count, argv in programs.items():
        taken = memory(argv, env, "Overdue")
        print(f"{f'{count:,} opportunities, memory':44} {taken / 1024:7.0f} MB   {taken / least:5.2f} x")
    print()


def program(vault: Path) -> list[str]:
    """Return how the program is started on a vault."""
    return [sys.executable, "-m", "cli.main", "--vault", str(vault), "--today", TODAY.isoformat()]


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment: a home of its own, and a terminal with colours."""
    home = folder / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    width, height = map(str, SIZE)
    size = {"COLUMNS": width, "LINES": height}
    return {
        **kept,
        **size,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONPATH": str(ROOT),
    }


def opened(argv: Sequence[str], env: dict[str, str], text: str) -> float:
    """Return the seconds until a program shows a text."""
    terminal = Terminal(argv, env)
    took = terminal.seconds_to(text)
    terminal.close()
    return took


def memory(argv: Sequence[str], env: dict[str, str], shown: str) -> int:
    """Return the most memory that a program takes until all is read and nothing is drawn any more."""
    terminal = Terminal(argv, env)
    terminal.seconds_to(shown)
    terminal.rest(3.0)
    terminal.close()
    return terminal.peak


def median(once: Callable[[], float]) -> float:
    """Return the median of some runs, the first one not counted."""
    once()
    return statistics.median(once() for _ in range(STARTS))


def keys(argv: Sequence[str], env: dict[str, str], shown: str, pair: tuple[str, str], begin: str = "") -> list[float]:
    """Return the seconds from key to repaint, over and over, once all is read and nothing is drawn any more.

    Args:
        argv: the program.
        env: its environment.
        shown: what is on the screen once everything is read.
        pair: a key, and the one that takes it back.
        begin: keys that lead to where it is measured.
    """
    terminal = Terminal(argv, env)
    terminal.seconds_to(shown)
    terminal.rest(3.0)
    for key in begin:
        terminal.seconds_after(key)
        terminal.rest(1.0)
    found = [terminal.seconds_after(key) for _ in range(KEYS // 2) for key in pair]
    terminal.close()
    return found


def say(name: str, found: list[float], standard: list[float]) -> None:
    """Print median and 95th percentile, and how they stand to the yardstick."""
    middle, late = statistics.median(found), sorted(found)[len(found) * 95 // 100]
    against = sorted(standard)[len(standard) * 95 // 100]
    print(f"{name:44} {middle * 1000:7.1f} ms, 95 %: {late * 1000:6.1f} ms   {late / against:5.2f} x")


if __name__ == "__main__":
    main()
