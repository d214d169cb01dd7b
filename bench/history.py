"""How long the history of one file takes in a vault with many commits, beside git's own log of that file.

The subject is `store.history.past.log.history`; the yardstick is `git log -- FILE` with the same output. A file that
was renamed is measured beside `git log --follow`. All are measured as processor time of the git processes and of this
one, in turn, without start-up.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from store.history.git import Git
from store.history.housekeeping import GRAPH
from store.history.past.log import FORMAT, history, revisions
from store.history.past.undo import undoable

FILES = 2_000
ROUNDS = 7
GOAL = 1.3
PLAIN, OURS = "git log -- FILE", "history FILE"
Row = tuple[str, float, float, float]
"""What was measured, ours and the yardstick's in milliseconds, and how many times that ours may be."""


def main() -> None:
    """Make the vault, then time each in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--flat", action="store_true", help="all files in one folder instead of one for each month")
    parser.add_argument("--rows", action="store_true", help="only one file's history, in vaults of 1,000 and 10,000")
    args = parser.parse_args()
    for count in (1_000, 10_000) if args.rows else ():
        for name, ours, plain, goal in rows(count):
            print(f"{count:>6} files: {name}: {ours:.1f} ms; git {plain:.1f} ms: {ours / plain:.2f}x (goal {goal}x)")
    if args.rows:
        return
    times, number = measured(args.commits, args.files, flat=args.flat)
    yardstick = times[PLAIN]
    print(f"{args.commits} commits, {args.files} files; {number} commits of the file")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, yardstick, strict=True))
        print(f"  {name:<22} {statistics.median(taken) * 1000:8.1f} ms  {ratio:5.2f}x")


def rows(count: int) -> list[Row]:
    """Measure in a vault of so many files and as many commits, without and with what git notes of them at rest."""
    found: list[Row] = []
    for noted in (False, True):
        times, _ = measured(count, count, flat=False, noted=noted)
        ours, plain = (1000 * statistics.median(times[name]) for name in (OURS, PLAIN))
        where = "where git was put in order" if noted else "as committed"
        found.append((f"history of one file, {where}", ours, plain, GOAL))
    return found


def measured(commits: int, files: int, *, flat: bool, noted: bool = False) -> tuple[dict[str, list[float]], int]:
    """Return the seconds that each list took, in turn, and how many commits the file has.

    Args:
        commits: how many there are.
        files: how many files they are about.
        flat: whether all lie in one folder.
        noted: whether git has noted which files its commits touched, as it does while nobody is at the keys.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path, renamed = make(root, commits, files, flat=flat)
        git = Git(root)
        if noted:
            git.run(*GRAPH)
        cases: dict[str, Callable[[], object]] = {
            PLAIN: lambda: plain_log(root, path),
            OURS: lambda: history(root, path),
            "its list alone": lambda: revisions(git, "--max-count=200", "HEAD", "--", path),
            "git log --follow": lambda: plain_log(root, renamed, "--follow"),
            "history of it": lambda: history(root, renamed),
            "history, newest 200": lambda: history(root),
            "undo --list": lambda: undoable(root, 20),
        }
        history(root, path)  # the first call loads GitPython
        times: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(ROUNDS):
            for name, case in cases.items():
                before = spent()
                case()
                times[name].append(spent() - before)
        return times, len(history(root, path))


def spent() -> float:
    """Return the processor time of this process and of those it waited for, in seconds."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def plain_log(root: Path, path: str, *options: str) -> bytes:
    """Run git's own log of the file, with the fields that we ask for."""
    command = [
        "git",
        "log",
        "-z",
        *(options or ("--no-renames",)),
        "--raw",
        "--no-abbrev",
        f"--format={FORMAT}",
        "--max-count=200",
    ]
    return subprocess.run([*command, "--", path], cwd=root, check=True, capture_output=True).stdout


def make(root: Path, commits: int, files: int, *, flat: bool) -> tuple[str, str]:
    """Make a vault by `git fast-import`; return the paths of a file and of one with a rename in its past."""
    names = [f"opportunities/{'all' if flat else f'm{n % 24:02}'}/firm-{n:05}.md" for n in range(files)]
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    (root / ".git" / "config").open("a").write("[user]\n\tname = Ann\n\temail = ann@home.example\n")
    lines = [f"company: Firm {n}\n" + "line\n" * 150 for n in range(3)]
    stream: list[str] = []

    def commit(number: int, sentence: str, body: str) -> None:
        message = f"{sentence}\n\nAfterword: change\nAfterword-Machine: desk\n"
        stream.append(f"commit refs/heads/main\ncommitter Ann <ann@home.example> {1_700_000_000 + number * 60} +0000\n")
        stream.append(f"data {len(message)}\n{message}\n{body}")

    def content(name: str, number: int) -> str:
        text = f"---\nnumber: {number}\n" + lines[number % 3]
        return f"M 100644 inline {name}\ndata {len(text)}\n{text}\n"

    subject, earlier = names[7], names[7].replace("firm-", "was-")
    first = "".join(content(name if name != subject else earlier, 0) for name in names)
    commit(0, "start", first)
    for number in range(1, commits):
        name = names[number % files]
        if number == commits // 2:
            commit(number, "moved", f"R {earlier} {subject}\n")
        elif name == subject and number < commits // 2:
            commit(number, f"change {number}", content(earlier, number))
        else:
            commit(number, f"change {number}", content(name, number))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input="".join(stream), text=True, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
    return names[8], subject


if __name__ == "__main__":
    os.environ.setdefault("GIT_CONFIG_NOSYSTEM", "1")
    main()
