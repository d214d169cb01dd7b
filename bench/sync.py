"""How long bringing two machines together takes, and saving in an old vault: `python bench/sync.py`."""

import argparse
import cProfile
import os
import pstats
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from math import inf
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.searches import vault_of
from store.history.git import Git
from store.history.merging.joining import Signature, join, settle
from store.history.program import command
from store.history.repository import Repository
from store.vault.writing import write_all

TODAY = date(2026, 11, 24)
SEED = 20261124
FILES = 1_000
OLD = 10_000
FOLDERS = 100
RUNS = 15
TURNS = 5
BY_DRIVER = 100
"""Files that plain git merges by the driver; each starts an interpreter."""
Row = tuple[str, float, float, float]
"""What was measured, ours and the yardstick's in milliseconds, and how many times that ours may be; inf = no aim."""
ANN = ("Ann Example", "ann@home.example")
ATTRIBUTES = b"*.md -text\n"


def main() -> None:
    """Make the vaults, time what a sync does beside what git does, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="*", default=[1_000, 10_000], help="how many searches vaults have")
    parser.add_argument("--old", type=int, default=OLD, help="how many files and commits the old vault has; 0 = none")
    parser.add_argument("--profile", action="store_true", help="print what takes the most time in a merge instead")
    asked = parser.parse_args()
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    if asked.profile:
        with tempfile.TemporaryDirectory() as name:
            profiled_merge(Path(name) / "both", FILES)
        return
    for count in asked.counts:
        for what, ours, plain, goal in rows(count):
            print(f"{count:>6} notes: {what}: {ours:.0f} ms; git {plain:.0f} ms: {ours / plain:.1f}x (goal {goal}x)")
    if asked.old:
        with tempfile.TemporaryDirectory() as name:
            old_vault(Path(name) / "old", asked.old)


def rows(count: int) -> list[Row]:
    """Measure merges in a vault of so many searches, a folder for each month, beside git's own of the same by lines."""
    os.environ |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    texts = by_month({path: text.encode() for path, text in vault_of(count, TODAY, SEED).texts.items()})
    notes = [path for path in texts if path.startswith("opportunities/")]
    half, whole, few = min(FILES, len(notes) // 2), min(FILES, len(notes)), min(BY_DRIVER, len(notes))
    cases = (
        (f"{half} files changed here, {half} others there, merged and written", notes[:half], notes[-half:], 3.0),
        (f"{whole} files changed here and there, merged by meaning and written", notes[:whole], notes[:whole], 20.0),
    )
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "vault"
        begin(root)
        start = commit(root, {".gitattributes": ATTRIBUTES, ".gitignore": b".afterword-*\n", **texts})
        said(root, "repack", "-adq")
        found: list[Row] = []
        for what, here, there, goal in cases:
            ours = commit(root, {path: dated(texts[path]) for path in here}, start)
            theirs = commit(root, {path: told(texts[path]) for path in there}, start)
            turns = [one_turn(root, ours, theirs) for _ in range(TURNS + 1)][1:]  # the first loads libraries
            mine, plain = (1000 * median(turn[at] for turn in turns) for at in (0, 1))
            found.append((what, mine, plain, goal))
        ours = commit(root, {path: dated(texts[path]) for path in notes[:few]}, start)
        theirs = commit(root, {path: told(texts[path]) for path in notes[:few]}, start)
        stand_at(root, ours)
        plain = 1000 * timed(lambda: said(root, "merge", "-q", "-m", "x", theirs, fails=True))
        stand_at(root, ours)
        (root / ".git" / "info" / "attributes").write_bytes(b"*.md -text merge=afterword\n")
        said(root, "config", "merge.afterword.driver", command())
        mine = 1000 * timed(lambda: said(root, "merge", "-q", "-m", "x", theirs))
        found.append((f"{few} files changed here and there, plain git with the driver", mine, plain, inf))
    return found


def by_month(texts: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with the opportunities in a folder for each month of two years."""
    months = [f"opportunities/{2025 + number // 12}-{number % 12 + 1:02}/" for number in range(24)]
    return {path.replace("opportunities/", months[n % 24]): data for n, (path, data) in enumerate(texts.items())}


def one_turn(root: Path, ours: str, theirs: str) -> tuple[float, float]:
    """Return the seconds of a merge with its files and its index, ours and git's."""
    git = Git(root)
    stand_at(root, ours)

    def whole() -> None:
        joined = join(git, ours, theirs, signature=Signature(identity=ANN))
        write_all(root, joined.edits)
        settle(git, joined)

    mine = timed(whole)
    stand_at(root, ours)
    return mine, timed(lambda: said(root, "merge", "-q", "-m", "x", theirs, fails=True))


def profiled_merge(root: Path, count: int) -> None:
    """Print what takes the most time in the merge of a vault in which both sides changed every file."""
    texts = {path: text.encode() for path, text in vault_of(count, TODAY, SEED).texts.items()}
    base = {path: data for path, data in texts.items() if path.startswith("opportunities/")}
    begin(root)
    start = commit(root, {".gitattributes": ATTRIBUTES, ".gitignore": b".afterword-*\n", **base})
    ours = commit(root, {path: dated(data) for path, data in base.items()}, start)
    theirs = commit(root, {path: told(data) for path, data in base.items()}, start)
    git = Git(root)
    stand_at(root, ours)
    profile(lambda: join(git, ours, theirs, signature=Signature(identity=ANN)))


def old_vault(root: Path, count: int) -> None:
    """Time the saving of one change where there are many files and many commits."""
    begin(root)
    path = "opportunities/{:02}/job-{}.md"
    files = {path.format(n % FOLDERS, n): b"---\ncompany: C\nposition: P\n---\n%d\n" % n for n in range(count)}
    tip = commit(root, {".gitattributes": ATTRIBUTES, **files})
    commit(root, *({name: data + b"more\n"} for name, data in list(files.items())[1:]), tip)
    said(root, "gc", "-q")
    stand_at(root, "made")
    place = root / path.format(0, 0)
    repository = Repository(root)
    times: dict[str, list[float]] = {"ours": [], "git's": []}
    for number in range(RUNS):
        place.write_bytes(b"ours %d\n" % number)
        times["ours"].append(timed(lambda: repository.commit([path.format(0, 0)], "A change", ANN)))
        place.write_bytes(b"git's %d\n" % number)
        times["git's"].append(timed(lambda: said(root, "commit", "-qm", "x", "--", path.format(0, 0))))
    ours, plain = median(times["ours"]) * 1000, median(times["git's"]) * 1000
    steps = [small_sync(root, path.format(1, 1), path.format(2, 2), number) for number in range(RUNS)]
    merged, merged_plain = (median(step[at] for step in steps) * 1000 for at in (0, 1))
    commits = said(root, "rev-list", "--count", "HEAD").strip()
    print(f"one change saved among {count} files and {commits} commits (median of {RUNS}):")
    print(f"  {ours:.0f} ms; git commit -qm x -- file: {plain:.0f} ms, {ours / plain:.1f} times that")
    print(f"there, one file that both sides changed and one that came, merged, written and settled (median of {RUNS}):")
    print(f"  {merged:.0f} ms; git merge by lines: {merged_plain:.0f} ms, {merged / merged_plain:.1f} times that")


def small_sync(root: Path, both: str, coming: str, number: int) -> tuple[float, float]:
    """Return the seconds of a merge of a few files, ours and git's."""
    start = said(root, "rev-parse", "main").strip()
    data = (root / both).read_bytes()
    ours = commit(root, {both: data + b"\nours %d\n" % number}, start)
    theirs = commit(root, {both: b"theirs %d\n\n" % number + data, coming: b"came %d\n" % number}, start)
    git = Git(root)
    stand_at(root, ours)

    def sync() -> None:
        joined = join(git, ours, theirs, signature=Signature(identity=ANN))
        write_all(root, joined.edits)
        settle(git, joined)

    merged = timed(sync)
    stand_at(root, ours)
    plain = timed(lambda: said(root, "merge", "-q", "-m", "x", theirs, fails=True))
    stand_at(root, start)
    return merged, plain


def dated(data: bytes) -> bytes:
    """Return a search with another day for its next touch, as one machine changes it."""
    head, fence, body = data.partition(b"\n---\n")
    lines = [line for line in head.split(b"\n") if not line.startswith(b"next_touch:")]
    return b"\n".join([*lines, b"next_touch: 2026-12-01"]) + fence + body


def told(data: bytes) -> bytes:
    """Return a search with one call more, as another machine changes it."""
    return data.rstrip(b"\n") + b"\n\n### 2026-11-24 10:00 Call with Joe: what comes next\n- need: one price list\n"


def begin(root: Path) -> None:
    """Make a repository."""
    root.mkdir()
    said(root, "init", "-q", "-b", "main")
    for key, value in (("user.name", ANN[0]), ("user.email", ANN[1]), ("core.fsync", "all")):
        said(root, "config", key, value)


def commit(root: Path, *steps: dict[str, bytes] | str) -> str:
    """Commit files on top of a commit, if one is given, one commit for each step, and return the last."""
    parent = next((f"from {step}\n".encode() for step in steps if isinstance(step, str)), b"")
    stream = [] if parent else [b"reset refs/heads/made\n"]
    for files in (step for step in steps if isinstance(step, dict)):
        stream.append(b"commit refs/heads/made\ncommitter A <a@b.example> 1 +0000\ndata 1\nx\n" + parent)
        stream += [b"M 100644 inline %s\ndata %d\n%s\n" % (p.encode(), len(data), data) for p, data in files.items()]
        parent = b""
    git = shutil.which("git") or "git"
    subprocess.run([git, "fast-import", "--quiet", "--force"], cwd=root, input=b"".join(stream), check=True)
    return said(root, "rev-parse", "made").strip()


def stand_at(root: Path, commit: str) -> None:
    """Put branch, index and files to a commit."""
    said(root, "checkout", "-q", "-f", "-B", "main", commit)
    said(root, "reset", "-q", "--hard")


def said(root: Path, *arguments: str, fails: bool = False) -> str:
    """Run git and return what it says."""
    return subprocess.run(["git", *arguments], cwd=root, check=not fails, capture_output=True, text=True).stdout


def timed(job: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    start = perf_counter()
    job()
    return perf_counter() - start


def profile(job: Callable[[], object]) -> None:
    """Print the functions that take the most time."""
    profiler = cProfile.Profile()
    profiler.runcall(job)
    pstats.Stats(profiler).strip_dirs().sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
