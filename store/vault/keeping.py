"""Texts that a write set aside: looked at again later, kept where people see them when they hold news, else removed."""

import contextlib
import itertools
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from store.vault import renaming
from store.vault.aside import PREFIX, STAGED, read_aside

SETTLED = 5.0
"""Seconds that a version set aside keeps its name at least."""
STALE = 60.0
"""Seconds after which what a crash left is removed, and what nobody can be asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A text that another program wrote into a version already replaced, now a file of its own."""

    path: str
    """Relative to the vault, with `/`."""
    original: str
    """The note that it belongs to."""


def has_writer(place: Path) -> bool:
    """Tell whether a program may still write into a file; True where the system cannot tell."""
    if not sys.platform.startswith("linux"):
        return True
    import fcntl
    import signal

    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        # A program that opens the file while we ask would be announced by a signal that ends us; this one does not.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        # Linux grants a read lease only while nobody has the file open for writing.
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def keep_beside(place: Path, name: str) -> Path:
    """Give a text a name that people see, beside the note it belongs to: `note (kept 1).md`.

    Raises:
        OSError: the file system refuses.
    """
    stem, dot, ending = name.rpartition(".")
    for number in itertools.count(1):
        target = place.parent / (f"{stem} (kept {number}){dot}{ending}" if dot else f"{name} (kept {number})")
        try:
            renaming.rename_to_free(place, target)
        except FileExistsError:
            continue
        return target
    raise AssertionError  # `count` has no end


def clean(root: Path, *, settled: float = SETTLED, stale: float = STALE) -> tuple[Kept, ...]:
    """Remove what earlier writes left, after a look for text that a slow program wrote into it.

    Only files with names of our own are touched. A version set aside goes after `settled` seconds when nobody
    can write into it any more, else after `stale` seconds. What it holds beyond what is known is kept and returned.

    Args:
        root: the vault's folder.
        settled: seconds without any change.
        stale: seconds without any change where the system cannot tell whether a writer is left.
    """
    return _cleaned(root, _own_names(root), settled, stale)


def tidy(root: Path, folder: Path) -> tuple[Kept, ...]:
    """Do the same for one folder of the vault, which each write does for the folder it wrote in."""
    try:
        with os.scandir(folder) as entries:
            names = [Path(entry.path) for entry in entries if _is_own(entry.name)]
    except OSError:
        return ()
    return _cleaned(root, names, SETTLED, STALE)


def _cleaned(root: Path, places: Iterable[Path], settled: float, stale: float) -> tuple[Kept, ...]:
    kept = []
    for place in places:
        with contextlib.suppress(OSError):  # gone meanwhile, or not ours to read: another time
            found = _look_at(root, place, settled, stale)
            if found:
                kept.append(found)
    return tuple(kept)


def _look_at(root: Path, place: Path, settled: float, stale: float) -> Kept | None:
    status = place.lstat()
    rested = abs(time.time() - max(status.st_mtime, status.st_ctime))
    if not stat.S_ISREG(status.st_mode) or rested < settled:
        return None
    if STAGED.fullmatch(place.name):
        if rested >= stale:
            place.unlink()
        return None
    aside = read_aside(place.name)
    if aside is None or (has_writer(place) and rested < stale):
        return None
    data = place.read_bytes()
    original = place.parent / aside.name
    # An emptied file is a save that was begun and never done: it holds nothing to lose.
    if not data or aside.expects(data) or (original.is_file() and original.read_bytes() == data):
        place.unlink()
        return None
    target = keep_beside(place, aside.name)
    return Kept(path=target.relative_to(root).as_posix(), original=original.relative_to(root).as_posix())


def _own_names(root: Path) -> Iterator[Path]:
    folders = [os.fspath(root)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(entry.path)
                    elif _is_own(entry.name):
                        yield Path(entry.path)
        except OSError:
            continue


def _is_own(name: str) -> bool:
    return name.startswith(PREFIX) and name.endswith(".tmp")
