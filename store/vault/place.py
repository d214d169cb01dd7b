"""From a path of the vault to a place on disk: never outside, never through a link."""

import os
import stat
from pathlib import Path

from store.errors import NotWritten

READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Never through a link, and never waiting for a pipe."""


def name_outside(root: Path) -> str:
    """Return what a vault is called where things are kept about it outside of it: by the folder that it really is."""
    import hashlib  # which the first frame of the screen does not wait for

    return hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:24]


def place_of(root: Path, path: str) -> Path:
    """Return where a path of the vault lies, when nothing on the way leads out of the vault.

    Args:
        root: the vault's folder.
        path: relative to the vault, with `/`.

    Raises:
        NotWritten: the path is absolute, climbs, enters `.git`, or passes a link.
    """
    parts = path.split("/")
    if "\0" in path or any(is_foreign(part) for part in parts):
        raise NotWritten(repr(path), "it is not a path inside the vault")
    place = os.fspath(root)
    for number, part in enumerate(parts[:-1], 1):
        place = os.path.join(place, part)  # noqa: PTH118  a thousand times in a merge
        if leads_elsewhere(place):
            raise NotWritten(path, f"{'/'.join(parts[:number])} is not a folder of its own")
    return Path(place, parts[-1])


def bytes_at(place: Path) -> bytes:
    """Read a regular file whole, never through a link.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    handle = os.open(place, READING)
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  a descriptor, not a path
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not a regular file")
        return file.read()


def is_foreign(part: str) -> bool:
    """Tell whether a name in a path may not be used: a climb, git's own folder, a drive or a stream."""
    odd = ("\\", ":") if os.name == "nt" else ()
    return part in ("..", ".", "") or part.casefold() == ".git" or any(sign in part for sign in odd)


def leads_elsewhere(place: str | Path) -> bool:
    """Tell whether something is there that is not a plain folder."""
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return not stat.S_ISDIR(mode)


def make_folders(root: Path, folder: Path) -> None:
    """Make a folder of the vault and those above it, readable by the user alone, and durably.

    Raises:
        OSError: the file system refuses.
    """
    missing = []
    while folder != root and not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; where folders cannot be opened there is nothing to do.

    Raises:
        OSError: the disk reports an error.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
