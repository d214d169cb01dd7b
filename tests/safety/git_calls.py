"""Lets git's own system calls fail while the program saves or syncs, and looks at what is left and what was said.

A `git` of ours stands first on the search path: it counts the gits that a deed starts, and lets strace make one call
of one of them fail, once or from then on; programs that this git starts are meant as well. `close` is left out: one
that strace lets fail stays open, which no system does, and git then waits for its own pipe.
`python -m tests.safety.git_calls --deeds save,sync --times 100 --seed 1` prints findings, then a line of JSON; `--bad`
puts in a program that does not look at git's answer, which must be found out.
"""

import argparse
import json
import os
import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from store.history.git import Git
from tests.safety import calls, deeds, system_calls
from tests.safety.calls import CHANGING, READING, Ended
from tests.safety.deeds import Deed
from tests.safety.system_calls import CODES, run
from tests.shell import git

WRAPPER = """#!/bin/sh
n=$(($(cat {place}/count) + 1))
echo $n > {place}/count
if [ -e {place}/listen ]; then exec strace -f -y -s 0 -qq -o {place}/log.$n {git} "$@"; fi
if [ $n = "$(cat {place}/which)" ]; then exec strace -f -qq -o {place}/log $(cat {place}/fault) {git} "$@"; fi
exec {git} "$@"
"""
CALL = re.compile(r"^(\d+) +(\w+)\((.*)")
AGED = 3600.0
"""Seconds that a lock is made older by, instead of waiting until it counts as left behind."""
DEEDS = {
    "save": deeds.DEEDS["save"],
    "create": deeds.DEEDS["create"],
    "sync": Deed(("sync", "--accept", "first-push")),
}
AFTER = ("set", "northwind", "location=Columbus")
"""What is done afterwards in the file of a save: then git must hold all of it."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong in which git."""

    which: int
    """Of those that the deed starts, from 1."""
    name: str
    number: int
    """Of the calls of that name, in each process of that git."""
    error: str
    for_ever: bool

    def __str__(self) -> str:
        """As strace wants it, and of which git."""
        when = f"{self.number}{'+' if self.for_ever else ''}"
        return f"git {self.which}, {self.name}:error={self.error}:when={when}"


class Trial:
    """One deed in a vault with git, as it ends when nothing goes wrong, and all that may go wrong in its gits."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.deed = name, DEEDS[name]
        self.place = folder / "gits"
        self.folder, self.template = folder / "here", folder / f"template-{name}"
        self.root = self.folder / "vault"
        for one in (folder / "empty", self.place):
            one.mkdir(exist_ok=True)
        deeds.again(folder / "empty", self.folder)
        deeds.make(self.folder, self.deed, run)
        if name == "sync":
            self._with_news()
        deeds.again(self.folder, self.template)
        self._wrap()
        assert run(self.root, *self.deed.words) == 0  # so that all it needs is loaded
        (self.place / "listen").touch()
        self.do()
        (self.place / "listen").unlink()
        self.points = tuple(self._points())
        self.after = deeds.texts(self.root)
        deeds.again(self.template, self.folder)
        self.before = deeds.texts(self.root)
        assert self.before != self.after

    def _with_news(self) -> None:
        """Give the vault a place to sync with, another machine's change there, and one of its own to send."""
        as_sam = ("-c", "user.name=Sam", "-c", "user.email=s@x.example")
        git(self.folder, "clone", "-q", "--bare", str(self.root), "remote.git")
        git(self.root, "remote", "add", "origin", str(self.folder / "remote.git"))
        git(self.root, "fetch", "-q", "origin")
        git(self.root, "branch", "-q", "-u", "origin/main")
        git(self.folder, "clone", "-q", "remote.git", "other")
        note = self.folder / "other/opportunities/northwind.md"
        note.write_text(note.read_text() + "- topic: from the other machine\n")
        git(self.folder / "other", *as_sam, "commit", "-qam", "changed")
        git(self.folder / "other", "push", "-q")
        mine = self.root / "opportunities/northwind.md"
        mine.write_text(mine.read_text().replace("position: Trainer", "position: Coach"))

    def _wrap(self) -> None:
        real = shutil.which("git", path=os.environ["PATH"].replace(f"{self.place}{os.pathsep}", ""))
        wrapper = self.place / "git"
        wrapper.write_text(WRAPPER.format(place=self.place, git=real))
        wrapper.chmod(0o700)
        if not os.environ["PATH"].startswith(str(self.place)):
            os.environ["PATH"] = f"{self.place}{os.pathsep}{os.environ['PATH']}"
        self._ready(0, "")

    def _ready(self, which: int, fault: str) -> None:
        for name, text in (("count", "0"), ("which", str(which)), ("fault", fault)):
            (self.place / name).write_text(text)
        (self.place / "log").unlink(missing_ok=True)

    def do(self, fault: Fault | None = None) -> Ended:
        """Do the deed in a copy of its vault."""
        deeds.again(self.template, self.folder)
        what = str(fault).split(", ")[1] if fault else ""
        self._ready(fault.which if fault else 0, f"-e trace={fault.name} -e inject={what}" if fault else "")
        return calls.done(lambda: run(self.root, *self.deed.words))

    def _points(self) -> Iterator[tuple[int, str, int]]:
        """Tell the calls of each git that change something in a repository, or whose answer says whether they did."""
        for log in sorted(self.place.glob("log.*"), key=lambda log: int(log.suffix[1:])):
            seen: Counter[tuple[str, str]] = Counter()
            found: dict[tuple[str, int], None] = {}
            for line in log.read_text(errors="replace").splitlines():
                if (call := CALL.match(line)) and "resumed" not in line[:40]:
                    seen[call[1], call[2]] += 1
                    is_here = str(self.folder) in call[3]
                    if call[2] in CHANGING and is_here and not READING.match(f"{call[2]}({call[3]}"):
                        found[call[2], seen[call[1], call[2]]] = None
            yield from ((int(log.suffix[1:]), *one) for one in found)
            log.unlink()

    def wrong(self, fault: Fault) -> Iterator[str]:
        """Do the deed with something going wrong in git, and tell what should not be."""
        ended = self.do(fault)
        self._ready(0, "")
        said = ended.out + ended.err
        if ended.is_stuck:
            yield "it did not end"
        if "Traceback" in said or "a mistake in the program" in said:
            yield f"a crash: {said[-300:]}"
        found = deeds.texts(self.root)
        if self.name == "sync":
            yield from self._half_synced(ended, found)
        else:
            yield from self._saved(said, found, ended.code)
        for place in (self.root, self.folder / "remote.git"):
            if place.exists() and "missing" in (told := system_calls._git(place, "fsck", "--full", "--no-dangling")):
                yield f"the history is damaged: {told[:200]}"

    def _saved(self, said: str, found: dict[str, bytes], code: int) -> Iterator[str]:
        """Look whether the note is saved whatever git does, and whether it is told what git does not hold."""
        if found != self.after:
            yield f"it is not saved, with exit code {code}: {said[-200:]}"
        if not self._is_held(found) and "not yet committed" not in said:
            yield f"git does not hold it, and that is not said: {said[-200:]}"
        self._unlock()
        path = next(path for path in found if self.before.get(path) != found[path]) if found != self.before else ""
        again = calls.done(lambda: run(self.root, "set", Path(path).stem or "northwind", *AFTER[2:]))
        if again.code or "not yet committed" in again.out + again.err:
            yield f"the next command does not make up for it: {(again.out + again.err)[-300:]}"
        elif not self._is_held(deeds.texts(self.root)):
            yield "the next command leaves something uncommitted"

    def _half_synced(self, ended: Ended, found: dict[str, bytes]) -> Iterator[str]:
        """Look whether each file is whole, trouble is told, and the next sync comes to the end that this one had."""
        for path in sorted({*found, *self.after, *self.before}):
            if found.get(path) not in (self.before.get(path), self.after.get(path)):
                yield f"{path} is neither the old nor the new version"
        if ended.code == 0 and found != self.after:
            yield "it said that it was done, and it is not"
        if ended.code and not ended.err:
            yield "it failed without a word"
        self._unlock()
        again = calls.done(lambda: run(self.root, *self.deed.words))
        if again.code:
            yield f"the next sync fails: {again.err[-300:]}"
        elif deeds.texts(self.root) != self.after:
            yield "the next sync comes to another end"
        elif git(self.root, "rev-parse", "HEAD") != git(self.folder / "remote.git", "rev-parse", "main"):
            yield "the next sync did not send everything"

    def _is_held(self, found: dict[str, bytes]) -> bool:
        """Tell whether the last commit holds these notes."""
        notes = [path for path in found if path.startswith("opportunities/") and path not in deeds.FOREIGN]
        return all(system_calls._git(self.root, "show", f"HEAD:{path}").encode() == found[path] for path in notes)

    def _unlock(self) -> None:
        """Do what the program says of a lock that was left behind, once nobody works there any more."""
        locks = list((self.root / ".git").rglob("*.lock"))
        for lock in locks:
            then = time.time() - AGED
            os.utime(lock, (then, then))
        if locks:
            calls.done(lambda: run(self.root, "doctor", "--fix"))


def believe(git: Git, *arguments: str, text: Any = None, env: Any = None, fine: tuple[int, ...] = (0,)) -> bytes:
    """Run git as a careless program would: whatever it answers is taken for a yes."""
    del fine
    return git._execute((*git._guards(), *arguments), text, env)[1]


def main() -> int:
    """Try what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deeds", default=",".join(DEEDS))
    parser.add_argument("--codes", default=",".join(CODES))
    parser.add_argument("--only", default="", help="calls of these names")
    parser.add_argument("--times", type=int, default=0, help="at most so many for each deed; 0 = all")
    parser.add_argument("--seed", type=int, default=1, help="which are chosen where not all are")
    parser.add_argument("--bad", action="store_true")
    asked = parser.parse_args()
    if why := calls.usable():
        print(json.dumps({"skipped": why}))
        return 0
    with calls.room("gits-") as folder:
        return _tried(folder, asked)


def _tried(folder: Path, asked: argparse.Namespace) -> int:
    calls.adopt()
    system_calls.load()
    tries = found = possible = 0
    for name in asked.deeds.split(","):
        trial = Trial(folder, name)
        if asked.bad:
            setattr(Git, "run", believe)  # noqa: B010 - a method of another shape
        every = [
            Fault(which, call, number, code, for_ever)
            for which, call, number in trial.points
            for code in asked.codes.split(",")
            for for_ever in (False, True)
            if (not asked.only or call in asked.only.split(",")) and not (for_ever and code == "EINTR")
        ]
        possible += len(every)
        dice = random.Random(asked.seed)  # noqa: S311 - a choice, no secret
        for fault in dice.sample(every, min(asked.times or len(every), len(every))):
            tries += 1
            for what in trial.wrong(fault):
                found += 1
                print(f"{name}, {fault}: {what}", flush=True)
    print(json.dumps({"tries": tries, "found": found, "of": possible}))
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
