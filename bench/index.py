"""How long commands take that a prompt or a habit starts: `python bench/index.py [--counts 100 1000 10000] [--seed N]`.

Whole processes, in turn with their yardsticks of the same run; medians of the processor's time and of the wall's.
"""

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.screens import SEED, surroundings, vault_on_disk
from bench.searches import OLD

ROUNDS = 7
SENTENCE = "\n- topic: what a bench wrote\n"
PHRASE = "takes too long (Greta Chen)"


@dataclass(slots=True)
class Case:
    """One command, and what it took in each round."""

    name: str
    run: Callable[[], None]
    before: Callable[[], None] = lambda: None
    """What is done before each run, and not counted."""
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def once(self) -> None:
        """Run it, and note what it took."""
        self.before()
        begun, used = time.perf_counter(), children()
        self.run()
        self.cpu.append(children() - used)
        self.wall.append(time.perf_counter() - begun)


def main() -> None:
    """Make the vaults, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1_000, 10_000], help="how many opportunities")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="afterword-bench-"))
    try:
        print(f"{'':46} {'processor':>12} {'wall':>10}    to its yardstick")
        for count in asked.counts:
            report(folder, count, asked.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(folder: Path, count: int, seed: int) -> None:
    """Time everything in one vault, and print its rows."""
    vault = vault_on_disk(folder, count, seed, OLD, datetime.now().astimezone().date())
    home = folder / f"home-{count}"
    home.mkdir()
    env = surroundings(home)
    note = next((vault / "opportunities").rglob("*.md"))

    def command(*words: str) -> Callable[[], None]:
        return lambda: process([sys.executable, "-m", "cli.main", "--vault", str(vault), *words], env)

    def forget() -> None:
        shutil.rmtree(home / "home" / ".cache", ignore_errors=True)

    def edit() -> None:
        with note.open("a", encoding="utf-8") as file:
            file.write(SENTENCE)

    command("agenda")()
    time.sleep(2.5)  # until no file counts as just changed
    command("agenda")()
    nothing = Case("python -c pass", lambda: process([sys.executable, "-c", "pass"], env))
    find = Case(
        "find -printf", lambda: process(["find", str(vault / "opportunities"), "-printf", "%p %s %T@ %C@"], env)
    )
    valid = Case("agenda, nothing changed", command("agenda"))
    short = Case("agenda --short, nothing changed", command("agenda", "--short"))
    changed = Case("agenda, one file changed", command("agenda"), edit)
    listed = Case("list, nothing changed", command("list"))
    searched = Case("search", command("search", PHRASE))
    cases = [nothing, find, valid, short, listed, searched, changed]
    grep = Case("rg -l", lambda: process(["rg", "-l", "-F", PHRASE, str(vault)], env)) if shutil.which("rg") else None
    for _ in range(ROUNDS):
        for case in (*cases, *([grep] if grep else [])):
            case.once()
    first = Case("agenda, no index", command("agenda"), forget)
    for _ in range(3):
        first.once()
    rows = [(valid, find), (valid, nothing), (short, nothing), (listed, find), (changed, valid), (first, find)]
    rows += [(searched, grep)] if grep else []
    for case, yardstick in rows:
        say(count, case, yardstick)


def process(argv: Sequence[str], env: dict[str, str]) -> None:
    """Run a program to its end."""
    subprocess.run(argv, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def children() -> float:
    """Return the seconds of the processor that programs started here have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def say(count: int, case: Case, yardstick: Case) -> None:
    """Print one row."""
    cpu, wall = statistics.median(case.cpu) * 1000, statistics.median(case.wall) * 1000
    times = statistics.median(case.cpu) / max(statistics.median(yardstick.cpu), 1e-9)
    print(f"{f'{case.name}, {count:,}':46} {cpu:9.0f} ms {wall:7.0f} ms    {times:6.1f} x {yardstick.name}")


if __name__ == "__main__":
    main()
