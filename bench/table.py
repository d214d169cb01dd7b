"""What is measured about speed, as one table: each row a ratio to its yardstick in the same run.

`python bench/table.py [--counts N…] [--row NAME] [--rounds N] [--seed N] [--vaults FOLDER] [--peers FOLDER]
[--markdown] [--into PAGE]`
"""

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from statistics import linear_regression

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import commands, gitrows, peers, screenrows, writing
from bench.place import place_of
from bench.rows import LEAST, Figure, Goal, Row, measured

GROUPS: tuple[tuple[Row, ...], ...] = (
    commands.ROWS,
    peers.ROWS,
    writing.ROWS,
    gitrows.ROWS,
    screenrows.ROWS,
    screenrows.KEYS_PRESSED,
    gitrows.MERGES,
)
"""The rows of each module; those of one are measured in turn."""
COUNTS = (100, 1_000, 10_000)
SEED = 20261124
ROUNDS, FEW, MANY = 7, 3, 50_000
"""Rounds, and rounds where there are so many opportunities that each takes long."""
SMALLEST, THOUSAND, TEN = 100, 1_000, 10
WIDEST = 46
"""Columns of the widest cell in a terminal."""
LEGEND = (
    "Ratio of the processor's time, children included (of the wall's), and what ours took. "
    "Medians; each ratio is of runs in turn."
)
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"
UNREACHED = Figure(missing="stopped before")
Figures = Mapping[int, Mapping[str, Figure]]


def main() -> int:
    """Measure, print the table, and return 1 if something went wrong."""
    asked = arguments()
    groups = [[row for row in rows if asked.row.casefold() in row.name.casefold()] for rows in GROUPS]
    rows = [row for group in groups for row in group]
    if not rows:
        print(f"No row's name holds “{asked.row}”. They are:", *(r.name for g in GROUPS for r in g), sep="\n  ")
        return 1
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    with ExitStack() as stack:
        folder = asked.vaults or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="afterword-bench-")))
        found = measure(groups, folder, asked)
    write = markdown if asked.markdown or asked.into else plain
    text = write(rows, found, conditions(found, asked))
    if asked.into:
        put_into(asked.into, text)
    print(text)
    return int(any(figure.is_failure for at in found.values() for figure in at.values()))


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="vaults of so many opportunities")
    parser.add_argument("--row", default="", help="only rows whose name holds this")
    parser.add_argument("--rounds", type=int, help=f"rounds; by default {ROUNDS}, and {FEW} from {MANY:,} on")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed makes the same vaults")
    parser.add_argument("--vaults", type=Path, help="a folder where vaults are kept for the next run of the same day")
    parser.add_argument("--peers", type=Path, help="a folder with other programs of the kind; PATH comes next")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--into", type=Path, help="write it as Markdown into a page, between its two markers")
    return parser.parse_args()


def measure(groups: Sequence[Sequence[Row]], folder: Path, asked: argparse.Namespace) -> Figures:
    """Measure all rows in all vaults, the small ones first; say on standard error how far it is.

    Who stops it (^C) gets the table of what was measured until then.
    """
    today = datetime.now().astimezone().date()
    smallest = place_of(folder, SMALLEST, asked.seed, today, peers=asked.peers)
    found: dict[int, dict[str, Figure]] = {}
    for count in sorted(asked.counts):
        place = place_of(folder, count, asked.seed, today, peers=asked.peers, smallest=smallest)
        rounds = asked.rounds or (FEW if count >= MANY else ROUNDS)
        found[count] = {}
        for group in filter(None, groups):
            begun = time.monotonic()
            try:
                with place.visit(), smallest.visit():
                    found[count] |= measured(group, place, rounds)
            except KeyboardInterrupt:
                return found
            took = time.monotonic() - begun
            sys.stderr.write(f"{count:>7,} {took:6.0f} s  {', '.join(row.name for row in group)}\n")
    return found


def conditions(found: Figures, asked: argparse.Namespace) -> str:
    """Return under which conditions the figures came about."""
    python = ".".join(map(str, sys.version_info[:3]))
    git = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True).stdout.split()[2]
    load = os.getloadavg()[0]
    return (
        f"{os.uname().sysname} {os.uname().release}, {os.cpu_count()} cores, load {load:.1f} at the end, "
        f"Python {python}, git {git}, seed {asked.seed}. Vaults of {', '.join(f'{count:,}' for count in found)} notes "
        "of about 5.6 KB, by all six playbooks, a sixth of them overdue, in a folder for each year, with a history of "
        "a thousand changes."
    )


def lines(rows: Sequence[Row], found: Figures) -> Iterator[tuple[str, ...]]:
    """Yield the table line by line, its head first."""
    yield "what", "its yardstick", "goal", *(f"{count:,}" for count in found), "met", "grows"
    for row in rows:
        figures = {count: at.get(row.name, UNREACHED) for count, at in found.items()}
        cells = (cell(row, figure) for figure in figures.values())
        yield row.name, row.yardstick, goal_words(row.goal), *cells, met(row, figures), growth(row, figures)


def cell(row: Row, figure: Figure) -> str:
    """Return the ratio of the processor's time, that of the wall's, and what ours took; or why there is none."""
    if figure.missing:
        return figure.missing
    if row.unit == "KiB":
        return f"{times(figure.times.cpu)} {figure.ours.cpu / 1024:.0f} MB"
    ours = figure.ours.cpu if row.judged == "cpu" else figure.ours.wall
    return f"{times(figure.times.cpu)} ({times(figure.times.wall)}) {duration(ours)}"


def times(ratio: float) -> str:
    """Return a ratio with two digits that say something."""
    return f"{ratio:.0f} x" if ratio >= TEN else f"{ratio:.{1 if ratio >= 1 else 2 if ratio >= 1 / TEN else 3}f} x"


def duration(seconds: float) -> str:
    """Return a time in the unit that suits it."""
    if seconds >= TEN:
        return f"{seconds:.0f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= TEN else f"{milliseconds:.2g} ms"


def goal_words(goal: Goal | None) -> str:
    """Return a goal in words."""
    if goal is None:
        return "told only"
    where = f" from {goal.since:,}" if goal.since else f" to {goal.until:,}" if goal.until else ""
    return f"≤ {goal.most:.3g} x{where}"


def met(row: Row, figures: Mapping[int, Figure]) -> str:
    """Tell whether the goal is met wherever it holds."""
    if row.goal is None:
        return ""
    where = [count for count, figure in figures.items() if row.goal.holds_at(count) and not figure.missing]
    missed = [count for count in where if getattr(figures[count].times, row.judged) > row.goal.most]
    if not where:
        return "not asked"
    return f"no, at {' and '.join(f'{count:,}' for count in missed)}" if missed else "yes"


def growth(row: Row, figures: Mapping[int, Figure]) -> str:
    """Return the power of the number of opportunities with which ours grows, from a thousand on if there are."""
    points = [
        (math.log(count), math.log(max(getattr(figure.ours, row.judged), LEAST)))
        for count, figure in figures.items()
        if not figure.missing and (count >= THOUSAND or max(figures) <= THOUSAND)
    ]
    if len(points) < len("xy"):
        return ""
    slope = linear_regression(*zip(*points, strict=True)).slope
    return f"n^{slope:.2f}"


def plain(rows: Sequence[Row], found: Figures, said: str) -> str:
    """Return the table for a terminal; what is too long for its column stands below."""
    table = list(lines(rows, found))
    notes: dict[str, int] = {}

    def short(text: str) -> str:
        return text if len(text) <= WIDEST else f"[{notes.setdefault(text, len(notes) + 1)}]"

    cells = [[short(text) for text in line] for line in table]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    drawn = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return "\n".join([*drawn, "", *(f"[{number}] {text}" for text, number in notes.items()), LEGEND, said])


def markdown(rows: Sequence[Row], found: Figures, said: str) -> str:
    """Return the table as Markdown."""
    head, *body = lines(rows, found)
    rule = ["---", "---", "---", *("---:" for _ in found), "---", "---:"]
    drawn = (f"| {' | '.join(line)} |" for line in (head, rule, *body))
    return "\n".join([f"{LEGEND} {said}", "", *drawn])


def put_into(page: Path, text: str) -> None:
    """Write the table into a page, between its markers.

    Raises:
        SystemExit: the page has no markers.
    """
    whole = page.read_text("utf-8")
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{page} has no lines {BEGIN} and {END}; nothing was written.\n\n{text}")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
