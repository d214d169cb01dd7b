"""One lock per vault, held from reading to writing, so that two Afterwords never undo each other's work.

It is a lock on the vault's own folder: no file appears in the vault, and the system lets go of it when a
process ends in whatever way.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from store.errors import Busy, NotWritten
from store.vault.place import name_outside

PATIENCE = 5.0
PAUSE = 0.002
"""Seconds between two tries: short, since a program that makes change after change lets go for a moment only."""


@contextlib.contextmanager
def vault_lock(root: Path, state: Path | None = None, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the vault's lock; other threads and processes wait for it.

    Args:
        root: the vault's folder.
        state: a folder of the user's outside the vault, for systems that cannot lock folders.
        patience: seconds to wait for another Afterword.

    Raises:
        Busy: another one still holds it.
        NotWritten: this system offers no lock at all.
    """
    handle = _opened(root, state)
    try:
        end = time.monotonic() + patience
        while not taken(handle):
            if time.monotonic() >= end:
                raise Busy(patience)
            time.sleep(PAUSE)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def sole(place: Path) -> Iterator[bool]:
    """Hold the lock of a file outside of the vault, made if need be; yields False where somebody else holds it.

    Raises:
        OSError: the file cannot be made.
    """
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield taken(handle)
    finally:
        os.close(handle)


def _opened(root: Path, state: Path | None) -> int:
    """Return a descriptor to lock: the vault's folder, or a file where folders cannot be locked."""
    try:
        if sys.platform != "win32":
            handle = os.open(root, os.O_RDONLY)
            if _can_lock(handle):
                return handle
            os.close(handle)
        place = _lock_file(root, state)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise NotWritten(str(root), error.strerror or str(error)) from error


def _lock_file(root: Path, state: Path | None) -> Path:
    if (root / ".git").is_dir():
        return root / ".git" / "afterword.lock"
    if state is None:
        raise OSError(0, "it cannot be locked on this file system")
    return state / f"{name_outside(root)}.lock"


if sys.platform == "win32":
    import msvcrt

    def taken(handle: int) -> bool:
        """Take the lock of an open file, if nobody else has it, and tell whether it is ours."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _can_lock(handle: int) -> bool:
        """Tell whether this file system locks folders; network file systems may not."""
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fcntl.flock(handle, fcntl.LOCK_UN)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True

    def taken(handle: int) -> bool:
        """Take the lock of an open file, if nobody else has it, and tell whether it is ours."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
