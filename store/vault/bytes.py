"""One file's bytes, in one piece, with the stamps that they had; through no link, and without waiting for a pipe."""

import hashlib
import os
import stat
import time
from pathlib import Path

from store.vault.place import READING
from store.vault.scan import Signature, signature_of

PAUSE = 0.02
TRIES = 5
YOUNG = 2.0
"""Seconds within which a file may change again without showing it in its stamps."""


def bytes_and_status(place: Path) -> tuple[bytes, os.stat_result]:
    """Read a regular file in one piece: again, when it changed while it was read.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    for _ in range(TRIES):
        handle = os.open(place, READING)
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  a descriptor, not a path
            before = os.fstat(handle)
            if not stat.S_ISREG(before.st_mode):
                raise OSError(0, "it is not a regular file")
            data = file.read()
            status = os.fstat(handle)
        if signature_of(before) == signature_of(status) and len(data) == status.st_size:
            break
        time.sleep(PAUSE)
    return data, status


def rested(signature: Signature) -> float:
    """Return the seconds since a file's stamps were set; stamps of the future count as old."""
    now = time.time_ns()
    return min(abs(now - signature[0]), abs(now - signature[1])) / 1e9


def is_young(signature: Signature) -> bool:
    """Tell whether a file changed so lately that its stamps prove nothing."""
    return rested(signature) < YOUNG


def digest_of(data: bytes) -> bytes:
    """Return what stands for a file's bytes."""
    return hashlib.sha256(data).digest()


def plain_text(data: bytes) -> str:
    """Return a file's bytes as text for showing: LF line ends, no mark at the beginning, undecodable bytes marked."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
