"""Text that is in no file yet, kept outside of the vault while it is typed, so that a crash loses nothing.

One file per letter in the user's state folder; each line of it is the whole letter at one moment, and the last whole
line counts. It is locked for as long as its program lives, so that a second program leaves it alone.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from store.errors import BadRequest
from store.vault.lock import taken
from store.workspace.door import Workspace

FOLDER = "unsaved"


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
    """The copy of one letter, held by the program in which it is typed."""

    def __init__(self, workspace: Workspace) -> None:
        """Make the file.

        Raises:
            BadRequest: there is no place for it.
        """
        self._vault = os.fspath(workspace.root)
        try:
            self._handle, name = tempfile.mkstemp(".jsonl", "letter-", workspace.machine.folder(FOLDER))
        except OSError as error:
            raise BadRequest(f"Unsaved text cannot be kept outside of the vault: {error.strerror}.") from error
        self._file = Path(name)
        taken(self._handle)

    def keep(self, letter: Unsaved) -> None:
        """Keep the letter as it is now."""
        line = json.dumps({"vault": self._vault, **asdict(letter)}) + "\n"
        os.write(self._handle, line.encode("utf-8", "surrogatepass"))

    def forget(self) -> None:
        """Let go of it: the text is in a file, or was given up."""
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            os.close(self._handle)


def left_unsaved(workspace: Workspace) -> tuple[tuple[Unsaved, Path], ...]:
    """Return the letters that a program left unsaved when it died, each with the file that keeps it."""
    if workspace.machine.state is None:
        return ()
    return tuple(_found(workspace))


def _found(workspace: Workspace) -> Iterator[tuple[Unsaved, Path]]:
    for file in sorted(workspace.machine.folder(FOLDER).glob("letter-*.jsonl")):
        with file.open("rb+") as data:
            if not taken(data.fileno()):
                continue  # somebody is typing in it
            lines = [line for line in data.read().split(b"\n") if line.endswith(b"}")]
        with contextlib.suppress(ValueError, TypeError, KeyError):
            values = json.loads(lines[-1].decode("utf-8", "surrogatepass")) if lines else {}
            if values.pop("vault") == os.fspath(workspace.root):
                yield Unsaved(**values), file


def forget(file: Path) -> None:
    """Remove a copy whose text is somewhere else now, or was given up."""
    file.unlink(missing_ok=True)
