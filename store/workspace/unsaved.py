"""Text that is in no file yet, kept outside of the vault while it is typed, so that a crash loses nothing.

One file per letter or form in the user's state folder; each line of it is the whole text at one moment, and the last
whole line counts. It is locked for as long as its program lives, so that a second program leaves it alone.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from store.errors import BadRequest
from store.model.left_form import LeftForm
from store.vault.lock import taken
from store.workspace.door import Workspace
from store.workspace.machine import Machine

T = TypeVar("T")
FOLDER = "unsaved"
LETTER, FORM = "letter", "form"
"""How the names of files begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """A letter as it was typed, and the file that it was to go into."""

    opportunity: str
    to: str
    channel: str
    template: str
    path: str
    """The draft's file; empty where there was none yet."""
    key: str
    """The step that it was for; empty where there was none."""
    subject: str
    body: str
    base_subject: str
    base_body: str
    """The text that the file held when it was read."""


class Copy:
    """The copy of one letter or form, held by the program in which it is typed."""

    def __init__(self, machine: Machine, vault: str, sort: str = LETTER) -> None:
        """Make the file.

        Args:
            machine: where the user's state is.
            vault: the folder of the vault that it belongs to; empty = to none.
            sort: a letter or a form.

        Raises:
            BadRequest: there is no place for it.
        """
        self._vault = vault
        try:
            self._handle, name = tempfile.mkstemp(".jsonl", f"{sort}-", machine.folder(FOLDER))
        except OSError as error:
            raise BadRequest(f"Unsaved text cannot be kept outside of the vault: {error.strerror}.") from error
        self._file = Path(name)
        taken(self._handle)

    def keep(self, typed: Unsaved | LeftForm) -> None:
        """Keep what is typed as it is now.

        Raises:
            OSError: it cannot be written; what was kept before is still there.
        """
        line = json.dumps({"vault": self._vault, **asdict(typed)})
        os.write(self._handle, f"\n{line}\n".encode("utf-8", "surrogatepass"))  # a torn line before it stays apart

    def forget(self) -> None:
        """Let go of it: the text is in a file, or was given up."""
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            os.close(self._handle)


def left_unsaved(workspace: Workspace) -> tuple[tuple[Unsaved, Path], ...]:
    """Return the letters that a program left unsaved when it died, each with the file that keeps it."""
    return tuple(_found(workspace.machine, os.fspath(workspace.root), LETTER, Unsaved))


def left_forms(machine: Machine, vault: str) -> tuple[tuple[LeftForm, Path], ...]:
    """Return the forms that a program left open when it died, each with the file that keeps it."""
    return tuple(_found(machine, vault, FORM, LeftForm))


def _found(machine: Machine, vault: str, sort: str, kind: Callable[..., T]) -> Iterator[tuple[T, Path]]:
    if machine.state is None:
        return
    for file in sorted((machine.state / FOLDER).glob(f"{sort}-*.jsonl")):
        try:
            with file.open("rb+") as data:
                if not taken(data.fileno()):
                    continue  # somebody is typing in it
                lines = data.read().split(b"\n")
        except OSError:  # another program has settled it meanwhile
            continue
        for line in reversed(lines):
            with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):  # a torn line: the one before
                values = json.loads(line.decode("utf-8", "surrogatepass"))
                if values.pop("vault") == vault:
                    yield kind(**values), file
                break


def forget(file: Path) -> None:
    """Remove a copy whose text is somewhere else now, or was given up."""
    file.unlink(missing_ok=True)
