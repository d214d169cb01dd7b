"""The search through all texts of a vault: every line that holds what is looked for, however it is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model.folding import fold
from store.vault.bytes import bytes_and_status, is_young, plain_text
from store.vault.fulltext import holders
from store.vault.layout import Kind
from store.vault.scan import LARGEST, Found, scan, signature_of
from store.workspace.garbage import uncollected

if TYPE_CHECKING:
    from store.workspace.door import Workspace

ORDER = (Kind.OPPORTUNITY, Kind.PERSON, Kind.STORY, Kind.DRAFT)
"""The kinds of files that are searched, in the order in which what was found is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line that a search found."""

    path: str
    line: int
    text: str


def search(workspace: "Workspace", text: str) -> tuple[Hit, ...]:
    """Return the lines of opportunities, people, stories and drafts that hold a text; case does not matter.

    A file that is larger than any note, or cannot be read, holds nothing.
    """
    wanted = fold(text)
    with uncollected():
        files = [file for file in scan(workspace.root).files if file.kind in ORDER and file.signature[2] <= LARGEST]
        files.sort(key=lambda file: ORDER.index(file.kind))
        if workspace.index_file is not None:
            paths = holders(workspace.index_file, files, wanted, lambda file: _settled(workspace, file))
            files = [file for file in files if file.path in paths]
        return tuple(hit for file in files for hit in _hits(workspace, file, wanted))


def _hits(workspace: "Workspace", file: Found, wanted: str) -> Iterator[Hit]:
    read = _read(workspace, file)
    if read is None or wanted not in fold(read[0]):
        return
    for number, line in enumerate(read[0].split("\n"), 1):
        if wanted in fold(line):
            yield Hit(path=file.path, line=number, text=line.strip())


def _settled(workspace: "Workspace", file: Found) -> str | None:
    """Return the folded text of a file that has the stamps it was found with, and rests; else None."""
    read = _read(workspace, file)
    return fold(read[0]) if read and read[1] and not is_young(file.signature) else None


def _read(workspace: "Workspace", file: Found) -> tuple[str, bool] | None:
    """Return a file's text with plain line ends, and whether it is the version that was found."""
    try:
        data, status = bytes_and_status(workspace.root / file.path)
    except OSError:
        return None
    return plain_text(data), signature_of(status) == file.signature
