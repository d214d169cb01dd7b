"""Where what no file and no commit holds any more is kept: displaced versions, and texts that a merge was made of.

It lies in the user's state folder, outside of every vault. What git holds is never kept twice.
"""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from store.errors import BadRequest
from store.vault.versions import Versions
from store.workspace.machine import Machine

FOLDER = "kept"
UNKEPT = "What stood there before is in no commit, and could not be kept outside of the vault either: {}."
Text = tuple[str, bytes]
"""A path, relative to the vault with `/`, and what the file held."""


class Why(StrEnum):
    """Why a text is kept."""

    DISPLACED = "displaced"
    MERGED = "merged"
    TYPED = "typed"


def kept_in(machine: Machine, root: Path) -> Versions | None:
    """Return what is kept of a vault; None where nothing ever was."""
    if machine.state is None or not (machine.state / FOLDER).is_dir():
        return None
    return Versions(machine.state / FOLDER, root)


class Keeping:
    """Keeps what one change takes the place of; whoever uses it holds the vault's lock."""

    def __init__(self, machine: Machine, root: Path, during: str) -> None:
        """Begin.

        Args:
            machine: where the user's state is; without a state folder nothing is kept.
            root: the vault's folder.
            during: what is being done, as a sentence.
        """
        self._machine, self._root, self._during = machine, root, during
        self.trouble = ""
        """Why something could not be kept, as a sentence; empty = all was, or nothing was ever meant to be."""

    def keep(self, texts: Iterable[Text], *, is_merged: bool = False) -> bool:
        """Keep texts, and remove what was kept for long enough; tell whether they are kept.

        Args:
            texts: what is to be kept.
            is_merged: whether they went into a merge; else something takes their place.
        """
        wanted = tuple(texts)
        if not wanted or self._machine.state is None:
            return not wanted
        why = Why.MERGED if is_merged else Why.DISPLACED
        try:
            versions = Versions(self._machine.folder(FOLDER), self._root)
            for path, data in wanted:
                versions.keep(path, data, why, self._during)
        except OSError as error:
            self.trouble = UNKEPT.format(error.strerror or error)
        except BadRequest as error:  # there is no such folder, and none can be made
            self.trouble = UNKEPT.format(str(error).partition(". ")[0])
        else:
            versions.clean()
        return not self.trouble
