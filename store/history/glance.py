"""What git holds of single paths, read from its own index: for the common case that nothing is staged.

Promise: what is returned is what `git status` would say of these paths. Any other form of the index, anything staged
and any odd path makes None of the answer, and git is asked.
"""

import hashlib
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from store.history.state import head_of

HEADER = 12
FIELDS = 62
"""Bytes of an entry before its name."""
STEP = 8
"""Entries of the versions read here begin at multiples of it, counted from the first."""
MODE, IDENT, FLAGS = 24, 40, 60
"""Where a field begins in an entry."""
SUM = 20
"""Bytes of an id, and of the sum at the end of the index."""
LONGEST = 256
"""A name below this length has a zero byte in front of it, which no other name can hold."""
VERSIONS = (2, 3)
MODES = {0o100644: False, 0o100755: True}
"""Those of files, and whether they may be run."""
ROOT = re.compile(rb"\0(\d+) \d+\n")
"""How the tree of the whole index is told, where it is known."""
EXTENSIONS = frozenset((b"TREE", b"REUC", b"UNTR", b"FSMN", b"EOIE", b"IEOT"))
"""What may follow the entries without changing what they mean."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the index and the last commit both hold at a path."""

    ident: str
    may_run: bool


def held(home: Path, paths: Iterable[str]) -> dict[str, Held | None] | None:
    """Return what the last commit holds at paths, None for nothing; None in all = ask git.

    Args:
        home: the folder of a plain repository.
        paths: relative to its top folder, with `/`.
    """
    try:
        data = (home / "index").read_bytes()
        if not _is_as_committed(data, home):
            return None
        return {path: _entry(data, os.fsencode(path)) for path in paths}
    except (OSError, ValueError, LookupError, zlib.error):
        return None


def content(place: Path) -> tuple[bytes, bool] | None:
    """Return the bytes of a regular file and whether it may be run; None where there is nothing.

    Raises:
        ValueError: it is no file.
        OSError: it cannot be read.
    """
    try:
        told = place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(told.st_mode):
        raise ValueError(place)
    return place.read_bytes(), bool(told.st_mode & stat.S_IXUSR)


def _is_as_committed(data: bytes, home: Path) -> bool:
    """Tell whether an index is whole, of a form read here, and holds just what the last commit does."""
    if data[:4] != b"DIRC" or int.from_bytes(data[4:8]) not in VERSIONS or _is_shared(data):
        return False
    if hashlib.sha1(memoryview(data)[:-SUM], usedforsecurity=False).digest() != data[-SUM:]:
        return False
    tree = _tree(data, int.from_bytes(data[8:HEADER]))
    return tree is not None and tree == _tree_of_commit(home, head_of(home))


def _is_shared(data: bytes) -> bool:
    """Tell whether some of the entries are in another file."""
    return any(_extensions(data, place) for place in _places(data, b"link\0"))


def _tree(data: bytes, count: int) -> str | None:
    """Return the id of the tree that the index would make; None where git has not noted it for all entries."""
    for place in _places(data, b"TREE\0"):
        found = _extensions(data, place)
        if found and all(name in EXTENSIONS for name, _ in found):
            root = ROOT.match(found[0][1])
            whole = root is not None and int(root[1]) == count
            return found[0][1][root.end() : root.end() + SUM].hex() if root and whole else None
    return None


def _places(data: bytes, name: bytes) -> Iterator[int]:
    """Yield where an extension of a name may begin, the last first; one below 16 MB has a zero byte behind its name."""
    place = len(data)
    while (place := data.rfind(name, HEADER, place)) > 0:
        yield place


def _extensions(data: bytes, place: int) -> list[tuple[bytes, bytes]]:
    """Return the extensions from a place to the end, each with what it holds; none if there are none."""
    found = []
    while place < len(data) - SUM:
        start = place + 8
        end = start + int.from_bytes(data[place + 4 : start])
        name = data[place : place + 4]
        if not name.isalpha():
            return []
        found.append((name, data[start:end]))
        place = end
    return found if place == len(data) - SUM else []


def _tree_of_commit(home: Path, ident: str) -> str | None:
    """Return the tree of a commit that lies by itself; a packed one is left to git."""
    if len(ident) != 2 * SUM:
        return None
    data = zlib.decompress((home / "objects" / ident[:2] / ident[2:]).read_bytes())
    kind, _, body = data.partition(b"\0")
    line = body.partition(b"\n")[0]
    return line[5:].decode("ascii") if kind.startswith(b"commit ") and line.startswith(b"tree ") else None


def _entry(data: bytes, name: bytes) -> Held | None:
    """Return the index's entry of a name.

    Raises:
        ValueError: it is there, and not as a plain file; or the name is too long to be told from the end of another.
    """
    if not 0 < len(name) < LONGEST:
        raise ValueError(name)
    place = HEADER
    while (place := data.find(name + b"\0", place)) > 0:
        start = place - FIELDS
        is_plain = start >= HEADER and (start - HEADER) % STEP == 0
        if is_plain and int.from_bytes(data[start + FLAGS : place]) == len(name):
            mode = int.from_bytes(data[start + MODE : start + MODE + 4])
            return Held(data[start + IDENT : start + FLAGS].hex(), MODES[mode])
        if data[place - 1] in (0, len(name)):  # in another form; else it is the end of a longer name
            raise ValueError(name)
        place += 1
    return None
