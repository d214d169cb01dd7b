"""Several machines with one vault, and what people, programs and accidents do to it; every word ever written is known.

A word is a token that stands nowhere else. What a deed takes away on purpose is let go; everything else has to stand in
the vault that all machines end with, in its place or among the decisions.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from store.errors import MustDecide
from store.text.merging.markers import has_markers
from store.vault.layout import Kind, kind_of
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.syncing.cloning import clone
from store.workspace.syncing.sync import sync

TODAY = date(2026, 11, 24)
TOKEN = re.compile(r"tk[0-9a-z]+z")
PROGRAM = (sys.executable, "-m", "cli.main")
HOME = Path(__file__).resolve().parent.parent.parent


NOTE = """---
company: Northwind Freight
position: Sales Director TOKEN
stage: applied          # since the fair
location: Oslo
contacts:
  - name: Joe Alvarez
    title: VP Sales
    email: joe.alvarez@northwind.example
  - name: Mia Chen
tags: [saas, "enablement"]
---
Found through Ana.

## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez, Mia Chen: first round
- need: reps stall below the C-level (Joe Alvarez)
- [ ] promise: send the ramp plan by 2026-11-26 (Joe Alvarez)

## Correspondence

### 2026-11-20 18:30 Email to Joe Alvarez: Board-ready value stories

Dear Joe,

thank you for the talk.
"""


class World:
    """A remote, and machines that know it."""

    def __init__(self, folder: Path, seed: int, machines: int) -> None:
        self.folder = folder
        self.dice = random.Random(seed)  # noqa: S311 - a history, no secret
        self.remote = folder / "remote.git"
        self.count = 0
        self.let_go: set[str] = set()
        self.written: set[str] = set()
        self.story: list[str] = []
        """What was done, in order, to be read when something is wrong."""
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.remote))
        first = folder / "m0"
        create_vault(first, "Ann Example", "ann@home.example")
        git(first, "remote", "add", "origin", str(self.remote))
        self.machines = [Desk(first, "m0")]
        for number, name in enumerate(("northwind", "halyard")):
            (first / "opportunities" / f"{name}.md").write_text(NOTE.replace("TOKEN", self.token()), newline="")
            if number:
                (first / "opportunities" / f"{name}.md").write_bytes(
                    (first / "opportunities" / f"{name}.md").read_bytes().replace(b"\n", b"\r\n")
                )
        self.machines[0].sync()
        for number in range(1, machines):
            place = folder / f"m{number}"
            clone(str(self.remote), place, here=folder, machine=Machine(state=folder / f"m{number}-state"))
            git(place, "config", "user.name", "Ann Example")
            git(place, "config", "user.email", "ann@home.example")
            self.machines.append(Desk(place, f"m{number}"))

    def token(self) -> str:
        """Return a word that stands nowhere yet."""
        self.count += 1
        return f"tk{self.count:x}z"

    def did(self, machine: "Desk", what: str, before: set[str]) -> None:
        """Note what a deed of a person took away."""
        now = machine.tokens()
        self.written |= now
        gone = before - now
        self.let_go |= gone
        self.story.append(f"{machine.name}: {what}" + (f" (let go: {', '.join(sorted(gone))})" if gone else ""))

    def missing(self) -> set[str]:
        """Return the words that nobody took away and that stand nowhere on the first machine."""
        return self.written - self.let_go - self.machines[0].tokens()


class Desk:
    """One machine: a clone of the vault, and the program in it."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        moment = Moment(today=TODAY, now=datetime(2026, 11, 24, 12, tzinfo=UTC), fixed=True)
        state = root.parent / f"{name}-state"
        self.workspace = Workspace.open(root, moment, lambda: Machine(state=state))

    def files(self) -> dict[str, bytes]:
        """Return the files that belong to the vault."""
        found = {}
        for place in sorted(self.root.rglob("*")):
            path = place.relative_to(self.root).as_posix()
            if place.is_file() and not path.startswith(".git/") and not place.name.startswith(".afterword-"):
                found[path] = place.read_bytes()
        return found

    def notes(self) -> list[str]:
        """Return the paths of the opportunities."""
        return [path for path in self.files() if kind_of(path) is Kind.OPPORTUNITY]

    def tokens(self) -> set[str]:
        """Return every word of ours that stands in the vault."""
        return {word for data in self.files().values() for word in TOKEN.findall(data.decode("utf-8", "replace"))}

    def sync(self, *accept: str) -> None:
        """Sync as the program does; a person says yes to what it asks."""
        try:
            sync(self.workspace, accept=frozenset(accept))
        except MustDecide as question:
            if question.word in accept:
                raise
            self.sync(*accept, question.word)

    def killed_sync(self, seconds: float) -> None:
        """Begin a sync in a process of its own and kill it."""
        process = subprocess.Popen(
            [*PROGRAM, "--vault", str(self.root), "sync"],
            cwd=HOME,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "XDG_STATE_HOME": str(self.root.parent / f"{self.name}-home")},
            start_new_session=True,
        )
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for lock in self.locks():
            lock.unlink()  # as the person is told to

    def locks(self) -> Iterator[Path]:
        """Yield what a killed git left."""
        git_folder = self.root / ".git"
        yield from git_folder.glob("*.lock")
        yield from (git_folder / "refs").rglob("*.lock")

    def plain_sync(self) -> str:
        """Commit, pull and push with git alone; where git stops by itself the program finishes it."""
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "by hand", fine=(0, 1))
        pulled = git(self.root, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main", fine=(0, 1, 128))
        if pulled.returncode:
            marked = [path for path, data in self.files().items() if has_markers(data)]
            if marked:
                raise AssertionError(f"git left a conflict marker in {', '.join(marked)}")
            self.sync("stopped-merge")
            return "pulled by git, which stopped; finished by sync"
        git(self.root, "push", "-q", "origin", "HEAD:main", fine=(0, 1))
        return "pulled and pushed by git"

    def is_clean(self) -> bool:
        """Tell whether git has nothing to say about the work tree."""
        return not git(self.root, "status", "--porcelain").stdout


def git(folder: Path, *arguments: str, fine: tuple[int, ...] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run git as a person does."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in fine:
        raise AssertionError(f"git {' '.join(arguments)} in {folder.name}: {done.stdout}{done.stderr}")
    return done
