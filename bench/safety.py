"""What is measured about safety, as one table: `python bench/safety.py`; a row for longer: `--row NAME --times N`.

`--brief` tries less of each. Two rows are measured at once, but those that measure how long something takes go alone.
"""

import argparse
import base64
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

MEMORY = "/dev/shm"  # noqa: S108 - a folder of our own is made in it
PASSED = re.compile(r"(\d+) passing")
HISTORY = "tests/store/history"
TEXT, MERGING, VAULT = "tests/store/text", "tests/store/text/merging", "tests/store/vault"


@dataclass(frozen=True)
class Result:
    """What a row found."""

    tries: int = 0
    found: int = 0
    note: str = ""
    skipped: str = ""
    """Why nothing was measured; empty = it was."""
    told: tuple[str, ...] = ()
    """What was found, in words."""


Measure = Callable[[int, int], Result]
"""Takes how many tries are wanted and a seed."""


@dataclass(frozen=True)
class Row:
    """One thing that is measured."""

    name: str
    found: str
    """What is counted as found; there should be none of it."""
    measure: Measure
    times: int = 100
    """Tries; of what, the row's own way of measuring says."""
    brief: int = 100
    """Tries of a short run."""
    is_alone: bool = False
    """Whether it measures time, or waits for programs that must not be late."""


def run(words: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program of ours from the top of the repository, with folders in memory where there are any."""
    room = {"AFTERWORD_ROOM": MEMORY} if os.access(MEMORY, os.W_OK) else {}
    around = {**os.environ, "PYTHONPATH": str(ROOT), **room, **env}
    return subprocess.run(words, env=around, cwd=ROOT, capture_output=True, text=True, check=False)


def checker(module: str, *words: str, times: str = "--times", seed: str = "--seed") -> Measure:
    """Return a measure by one of the checkers, which tell what they found and then, in JSON, how much they tried."""

    def measure(count: int, number: int) -> Result:
        asked = [*([times, str(count)] if times else []), *([seed, str(number)] if seed else [])]
        done = run([sys.executable, "-m", module, *words, *asked])
        *lines, last = done.stdout.splitlines() or [""]
        try:
            said = json.loads(last)
        except json.JSONDecodeError:
            return Result(found=1, told=(f"the checker itself failed: {done.stderr[-500:]}",))
        told = tuple(line for line in lines if line) if said.get("found") else ()
        note = said.get("note") or (f"of {said['of']} possible" if "of" in said else "")
        return Result(said.get("tries", 0), said.get("found", 0), note, said.get("skipped", ""), told)

    return measure


def by_tests(*nodes: str) -> Measure:
    """Return a measure by tests; each example of a law counts as a try, and each test that has none."""

    def measure(count: int, number: int) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.xml"
            words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *nodes]
            seed = {"AFTERWORD_SEED": str(number)} if number else {}
            done = run(words, AFTERWORD_EXAMPLES=str(count), **seed)
            if not report.exists():
                return Result(found=1, told=(done.stdout[-500:] + done.stderr[-500:],))
            return counted(ET.parse(report).getroot())  # noqa: S314 - our own pytest has written it

    return measure


def counted(report: ET.Element) -> Result:
    """Read what pytest reports."""
    suites = list(report.iter("testsuite"))
    laws = [one for one in report.iter("property") if one.get("name", "").startswith("hypothesis-statistics-")]
    examples = sum(int(n) for one in laws for n in PASSED.findall(base64.b64decode(one.get("value", "")).decode()))
    cases = sum(int(suite.get("tests", 0)) for suite in suites)
    skipped = [one.get("message", "") for one in report.iter("skipped")]
    cases_told = report.iter("testcase")
    broken = [case for case in cases_told if any(case.find(what) is not None for what in ("failure", "error"))]
    tries = cases - len(skipped) - len(laws) + examples
    if skipped and len(skipped) == cases:
        return Result(skipped=skipped[0])
    note = f"{len(skipped)} skipped: {skipped[0]}" if skipped else ""
    return Result(tries, len(broken), note, told=tuple(case.get("name", "") for case in broken))


def killed_at_random(count: int, _seed: int) -> Result:
    """Kill a writer at random moments."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        done = run([sys.executable, "-P", f"{VAULT}/killing.py", folder, str(count), "careful"])
    told = tuple(done.stdout.splitlines()) + ((done.stderr[-300:],) if done.returncode else ())
    return Result(count, len(told), told=told)


def contended(count: int, _seed: int) -> Result:
    """Save against another program that saves the same file, in three ways."""
    from store.vault.writing import write
    from tests.store.vault.test_contention import losses

    lost = 0
    ways = ("append", "in-place", "rename")
    for way in ways:
        with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
            lost += losses(Path(folder), way, write, count // len(ways))
    return Result(count // len(ways) * len(ways), lost, "a third each appended, in place, by rename")


def histories(machines: int, steps: int, *, plain: bool) -> Measure:
    """Return a measure by whole histories of several machines."""

    def measure(count: int, number: int) -> Result:
        words = ["--count", str(count), "--seed", str(number or 1), "--machines", str(machines), "--steps", str(steps)]
        done = run([sys.executable, "bench/histories.py", *words, *([] if plain else ["--all-by-app"])])
        wrong = re.search(r"(\d+) went wrong", done.stdout)
        if not wrong:
            return Result(found=1, told=(done.stderr[-500:],))
        told = tuple(done.stdout.splitlines()[:20]) if int(wrong[1]) else ()
        return Result(count, int(wrong[1]), f"{machines} machines, {steps} steps each", told=told)

    return measure


def models(count: int, number: int) -> Result:
    """Play histories of one note without git."""
    from tests.histories.model import Model
    from tests.histories.test_model import STEPS, play

    lost = 0
    for seed in range(number, number + count):
        model = Model(seed, machines=3)
        for _ in range(STEPS):
            play(model)
        data = model.come_together()
        lost += bool(model.written - model.let_go - {word for word in model.written if word.encode() in data})
    return Result(count, lost, f"3 machines, {STEPS} steps, crossed merges among them")


def saved(count: int, _seed: int) -> Result:
    """Time durable saves on the disk that folders of this user's are on."""
    from store.model.change import Edit
    from store.vault.writing import write

    spent = []
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        data = b"0\n" * 2000
        (Path(folder) / "note.md").write_bytes(data)
        for number in range(count):
            start = time.perf_counter()
            write(Path(folder), Edit(path="note.md", before=data, after=(b"%d\n" % number) * 2000))
            spent.append(time.perf_counter() - start)
            data = (b"%d\n" % number) * 2000
    spent.sort()
    middle, most = spent[count // 2] * 1000, spent[int(count * 0.99)] * 1000
    return Result(count, int(most >= 100), f"half in {middle:.1f} ms, 99 of 100 in {most:.1f} ms")  # noqa: PLR2004


def hostile_note(_count: int, _seed: int) -> Result:
    """Time the reading of each broken or oversized file."""
    from store.model.settings import Settings
    from store.text.opportunity import read_opportunity
    from tests.spoiled import FLAWED, UNREADABLE

    spent = {}
    for path, (data, *_) in {**UNREADABLE, **FLAWED}.items():
        if path.startswith("opportunities/"):
            start = time.process_time()
            read_opportunity(data, path, Settings(), ())
            spent[path] = time.process_time() - start
    slow = max(spent, key=lambda path: spent[path])
    late = [path for path, seconds in spent.items() if seconds > 0.25]  # noqa: PLR2004
    return Result(len(spent), len(late), f"slowest {spent[slow] * 1000:.0f} ms, {slow}", told=tuple(late))


CALLS, POWER, WHERE = "tests.safety.system_calls", "tests.safety.power", "tests.safety.whereabouts"
HEART = "tests.safety.heartbeat"
BOTH = ("tests/store/workspace/test_contention.py", "tests/tui/test_two_at_once.py")
LIVE = ("tests/tui/test_live.py", "tests/tui/test_away.py")
AT_HAND = "tests/store/workspace/test_at_hand.py"
LEFT = "tests/test_bad_input.py::test_what_editors_leave_is_neither_a_file_nor_a_problem"
NAMES = (f"{VAULT}/test_layout.py", f"{VAULT}/test_scan.py", LEFT)
LAWS = (f"{MERGING}/test_laws.py", f"{MERGING}/test_body_laws.py", f"{MERGING}/test_order.py")
MARKERS = (f"{MERGING}/test_markers.py", f"{MERGING}/test_plain.py", "tests/cli/test_conflict_markers.py")
EDITS = (f"{TEXT}/test_header_edit.py", f"{TEXT}/test_log_edit.py")
TRUST = ("tests/store/history/test_trust.py", "tests/cli/test_trust.py", "tests/cli/test_trusted_hooks.py")
HOSTILE = "tests/test_hostile_values.py"
PATHS = (f"{TEXT}/test_slug.py", HOSTILE, "tests/store/outside/test_links_and_files.py", f"{HISTORY}/test_network.py")
BYTES = (
    "tests/tui/test_terminal_forms.py"
    "::test_hostile_text_reaches_the_terminal_as_text_and_one_that_is_gone_leaves_no_process"
)
QUESTIONS = f"{HOSTILE}::test_hostile_questions_are_answered_plainly"
KILLS = "torn or foreign files changed, or told as saved and gone"
LOST, APART = "texts lost", "not alike at the end, facts lost"
OBEYED, SLOW = "control characters out of data", "1 of 100 over 50 ms, any over 200 ms"
EVERY = 100_000
"""More than there are."""
KILLED, GIT, EDITORS = "delete,restore,undo,import,capture", "tests.safety.git_calls", "tests.safety.editors"
TABLE = (
    Row("kill at every system call", KILLS, checker(CALLS, "--kill", "--deeds", "save,create"), EVERY, 30),
    Row("kill at calls of other deeds", KILLS, checker(CALLS, "--kill", "--deeds", KILLED), 30, 10),
    Row("kill at random moments", KILLS, killed_at_random, 2000, 500),
    Row("kill while recovering", "another end than without", checker(CALLS, "--kill", "--deeds", "recovery"), 100, 30),
    Row("power cuts, notes", KILLS, checker(POWER, "--what", "notes"), 20, 10),
    Row("power cuts, commits", "histories damaged, work lost", checker(POWER, "--what", "commits"), 10, 3),
    Row("an error from every call", "false successes", checker(CALLS, "--errors", "--deeds", "save"), 200, 60),
    Row("an error from calls of git", "false successes, work lost", checker(GIT), 50, 10),
    Row("a system that lacks a call", "deeds not done, not told", checker("tests.safety.missing_calls"), EVERY, 20),
    Row(
        "a full disk", "texts lost, false successes", by_tests("tests/tui/test_full_disk.py", f"{VAULT}/test_faults.py")
    ),
    Row("a clock that jumps", "wrong answers, a wrong order", by_tests("tests/safety/test_clocks.py", AT_HAND)),
    Row("another program saves too", LOST, contended, 2000, 600),
    Row("two of ours and git at once", LOST, by_tests(*BOTH), 1000),
    Row("how editors save", "half notes, false deletions", checker(EDITORS, seed=""), 5, 1, is_alone=True),
    Row("a watched vault", "saves not told, told twice, false deletions", by_tests(f"{VAULT}/test_watch.py", *LIVE)),
    Row("foreign file names", "taken for notes", by_tests(*NAMES)),
    Row("laws of the merge", "counter-examples", by_tests(*LAWS), 2000, 200),
    Row("conflict markers taken out", "words lost", by_tests(*MARKERS), 1000),
    Row("histories, all by us", APART, histories(3, 20, plain=False), 60, 4),
    Row("histories, long, with kills", APART, histories(5, 60, plain=False), 5, 1),
    Row("histories without git", APART, models, 2000, 500),
    Row("histories with plain git", APART, histories(3, 20, plain=True), 10, 4),
    Row(
        "files read and written", "bytes changed", by_tests(f"{TEXT}/test_header.py", f"{TEXT}/test_log.py"), 2000, 300
    ),
    Row("an edit of one field", "other lines changed", by_tests(*EDITS), 2000, 200),
    Row("damaged files", "crashes, inexact edits", by_tests(f"{TEXT}/test_damage.py"), 5000, 500),
    Row("inputs made of a kept corpus", "laws broken", checker("tests.store.text.fuzzing"), 20_000, 1_000),
    Row("cost of one hostile note", "over 250 ms", hostile_note, is_alone=True),
    Row("hostile text on every screen", f"{OBEYED}, clickable", by_tests("tests/tui/test_hostile.py")),
    Row("hostile text, bytes of a terminal", OBEYED, by_tests(BYTES, "tests/tui/test_terminal_bytes.py")),
    Row("hostile text in every command", OBEYED, by_tests("tests/cli/test_hostile_text.py", "tests/cli/test_safe.py")),
    Row("hostile templates", "escapes, bombs that go on", by_tests("tests/store/letters/test_hostile.py")),
    Row("settings of git that run programs", "programs run", by_tests(*TRUST)),
    Row("hostile paths, names, addresses", "outside the vault, taken for options", by_tests(*PATHS), 2500, 500),
    Row("private words", "outside their places", checker(WHERE, "--ask", "text", times="", seed="")),
    Row("modes of files and folders", "others may read", checker(WHERE, "--ask", "modes", times="", seed="")),
    Row("sockets", "opened", checker(WHERE, "--ask", "sockets", times="", seed="")),
    Row("keys while a sync runs", SLOW, checker(HEART, times="--notes", seed=""), 5000, 500, is_alone=True),
    Row("hostile questions", "crashes, no answer", by_tests(QUESTIONS)),
    Row("a durable save", "1 of 100 over 100 ms", saved, 300, is_alone=True),
    Row("a day of work", "files left open", by_tests("tests/store/workspace/test_descriptors.py"), 2000),
    Row("a monkey at the keys", "crashes, texts lost", by_tests("tests/tui/test_monkey.py")),
)


def main() -> int:
    """Measure what is asked for and print the table; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--row", action="append", help="only this one; any part of its name")
    parser.add_argument("--times", type=int, help="tries, instead of as many as the row has")
    parser.add_argument("--brief", action="store_true", help="a short run")
    parser.add_argument("--at-once", type=int, default=2, help="rows that are measured at the same time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only the names")
    asked = parser.parse_args()
    rows = [row for row in TABLE if not asked.row or any(part in row.name for part in asked.row)]
    if asked.list or not rows:
        print("\n".join(row.name for row in TABLE))
        return int(not rows)
    os.environ |= {"GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
    print(f"seed {asked.seed}\n")
    print("| what is tried | tries | found | s | of what | note |\n| --- | ---: | ---: | ---: | --- | --- |")
    bad = 0
    for row, result, seconds in measured(rows, asked):
        bad += result.found
        figures = f"{result.tries:,} | {result.found} | {seconds:.0f}" if not result.skipped else "– | – | –"
        note = f"skipped: {result.skipped}" if result.skipped else result.note
        print(f"| {row.name} | {figures} | {row.found} | {note} |", flush=True)
        for line in result.told:
            print(line, file=sys.stderr)
    return min(bad, 1)


def measured(rows: Sequence[Row], asked: argparse.Namespace) -> Iterator[tuple[Row, Result, float]]:
    """Measure rows, several at once, and give them in their order; those that must be alone come last."""

    def one(row: Row) -> tuple[Row, Result, float]:
        start = time.monotonic()
        result = row.measure(asked.times or (row.brief if asked.brief else row.times), asked.seed)
        return row, result, time.monotonic() - start

    with ThreadPoolExecutor(max_workers=asked.at_once) as together:
        yield from together.map(one, [row for row in rows if not row.is_alone])
    yield from map(one, [row for row in rows if row.is_alone])


if __name__ == "__main__":
    sys.exit(main())
