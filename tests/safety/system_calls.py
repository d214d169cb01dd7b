"""Kill the program at its system calls, or let them fail, and look at what is left.

`python -m tests.safety.system_calls --kill --deeds save,create --times 100 --seed 1` prints each finding and then, as
JSON in the last line, how many tries there were. `--errors` injects errors instead, `--everywhere` takes also calls
that change nothing, `--bad` puts a careless writer in, which must be found out.
"""

import argparse
import importlib
import json
import os
import pkgutil
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cli.commands
from cli.main import main as afterword
from store.vault import keeping
from store.vault.keeping import clean
from tests.safety import calls, deeds
from tests.safety.calls import ANSWERED, CHANGING, Ended, Point
from tests.shell import git

CODES = ("ENOSPC", "EIO", "EROFS", "EACCES", "EMFILE", "EDQUOT", "EFBIG", "EINTR", "EXDEV")
KILLED = -9


@dataclass(frozen=True)
class Fault:
    """What goes wrong at which call."""

    point: Point
    error: str = ""
    """Its name; empty = the program is killed there."""
    for_ever: bool = False
    """Whether every later call of that name fails as well."""

    @property
    def injected(self) -> str:
        """As strace wants it."""
        what = f"error={self.error}" if self.error else "signal=SIGKILL"
        return f"{self.point.name}:{what}:when={self.point.number}{'+' if self.for_ever else ''}"


class Trial:
    """One deed, its vault as it was, and as it is when nothing goes wrong."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.deed = name, deeds.DEEDS[name]
        self.missed = 0
        """Faults that never came to pass."""
        self.folder, self.template = folder / "here", folder / f"template-{name}"
        self.root = self.folder / "vault"
        deeds.again(_empty(folder), self.folder)
        deeds.make(self.folder, self.deed, run)
        deeds.again(self.folder, self.template)
        assert run(self.root, *self.deed.words) == 0  # so that all it needs is loaded
        deeds.again(self.template, self.folder)
        self.before = deeds.texts(self.root)
        self.points = self.do().calls
        self.after = deeds.texts(self.root)
        assert self.before != self.after

    def do(self, *injected: str) -> Ended:
        """Do the deed in a copy of its vault."""
        deeds.again(self.template, self.folder)
        return calls.done(lambda: run(self.root, *self.deed.words), *injected)

    def wrong(self, fault: Fault) -> Iterator[str]:
        """Do the deed with something going wrong, and tell what should not be."""
        ended = self.do(fault.injected)
        if ended.is_stuck:
            yield "it did not end"
        if not fault.error and ended.code != KILLED:
            self.missed += 1  # this time it did without that call
            return
        said_done = bool(ended.out + ended.err) if ended.code == KILLED else ended.code == 0
        found = deeds.texts(self.root)
        for path in sorted({*found, *self.before, *self.after}):
            if found.get(path) not in (self.before.get(path), self.after.get(path)):
                yield f"{path} is neither the old nor the new version: {str(found.get(path))[:60]}"
        if said_done and found != self.after:
            yield "it said that it was done, and it is not"
        can_speak = not (fault.point.name == "write" and fault.for_ever)
        if not said_done and ended.code != KILLED and can_speak and not ended.err:
            yield "it failed without a word"
        yield from self._recovers() if self.deed.after_crash else self._goes_on(found)

    def _recovers(self) -> Iterator[str]:
        """Look whether the same command, given again, comes to the end that it would have come to."""
        ended = calls.done(lambda: run(self.root, *self.deed.words))
        if ended.code:
            yield f"given again, the command fails: {ended.err}"
        elif deeds.texts(self.root) != self.after:
            yield "given again, the command comes to another end"

    def _goes_on(self, found: dict[str, bytes]) -> Iterator[str]:
        """Look whether the next command works, takes nothing away, and leaves the history whole."""
        ended = calls.done(lambda: run(self.root, *deeds.NEXT))
        if ended.code:
            yield f"the next command fails: {ended.err}"
        for path, data in found.items():
            if "harbor" not in path and deeds.texts(self.root).get(path) != data:
                yield f"the next command changed {path}"
        if "missing" in (said := _git(self.root, "fsck", "--full", "--no-dangling")) or "error" in said:
            yield f"the history is damaged: {said}"
        clean(self.root, settled=0, stale=0)
        left = [p.name for p in self.root.rglob(".afterword-*") if not str(p).startswith(str(self.root / ".git"))]
        if left:
            yield f"left behind: {left}"


def _empty(folder: Path) -> Path:
    place = folder / "empty"
    place.mkdir(exist_ok=True)
    return place


def _git(root: Path, *words: str) -> str:
    try:
        return git(root, *words)
    except Exception as error:  # noqa: BLE001 - whatever git says is the finding
        return f"error {error}"


def run(root: Path, *words: str) -> int:
    """Run a command line of the program in this process."""
    os.environ["AFTERWORD_VAULT"] = str(root)
    return afterword(words)


def load() -> None:
    """Import every command, so that no deed has to."""
    keeping.clean = partial(clean, settled=0, stale=0)  # instead of waiting for seconds
    for module in pkgutil.iter_modules(cli.commands.__path__):
        importlib.import_module(f"cli.commands.{module.name}")


def faults(points: Iterable[Point], codes: Sequence[str], *, everywhere: bool, near: str) -> list[Fault]:
    """Return what can go wrong at these calls, in their order.

    Args:
        points: the calls of a deed.
        codes: the errors to inject; none = it is killed.
        everywhere: also at calls that change nothing.
        near: only calls that name a file below this folder, where errors are injected.
    """
    wanted = ANSWERED if codes else CHANGING
    chosen = [point for point in points if everywhere or point.is_one_of(wanted)]
    if not codes:
        return [Fault(point) for point in chosen]
    chosen = [point for point in chosen if near in point.line]
    return [
        Fault(point, code, for_ever)
        for point in chosen
        for code in codes
        for for_ever in (False, True)
        if not (for_ever and code == "EINTR")  # Python asks again, for ever as well
    ]


def main() -> int:
    """Try what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--kill", action="store_true")
    way.add_argument("--errors", action="store_true")
    parser.add_argument("--deeds", default="save,create")
    parser.add_argument("--codes", default=",".join(CODES))
    parser.add_argument("--times", type=int, default=0, help="at most so many for each deed; 0 = all")
    parser.add_argument("--seed", type=int, default=1, help="which are chosen where not all are")
    parser.add_argument("--only", default="", help="calls of these names")
    parser.add_argument("--everywhere", action="store_true")
    parser.add_argument("--bad", action="store_true")
    asked = parser.parse_args()
    if why := calls.usable():
        print(json.dumps({"skipped": why}))
        return 0
    with calls.room("calls-") as folder:
        return _tried(folder, asked)


def _tried(folder: Path, asked: argparse.Namespace) -> int:
    calls.adopt()
    load()
    tries = found = possible = 0
    for name in asked.deeds.split(","):
        trial = Trial(folder, name)
        if asked.bad:
            deeds.spoil()
            trial.points = trial.do().calls
        codes = asked.codes.split(",") if asked.errors else []
        every = faults(trial.points, codes, everywhere=asked.everywhere, near=str(trial.folder))
        every = [fault for fault in every if not asked.only or fault.point.name in asked.only.split(",")]
        possible += len(every)
        chosen = random.Random(asked.seed).sample(every, min(asked.times or len(every), len(every)))  # noqa: S311
        for fault in chosen:
            tries += 1
            for what in trial.wrong(fault):
                found += 1
                print(f"{name}, {fault.injected} ({fault.point.line[:100]}): {what}", flush=True)
        tries -= trial.missed
    print(json.dumps({"tries": tries, "found": found, "of": possible}))
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
