"""How long a screen takes to come and to answer, in a real terminal, and how much memory that needs.

`python bench/screens.py [--count N] [--counts N…] [--only WORDS] [--seed N]`

Beside it, in the same run, the smallest programs of the same library: a list of a hundred rows, and a table of as many
rows as the largest vault has opportunities, filled anew by each key.
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
from collections.abc import Mapping, Sequence
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
FILTERED = 12
"""Keys of which it is told what they take of the processor."""
FILTER = ("a", "\x7f")
STILL = 0.05
"""Seconds of the processor in a second of a program that has nothing to do."""
READ = "From its log"
"""What a wide screen says only once the whole vault has been read; the first rows stand there before."""
SIZE = (120, 40)
PATIENCE = 300.0
ROOT = Path(__file__).resolve().parent.parent
KINDS = (
    ("agenda, j and k", ("j", "k"), ""),
    ("list, j and k", ("j", "k"), "2"),
    ("list, filter", FILTER, "2/"),
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

TABLE = """
from textual.app import App
from textual.widgets import DataTable
ROWS = [(f"company {{number}}", "position", "stage", "next", "touch", "day") for number in range({count})]
class Table(App):
    def compose(self):
        yield DataTable()
    def on_mount(self):
        self.query_one(DataTable).add_columns("company", "position", "stage", "next", "touch", "day")
        self.fill()
    def fill(self):
        table = self.query_one(DataTable)
        table.clear()
        table.add_rows(ROWS)
    def on_key(self):
        self.fill()
Table().run()
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

    def settle(self, quiet: float = 1.0) -> None:
        """Wait until nothing is drawn any more, and nothing worked out."""
        while True:
            before = spent_by(self.pid)
            self.rest(quiet)
            if spent_by(self.pid) - before < STILL * quiet:
                return

    def seconds_after(self, key: str) -> float:
        """Press a key, and return the seconds until the first of what it changes is drawn."""
        pressed = time.perf_counter()
        os.write(self._file, key.encode())
        if not self.read(5.0):
            return float("nan")
        took = time.perf_counter() - pressed
        self.rest(0.05)
        return took

    def spent_on(self, key: str) -> float:
        """Press a key, and return the seconds of all processors until what it leads to is drawn."""
        begun = spent_by(self.pid)
        os.write(self._file, key.encode())
        self.settle(0.4)
        return spent_by(self.pid) - begun

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


def spent_by(pid: int) -> float:
    """Return the seconds that the threads of a program ran on a processor until now."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text("ascii").split()[0]) for one in threads) / 1e9


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
    for argv in programs.values():
        memory(argv, env, READ)  # whoever opens a vault has opened it before
    if not only or "first" in only:
        report_beginnings(bare, programs, env)
    if not only or "memory" in only:
        report_memory(bare, programs, env)
    if not only or "processor" in only:
        report_filter(programs, env)
    standard = keys(bare, env, "row 1", ("\x1b[B", "\x1b[A"))
    say("a bare list of 100 rows, key to repaint", standard, standard)
    for what, pair, begin in KINDS:
        least: list[float] = []
        for count, argv in programs.items() if only in what else ():
            found = keys(argv, env, READ, pair, begin)
            least = least or found
            say(f"{what}, {count:,} opportunities", found, standard, least)


def report_beginnings(bare: Sequence[str], programs: Mapping[int, Sequence[str]], env: dict[str, str]) -> None:
    """Print the time to the first paint and to the first rows, in turn with a bare program's first paint."""
    cases: list[tuple[str, Sequence[str], str]] = [("a bare program, first paint", bare, "row 1")]
    for count, argv in programs.items():
        cases.append((f"{count:,} opportunities, first paint", argv, "Agenda"))
        cases.append((f"{count:,} opportunities, first rows", argv, "Overdue"))
    rounds = [[opened(argv, env, text) for _, argv, text in cases] for _ in range(STARTS + 1)][1:]
    first, *_ = columns = list(zip(*rounds, strict=True))
    for (name, _, _), took in zip(cases, columns, strict=True):
        ratio = statistics.median(one / least for one, least in zip(took, first, strict=True))
        print(f"{name:44} {statistics.median(took) * 1000:7.0f} ms   {ratio:5.2f} x")
    print()


def report_memory(bare: Sequence[str], programs: Mapping[int, Sequence[str]], env: dict[str, str]) -> None:
    """Print the most memory that it takes to read everything and show it."""
    least = memory(bare, env, "row 1")
    print(f"{'a bare program, memory at its highest':44} {least / 1024:7.0f} MB")
    for count, argv in programs.items():
        taken = memory(argv, env, READ)
        print(f"{f'{count:,} opportunities, memory':44} {taken / 1024:7.0f} MB   {taken / least:5.2f} x")
    print()


def report_filter(programs: Mapping[int, Sequence[str]], env: dict[str, str]) -> None:
    """Print what a key in the filter takes of the processor, beside a table that is filled anew."""
    most = max(programs)
    table = spent([sys.executable, "-c", TABLE.format(count=most)], env, "company 1", ("x", "y"))
    print(f"{f'a DataTable of {most:,}, filled anew, processor':44} {table * 1000:7.1f} ms")
    for count, argv in programs.items():
        taken = spent(argv, env, READ, FILTER, "2/")
        ratio = f"   1/{table / taken:.0f}" if count == most else ""
        print(f"{f'list, filter, {count:,}, processor':44} {taken * 1000:7.1f} ms{ratio}")
    print()


def program(vault: Path) -> list[str]:
    """Return how the program is started on a vault."""
    return [sys.executable, "-m", "cli.start", "--vault", str(vault), "--today", TODAY.isoformat()]


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
    terminal.settle()
    terminal.close()
    return terminal.peak


def begun(argv: Sequence[str], env: dict[str, str], shown: str, begin: str) -> Terminal:
    """Open a program, wait until all is read and nothing is drawn any more, and press keys that lead somewhere.

    Args:
        argv: the program.
        env: its environment.
        shown: what is on the screen once everything is read.
        begin: the keys.
    """
    terminal = Terminal(argv, env)
    terminal.seconds_to(shown)
    terminal.settle()
    for key in begin:
        terminal.seconds_after(key)
        terminal.rest(1.0)
    return terminal


def keys(argv: Sequence[str], env: dict[str, str], shown: str, pair: tuple[str, str], begin: str = "") -> list[float]:
    """Return the seconds from key to repaint, of a key and of the one that takes it back, over and over."""
    terminal = begun(argv, env, shown, begin)
    found = [terminal.seconds_after(key) for _ in range(KEYS // 2) for key in pair]
    terminal.close()
    return found


def spent(argv: Sequence[str], env: dict[str, str], shown: str, pair: tuple[str, str], begin: str = "") -> float:
    """Return the median of the processor's seconds for a key, and for the one that takes it back."""
    terminal = begun(argv, env, shown, begin)
    found = [terminal.spent_on(key) for _ in range(FILTERED // 2) for key in pair]
    terminal.close()
    return statistics.median(found)


def say(name: str, found: list[float], standard: list[float], least: list[float] | None = None) -> None:
    """Print median and 95th percentile, how that stands to the yardstick, and to the same row of the smallest vault."""
    late = percentile(found)
    beside = f"   {late / percentile(least):5.2f} x" if least and least is not found else ""
    middle = f"{statistics.median(found) * 1000:7.1f} ms, 95 %: {late * 1000:6.1f} ms"
    print(f"{name:44} {middle}   {late / percentile(standard):5.2f} x{beside}")


def percentile(found: Sequence[float]) -> float:
    """Return what 95 in a hundred do not exceed."""
    return sorted(found)[len(found) * 95 // 100]


if __name__ == "__main__":
    main()
