"""Several machines of one person, each with its own vault and its own state, and a place between them."""

import atexit
import functools
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from store.model.sync import Standing, Synced
from store.workspace.commands.set_keys import set_keys
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.syncing.cloning import clone
from store.workspace.syncing.sync import standing, sync
from tests.store.history.counterparts import bare, git

MOMENT = Moment(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 9, 30, tzinfo=UTC), fixed=True)
NOTE = "---\ncompany: {0}\nposition: Head\n---\nFound by chance.\n"


@dataclass(frozen=True)
class Computer:
    """One machine."""

    root: Path
    machine: Machine

    @property
    def workspace(self) -> Workspace:
        """Open the vault, as a program that starts does."""
        return Workspace.open(self.root, MOMENT, lambda: self.machine)

    def sync(self, *accept: str) -> Synced:
        return sync(self.workspace, accept=frozenset(accept))

    def standing(self) -> Standing:
        return standing(self.workspace)

    def write(self, name: str, text: str = "") -> Path:
        """Write an opportunity as an editor does."""
        file = self.root / "opportunities" / f"{name}.md"
        file.write_text(text or NOTE.format(name.title()))
        return file

    def set(self, name: str, **values: str) -> None:
        """Change an opportunity by the app."""
        assert self.workspace.carry_out(set_keys(name, values)).committed

    def read(self, name: str) -> str:
        return (self.root / "opportunities" / f"{name}.md").read_text()

    def names(self) -> list[str]:
        return sorted(file.stem for file in (self.root / "opportunities").glob("*.md"))

    def git(self, *arguments: str) -> str:
        return git(self.root, *arguments)

    def is_whole(self) -> bool:
        """Tell whether git has nothing to complain of, and holds what is on disk."""
        self.git("fsck", "--strict", "--no-dangling")
        return not self.git("status", "--porcelain")


def first(folder: Path, name: str = "desk") -> Computer:
    """Make the machine on which the vault begins, with three opportunities."""
    root = create_vault(folder / name, "Sam Rivera", "sam@rivera.example").root
    computer = Computer(root, Machine(state=folder / f"state-{name}", name=name))
    for one in ("anvil", "birch", "cedar"):
        computer.write(one)
    return computer


def second(folder: Path, url: str, name: str = "laptop") -> Computer:
    """Set up another machine."""
    machine = Machine(state=folder / f"state-{name}", name=name)
    return Computer(clone(url, folder / name, here=folder, machine=machine).root, machine)


def pair(folder: Path) -> tuple[Computer, Computer, Path]:
    """Return two machines in step, and the bare folder between them."""
    shutil.copytree(_in_step(), folder, symlinks=True, dirs_exist_ok=True)
    desk, laptop = (
        Computer(folder / name, Machine(state=folder / f"state-{name}", name=name)) for name in ("desk", "laptop")
    )
    return desk, laptop, folder / "stick" / "search.git"


@functools.cache
def _in_step() -> Path:
    """Make two machines once; tests have copies, since addresses are relative."""
    folder = Path(tempfile.mkdtemp(prefix="afterword-in-step-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    place = bare(folder / "stick" / "search.git")
    desk = first(folder)
    desk.git("remote", "add", "origin", "../stick/search.git")
    desk.sync()
    laptop = second(folder, str(place))
    laptop.git("remote", "set-url", "origin", "../stick/search.git")
    for state in folder.glob("state-*"):
        shutil.rmtree(state)
    return folder
