"""New versions written beside their places before their turn comes, many at a time: a disk waits once for them all.

Promise: nothing here gives a note another version; what is left over has a name that no reader takes for a note.
"""

import contextlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from store.errors import NotWritten
from store.model.change import Edit
from store.vault.aside import staged_name
from store.vault.place import place_of

NEW_FILE = 0o600
FEW = 8
"""Edits up to which each waits for the disk by itself."""
AT_ONCE = 16
"""Files that wait for the disk at the same time."""
AHEAD = 64
"""Files that are written before their turn at most."""


class Staging:
    """New versions on their way to the disk, each for one edit."""

    def __init__(self, root: Path, edits: Sequence[Edit]) -> None:
        self._root = root
        self._coming = iter(edits)
        self._begun: dict[Path, tuple[int, Future[Path]]] = {}
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="staging")
        for _ in range(AHEAD):
            self._begin_next()

    def take(self, place: Path, data: bytes, mode: int) -> Path:
        """Return the new file beside the place, which the disk holds by now.

        Raises:
            OSError: the file system refuses.
        """
        self._begin_next()
        expected, begun = self._begun.pop(place, (mode, None))
        if begun is None:
            return stage(place, data, mode)
        temporary = begun.result()
        if expected == mode:
            return temporary
        forget(temporary)  # somebody has changed meanwhile who may read it
        return stage(place, data, mode)

    def close(self) -> None:
        """Remove what was written before its turn and got none."""
        self._pool.shutdown(cancel_futures=True)
        for _, begun in self._begun.values():
            if not begun.cancelled() and begun.exception() is None:
                forget(begun.result())
        self._begun.clear()

    def _begin_next(self) -> None:
        """Begin with the next edit; one whose place is not plain is left to its turn."""
        edit = next(self._coming, None)
        if edit is None or edit.after is None or edit.before == edit.after:
            return
        with contextlib.suppress(OSError, NotWritten):
            place = place_of(self._root, edit.path)
            mode = NEW_FILE
            if edit.before is not None:
                told = place.lstat()
                if not stat.S_ISREG(told.st_mode):
                    return
                mode = stat.S_IMODE(told.st_mode)
            if place not in self._begun and place.parent.is_dir():
                self._begun[place] = (mode, self._pool.submit(stage, place, edit.after, mode))


@contextlib.contextmanager
def staging(root: Path, edits: Sequence[Edit]) -> Iterator[Staging | None]:
    """Yield what writes new versions ahead, where there are more than a few."""
    if len(edits) <= FEW:
        yield None
        return
    ahead = Staging(root, edits)
    try:
        yield ahead
    finally:
        ahead.close()


def stage(place: Path, data: bytes, mode: int) -> Path:
    """Write a new file beside the place, durably, and return it.

    Raises:
        OSError: the file system refuses.
    """
    temporary = staged_name(place.parent)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, NEW_FILE)
    try:
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            _flush(handle)
        finally:
            os.close(handle)
    except BaseException:
        forget(temporary)
        raise
    return temporary


def forget(*names: Path) -> None:
    """Remove files of our own; what cannot be removed now is removed later."""
    for name in names:
        with contextlib.suppress(OSError):
            name.unlink()


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)
