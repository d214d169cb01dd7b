"""The made-up vaults in which the rows of the table are measured, with a home and room for what a row needs besides."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from bench.searches import PLAYBOOKS, YEARS, texts_of
from store.history.git import Git
from store.history.housekeeping import keep_quick
from store.vault.bytes import YOUNG
from store.workspace.create import create_vault
from store.workspace.machine import Machine
from store.workspace.moment import Moment

ROOT = Path(__file__).resolve().parent.parent
ANN = ("Sam Rivera", "sam@rivera.example")
SINCE = re.compile(r"^stage_since: (\d{4})", re.MULTILINE)
PAUSE = YOUNG + 0.5
"""Seconds until a file no longer counts as just changed."""
COMMITS = 1_000
"""How many changes the history of a vault holds, where it has so many files."""
CHANGED = 50
"""How many files they changed."""
ENTRY = "import sys\nfrom {} import {}\nif __name__ == '__main__':\n    sys.exit({}())\n"
"""What an installer writes for the program's name, given where it begins."""
Made = TypeVar("Made")


@dataclass(eq=False, kw_only=True)
class Place:
    """A vault of so many opportunities, as after years: six playbooks, a folder for each year, a history."""

    folder: Path
    """Everything of this place; made where it is not there yet."""
    count: int
    seed: int
    today: date
    peers: Path | None = None
    """A folder in which other programs of the kind are looked for, before PATH."""
    smallest: "Place | None" = None
    """The place of a hundred in the same run; None = this one."""
    after: ExitStack = field(default_factory=ExitStack)
    """What is closed once the rows of one module are done here."""
    _shared: dict[Callable[["Place"], object], object] = field(default_factory=dict)

    @cached_property
    def root(self) -> Path:
        """The vault. Who changes it puts it back."""
        root, mark = self.folder / "vault", self.folder / "made"
        if not mark.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            make_vault(root, self.texts)
            mark.touch()
            self.rest()
        return root

    @cached_property
    def texts(self) -> dict[str, str]:
        """The vault's notes by path; opportunities lie in a folder for each year, as the program puts them."""
        made = texts_of(self.count, self.today, self.seed, YEARS, PLAYBOOKS)
        return {in_its_year(path, text): text for path, text in made.items()}

    @cached_property
    def home(self) -> Path:
        """A home folder, where the index is kept."""
        home = self.root.parent / "home"
        home.mkdir(exist_ok=True)
        return home

    @cached_property
    def env(self) -> dict[str, str]:
        """The environment of what is started here."""
        return self.env_of(self.home)

    def env_of(self, home: Path) -> dict[str, str]:
        """Return the environment with another home, in a terminal of 120 columns."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        looks = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "120", "LINES": "40"}
        return {**kept, **git, **looks, "HOME": str(home), "PYTHONPATH": str(ROOT)}

    @cached_property
    def entry(self) -> Path:
        """The program as an installer would put it on PATH."""
        entry = self.home / "afterword"
        begins = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]["afterword"]
        module, _, function = begins.partition(":")
        entry.write_text(ENTRY.format(module, function, function))
        return entry

    def command(self, *words: str, root: Path | None = None) -> list[str]:
        """Return the command line of the program in this vault, or in another."""
        return [sys.executable, str(self.entry), *words, "--vault", str(root or self.root)]

    def run(self, *words: str) -> None:
        """Run a command of the program in this vault."""
        subprocess.run(self.command(*words), env=self.env, check=True, capture_output=True)

    def share(self, make: "Callable[[Place], Made]") -> Made:
        """Return what a function makes here; it is made once, however many rows ask."""
        if make not in self._shared:
            self._shared[make] = make(self)
        made: Any = self._shared[make]
        return made  # type: ignore[no-any-return]

    @contextmanager
    def visit(self) -> Iterator[None]:
        """Keep what rows share here for as long as rows of one module are measured, and close it then."""
        try:
            yield
        finally:
            self.after.close()
            self._shared.clear()

    def copy(self, name: str) -> Path:
        """Return a copy of the vault under that name, with its history; an older copy goes."""
        copy = self.folder / name
        shutil.rmtree(copy, ignore_errors=True)
        subprocess.run(["cp", "-a", self.root, copy], check=True)
        subprocess.run(["git", "status", "--porcelain"], cwd=copy, env=self.env, check=True, capture_output=True)
        self.after.callback(shutil.rmtree, copy, ignore_errors=True)
        return copy

    def machine(self, name: str) -> Machine:
        """Return a machine of its own, with an index of its own."""
        home = self.folder / f"{name}.home"
        shutil.rmtree(home, ignore_errors=True)
        return Machine(config=home / "config.toml", state=home / "state", cache=home / "cache", name=name)

    @property
    def moment(self) -> Moment:
        """Now, on the machine's own clock."""
        return Moment(today=self.today, now=datetime.now().astimezone())

    def program(self, *names: str) -> str | None:
        """Return where one of the programs of these names is; None where none is."""
        path = os.pathsep.join([*([str(self.peers)] if self.peers else []), os.environ.get("PATH", "")])
        return next(filter(None, (shutil.which(name, path=path) for name in names)), None)

    def note(self, number: int = 0) -> str:
        """Return the path of an opportunity, the same each time."""
        paths = [path for path in self.texts if path.startswith("opportunities/")]
        return paths[number * len(paths) // CHANGED % len(paths)]

    @staticmethod
    def rest() -> None:
        """Wait until no file counts as just changed."""
        time.sleep(PAUSE)

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """Return values that are worked out once for a vault, and kept beside it."""
        place = self.root.parent / f"{name}.json"
        if not place.exists():
            place.write_text(json.dumps(make()))
        return json.loads(place.read_text())


def place_of(folder: Path, count: int, seed: int, today: date, **more: Any) -> Place:
    """Return the place of so many opportunities in a folder for such places; a day later it is another one."""
    return Place(folder=folder / f"{today}-{seed}-{count}", count=count, seed=seed, today=today, **more)


def in_its_year(path: str, text: str) -> str:
    """Return the path of an opportunity in the folder of its year; other paths stay."""
    found = SINCE.search(text)
    return path.replace("opportunities/", f"opportunities/{found[1]}/") if found else path


def make_vault(root: Path, texts: dict[str, str]) -> None:
    """Make a vault of those texts; a few of its files were changed by many of its commits."""
    create_vault(root, *ANN)
    notes = [path for path in texts if path.startswith("opportunities/")]
    commits = min(COMMITS, len(notes))
    changed = notes[:: max(1, len(notes) // CHANGED)][:CHANGED]
    whole = {path: text.encode() for path, text in texts.items()}
    steps = [{**whole, **{path: earlier(whole[path], 0) for path in changed}}]
    for number in range(1, commits):
        path = changed[number % len(changed)]
        is_last = number >= commits - len(changed)
        steps.append({path: whole[path] if is_last else earlier(whole[path], number)})
    stream = [b"reset refs/heads/main\nfrom refs/heads/main^0\n\n"]
    for number, files in enumerate(steps):
        stream.append(b"commit refs/heads/main\ncommitter %s <%s> %d +0000\n" % (*encoded(), 1_700_000_000 + number))
        stream.append(b"data 8\nA change\n")
        stream += [b"M 100644 inline %s\ndata %d\n%s\n" % (p.encode(), len(data), data) for p, data in files.items()]
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=b"".join(stream), check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
    keep_quick(Git(root))  # as the program does while nobody is at the keys


def encoded() -> tuple[bytes, bytes]:
    """Return name and address of who commits."""
    name, email = ANN
    return name.encode(), email.encode()


def earlier(data: bytes, number: int) -> bytes:
    """Return an earlier version of a file."""
    return data + b"\nNot said any more: %d.\n" % number
