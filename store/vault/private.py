"""What is kept outside of a vault is the user's alone: files and folders that others can reach are not believed."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a prompt does not wait for
    from collections.abc import Iterable
    from pathlib import Path

OTHERS = 0o077
"""What a mode grants to other users of the machine."""


def is_own(status: os.stat_result) -> bool:
    """Tell whether something belongs to the user."""
    return os.name == "nt" or status.st_uid == os.geteuid()


def is_open(status: os.stat_result) -> bool:
    """Tell whether other users of the machine can reach it."""
    return os.name != "nt" and bool(status.st_mode & OTHERS)


def make_private(place: Path, beside: Iterable[str] = ("",)) -> None:
    """Make the file and its folder the user's alone; what is there and is not so goes.

    Args:
        place: the file, made where there is none.
        beside: the endings of the file itself, and of what lies beside it and belongs to it.

    Raises:
        OSError: that cannot be done.
    """
    folder = place.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or not is_own(status):
        raise OSError(0, "it is no folder of the user's own")
    was_open = is_open(status)
    if was_open:
        folder.chmod(0o700)
    for ending in beside:
        one = folder / f"{place.name}{ending}"
        try:
            status = one.lstat()
            if was_open or not stat.S_ISREG(status.st_mode) or not is_own(status) or is_open(status):
                one.unlink()
        except FileNotFoundError:
            continue
    os.close(os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
