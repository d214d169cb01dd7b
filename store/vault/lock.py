"""One lock per vault, held from reading to writing, so that two Afterwords never undo each other's work.

It is a lock on the vault's own folder: no file appears in the vault, and the system lets go of it when a
process ends in whatever way. Where folders cannot be locked, a file in git's folder serves. Where nothing can be, as on
some network disks, work goes on without: each write still looks at what it replaces, so that no text is lost, only the
order of two changes at once; `doctor` says so.
"""

import contextlib
import errno
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
        NotWritten: there is no such folder, or none to put a file in.
    """
    handle = _opened(root, state)
    if handle is None:
        yield
        return
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


def can_lock(root: Path) -> bool:
    """Tell whether anything of this vault can be locked.

    Raises:
        NotWritten: there is no such folder, or none to put a file in.
    """
    handle = _opened(root, None)
    if handle is not None:
        os.close(handle)
    return handle is not None


def _opened(root: Path, state: Path | None) -> int | None:
    """Return what to lock: the vault's folder, or a file where folders cannot be; None where nothing can be."""
    try:
        if sys.platform != "win32":
            handle = os.open(root, os.O_RDONLY)
            if _can_lock(handle):
                return handle
            os.close(handle)
        place = _lock_file(root, state)
        if place is None:
            return None
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise NotWritten(str(root), error.strerror or str(error)) from error
    if _can_lock(handle):
        return handle
    os.close(handle)
    return None


def _lock_file(root: Path, state: Path | None) -> Path | None:
    if (root / ".git").is_dir():
        return root / ".git" / "afterword.lock"
    return None if state is None else state / f"{name_outside(root)}.lock"


if sys.platform == "win32":
    import msvcrt

    def _can_lock(handle: int) -> bool:  # noqa: ARG001 - elsewhere it depends on the file system
        """Tell whether this file system locks files."""
        return True

    def taken(handle: int) -> bool:
        """Take the lock of an open file, if nobody else has it, and tell whether it is ours."""
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    LACKING = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EBADF})
    """Answers of a file system that has no such locks; EBADF is that of NFS, which must write into what it locks."""

    def _can_lock(handle: int) -> bool:
        """Tell whether this file system locks such a file or folder; network file systems may not."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.flock(handle, fcntl.LOCK_UN)
        except OSError as error:
            return error.errno not in LACKING
        return True

    def taken(handle: int) -> bool:
        """Take the lock of an open file, if nobody else has it, and tell whether it is ours."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
