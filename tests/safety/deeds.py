"""Deeds of the program that are done while something goes wrong, each with the vault that it begins in.

A deed is a command line as people type it, done by the program's own entry point.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from store.model.change import Edit
from store.vault import writing
from store.vault.aside import aside_name, staged_name
from store.workspace.create import create_vault
from tests.shell import git

TODAY = date(2026, 11, 20)
FOREIGN = {"opportunities/.northwind.md.swp": b"swap", "opportunities/todo.txt": b"mine\n", ".obsidian": b"{}"}
"""Files of other programs, which nothing of ours may touch."""
NOTE = """\
---
company: {0}
position: Trainer
stage: interviewing
stage_since: 2026-11-16
contacts:
  - name: Joe Alvarez
    part: interviewer
---
Found through Ana.

## Notes

### 2026-11-20 08:00 Interview with Joe Alvarez: first round
- need: reps stall (Joe Alvarez)
"""


@dataclass(frozen=True)
class Deed:
    """Something that a person does in one command."""

    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    """What was done before it."""
    after_crash: bool = False
    """Whether it finds what a crash left; then it must come to the same end however often it is interrupted."""


DEEDS = {
    "save": Deed(("set", "northwind", "salary=140k")),
    "create": Deed(("new", "--company", "Anvil", "--position", "Cook")),
    "delete": Deed(("delete", "northwind", "--yes")),
    "undo": Deed(("undo",), (("set", "northwind", "salary=140k"),)),
    "restore": Deed(("restore", "opportunities/northwind.md"), (("delete", "northwind", "--yes"),)),
    "import": Deed(("import", "csv", "~/mine.csv", "--yes")),
    "capture": Deed(("capture", "northwind: promise: send the plan by 2026-11-24 (Joe)")),
    "note": Deed(("note", "northwind", "question", "who else decides?")),
    "recovery": Deed(("set", "northwind", "salary=140k"), after_crash=True),
}
KEPT = b"typed by a slow program into the version that was replaced\n"
NEXT = ("set", "harbor", "location=Columbus")
"""What is done afterwards, to see that work goes on."""


def make(folder: Path, deed: Deed, run: Callable[..., int]) -> Path:
    """Make the vault of a deed, with all that was done before it, in an empty folder."""
    root = create_vault(folder / "vault", "Sam Rivera", "sam@rivera.example").root
    for name in ("Northwind", "Harbor"):
        (root / f"opportunities/{name.lower()}.md").write_text(NOTE.format(name))
    git(root, "add", "-A")
    git(root, "-c", "user.name=Sam", "-c", "user.email=s@x.example", "commit", "-qm", "begin")
    for path, data in FOREIGN.items():
        (root / path).write_bytes(data)
    (folder / "home").mkdir(exist_ok=True)
    (folder / "home/mine.csv").write_text("company,position\nAnvil,Cook\nBirch,Baker\n")
    for words in deed.before:
        assert run(root, *words) == 0
    if deed.after_crash:
        _crash(root)
    return root


def _crash(root: Path) -> None:
    """Leave what a crash leaves: a replaced version with news in it, a new one never named, a change not committed."""
    note = root / "opportunities/harbor.md"
    aside_name(note, note.read_bytes(), b"the new version").write_bytes(KEPT)
    staged_name(note.parent).write_bytes(b"half a fi")
    note.write_bytes(note.read_bytes() + b"- topic: pepper\n")


def texts(root: Path) -> dict[str, bytes]:
    """Return what people see in a vault: every file but git's and what our writes set aside."""
    found = {}
    for place in root.rglob("*"):
        path = place.relative_to(root).as_posix()
        if not path.startswith(".git/") and not place.name.startswith(".afterword-") and place.is_file():
            found[path] = place.read_bytes()
    return found


def careless(root: Path, edit: Edit, way: writing.Way) -> None:
    """Write as a careless program would: into the file itself, and without a look at what the system answers."""
    del way
    place = root / edit.path
    try:
        if edit.after is None:
            place.unlink()
            return
        place.parent.mkdir(exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        half = len(edit.after) // 2
        os.write(handle, edit.after[:half])
        os.write(handle, edit.after[half:])
        os.close(handle)
    except OSError:
        return


def spoil() -> None:
    """Put the careless way in the place of the one writer, to see that it is found out."""
    writing._write = careless


def again(template: Path, place: Path) -> None:
    """Put a copy of a folder in a place, whatever is there."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place, symlinks=True)
