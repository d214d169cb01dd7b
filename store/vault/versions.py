"""Versions of a vault's files that neither the vault nor its history holds any more, kept outside of it for 30 days.

One file each, in a folder that nobody else can read: the first line says whose version it is, the bytes follow as they
were. A file is never changed, and counts only when it is whole, so that a crash while it is written leaves nothing
to be mistaken for a version. Their order is that of their numbers: a clock may be wrong.
"""

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.vault.place import name_outside, sync_folder

DAYS = 30
"""Days that a version is kept."""
ALWAYS = 20
"""The latest versions stay whatever their age seems to be: a clock that was set right a moment ago takes none away."""
NAME = re.compile(r"(?P<number>\d{6,})-(?P<digest>[0-9a-f]{16})\.kept")
LONGEST_HEAD = 64 * 1024
"""Bytes of a first line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What is known of a version."""

    number: int
    """Stays the same for as long as it is kept."""
    path: str
    """Relative to the vault, with `/`."""
    why: str
    """A word for why it is kept."""
    during: str
    """What was being done, as a sentence."""
    size: int
    """Bytes."""
    when: float
    """Seconds since 1970, as the clock was."""
    place: Path


class Versions:
    """The versions that are kept of one vault."""

    def __init__(self, folder: Path, vault: Path) -> None:
        """Begin.

        Args:
            folder: where those of all vaults are; it is there already, for its user alone.
            vault: the folder of the vault.
        """
        self._vault = os.fsencode(vault.resolve()).decode("utf-8", "replace")
        self._folder = folder / name_outside(vault)

    def keep(self, path: str, data: bytes, why: str, during: str) -> None:
        """Keep a version, durably; one that is kept already is kept for 30 days more.

        Whoever calls holds the vault's lock, so that no number is given twice.

        Raises:
            OSError: it cannot be written.
        """
        self._make_folder()
        digest = hashlib.sha256(b"%s\0%s" % (os.fsencode(path), data)).hexdigest()[:16]
        there = self._names()
        for place in (place for _, found, place in there if found == digest):
            if _read(place, self._vault):
                os.utime(place)
                return
        head = {"vault": self._vault, "path": path, "why": why, "during": during, "size": len(data)}
        self._write(max((number for number, _, _ in there), default=0) + 1, digest, json.dumps(head).encode(), data)

    def _make_folder(self) -> None:
        try:
            self._folder.mkdir(mode=0o700)
        except FileExistsError:
            return
        sync_folder(self._folder.parent)

    def _write(self, number: int, digest: str, head: bytes, data: bytes) -> None:
        place, handle = self._opened(number, digest)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123  a descriptor, not a path
                file.write(b"%s\n%s" % (head, data))
                file.flush()
                os.fsync(handle)
            sync_folder(self._folder)
        except BaseException:
            with contextlib.suppress(OSError):
                place.unlink()
            raise

    def _opened(self, number: int, digest: str) -> tuple[Path, int]:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        place = self._folder / f"{number:06}-{digest}.kept"
        return place, os.open(place, flags, 0o600)

    def listed(self) -> tuple[Version, ...]:
        """Return the versions that are whole, the latest first."""
        found = (_read(place, self._vault) for _, _, place in sorted(self._names(), reverse=True))
        return tuple(version for version in found if version)

    def clean(self) -> None:
        """Remove what was kept for long enough."""
        for _, _, place in sorted(self._names())[:-ALWAYS]:
            with contextlib.suppress(OSError):
                if time.time() - place.stat().st_mtime > DAYS * 24 * 3600:
                    place.unlink()

    def _names(self) -> list[tuple[int, str, Path]]:
        return list(_named(self._folder))


def _named(folder: Path) -> Iterator[tuple[int, str, Path]]:
    """Yield number, digest and place of each file that is named as a version."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:  # nothing was kept yet
        for entry in entries:
            if named := NAME.fullmatch(entry.name):
                yield int(named["number"]), named["digest"], Path(entry.path)


def data_of(version: Version) -> bytes:
    """Return the bytes of a version.

    Raises:
        OSError: it cannot be read, or is gone.
    """
    return version.place.read_bytes().partition(b"\n")[2]


def _read(place: Path, vault: str) -> Version | None:
    """Return what is known of a version; None where it is not whole, or of another vault."""
    try:
        with place.open("rb") as file:
            head = file.readline(LONGEST_HEAD)
            status = os.fstat(file.fileno())
        said = json.loads(head)
        version = Version(
            number=int(place.name.partition("-")[0]),
            path=str(said["path"]),
            why=str(said["why"]),
            during=str(said["during"]),
            size=int(said["size"]),
            when=status.st_mtime,
            place=place,
        )
        is_whole = status.st_size == len(head) + version.size and said["vault"] == vault
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return version if is_whole else None
