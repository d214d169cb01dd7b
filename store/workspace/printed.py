"""What a reading command printed, to be printed again at once while everything that it came from is as it was.

A shell prompt asks the same again and again. The answer follows from the words that were typed, from what the entry
point found around it, from the vault's files and from the time: what is kept says of each what it was.
"""

from __future__ import annotations

import marshal
import os
import time
import zlib

from store.vault import program
from store.vault.listing import PLAIN, SETTINGS, Listing, Stamps, listed, stamps_of
from store.vault.private import is_open, is_own, make_private

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a prompt does not wait for
    from typing import Any

MOST = 16
"""Answers that are kept; the oldest give way."""
READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)
CHECK = 4
"""Bytes of the sum in front, which shows that no byte has changed."""

Seen = Listing
"""What lies in a vault."""
Told = tuple[str, str, int]
"""What went to standard output and to standard error, and the exit code."""


class Printed:
    """One command line, here and now."""

    def __init__(self, cache: str, asked: tuple[Any, ...]) -> None:
        """Look at nothing yet.

        Args:
            cache: the user's cache folder for Afterword.
            asked: everything that an answer depends on beside the vault and the time, as plain values.
        """
        self._asked = marshal.dumps(asked, PLAIN)
        self._folder = f"{cache}/printed"
        self._place = f"{self._folder}/{zlib.crc32(self._asked):08x}"
        self._seen: dict[str, Listing] = {}
        self._made_by = b""

    def again(self) -> Told | None:
        """Return what was printed; None where there is nothing, or something of it has changed."""
        try:
            known = self._known()
            if known is None:
                return None
            asked, maker, root, way, stamps, since, until, out, talk, code = known
            holds = asked == self._asked and since <= time.time() < until and maker == self._maker()
            if holds and os.path.realpath(way) == root and stamps == self._stamps(root):
                return out, talk, code
        except (OSError, ValueError, EOFError, TypeError):  # it is worked out anew
            return None
        return None

    def look(self, root: str) -> Seen:
        """Return what lies in a vault, as it was seen first, before any of it is read."""
        if root not in self._seen:
            self._seen[root] = listed(root)
        return self._seen[root]

    def keep(self, way: str, root: str, holds: tuple[float, float], told: Told) -> None:
        """Keep what was printed, where that is possible.

        Args:
            way: how the vault was named: a path, which may be a link.
            root: the vault's folder.
            holds: seconds of the epoch between which the same files give the same answer.
            told: the answer.
        """
        from store.vault.bytes import is_young

        stamps = self._stamps(root)
        if stamps is None or any(is_young(one[1:]) for one in stamps):
            return
        try:
            row = marshal.dumps((self._asked, self._maker(), root, way, stamps, *holds, *told), PLAIN)
            self._write(zlib.crc32(row).to_bytes(CHECK) + row)
        except (OSError, ValueError):
            return

    def _known(self) -> tuple[Any, ...] | None:
        handle = os.open(self._place, READING)
        with open(handle, "rb", buffering=0) as file:
            status = os.fstat(handle)
            if not is_own(status) or is_open(status):
                return None
            data = file.read()
        row = memoryview(data)[CHECK:]
        if zlib.crc32(row) != int.from_bytes(data[:CHECK]):
            return None
        known: tuple[Any, ...] = marshal.loads(row)  # noqa: S302 - the user's alone, and as it was written
        return known

    def _stamps(self, root: str) -> Stamps | None:
        """Return the stamps of a vault's files as they were seen first; None where not all can be seen."""
        files, _, failed = self.look(root)
        return None if failed else stamps_of(files)

    def _maker(self) -> bytes:
        """Return what tells this very program from any other, as it was when first asked for."""
        self._made_by = self._made_by or marshal.dumps(program.stamps(), PLAIN)
        return self._made_by

    def _write(self, data: bytes) -> None:
        from pathlib import Path

        make_private(Path(self._place))
        new = f"{self._place}.{os.getpid()}"
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(handle, "wb", buffering=0) as file:
                file.write(data)
            os.replace(new, self._place)
        except OSError:
            os.unlink(new)
            raise
        kept = sorted(os.scandir(self._folder), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in kept[MOST:]:
            os.unlink(entry.path)


def vault_above(folder: str) -> str:
    """Return the nearest folder from there upward that holds a vault; empty where none does."""
    while not os.path.isfile(f"{folder}/{SETTINGS}"):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder
