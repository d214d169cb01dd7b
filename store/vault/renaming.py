"""The three ways to rename that a safe write needs: swap two names, take a free name, replace.

The first two are system calls that Python does not offer; where the system lacks them the callers fall back.
"""

import errno
import os
import secrets
import sys
from functools import cache
from pathlib import Path
from typing import Any

AT_FDCWD = -100
NO_REPLACE, EXCHANGE = 1, 2  # Linux: renameat2
MAC_SWAP, MAC_EXCLUSIVE = 2, 4  # macOS: renamex_np
MISSING = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step; False when this system or file system cannot.

    Raises:
        OSError: one of them is gone, or the file system refuses.
    """
    return _call(one, other, EXCHANGE, MAC_SWAP)


def can_exchange(folder: Path) -> bool:
    """Tell whether two names in a folder can be swapped in one step; tried with names that nothing has."""
    missing = folder / f".afterword-{secrets.token_hex(6)}.tmp"
    try:
        return exchange(missing, missing)
    except OSError as error:
        return error.errno == errno.ENOENT


def rename_to_free(source: Path, target: Path) -> None:
    """Give a file a name that nothing else has.

    Raises:
        FileExistsError: something has that name.
        OSError: the file system refuses.
    """
    if os.name == "nt":
        source.rename(target)
        return
    if _call(source, target, NO_REPLACE, MAC_EXCLUSIVE):
        return
    os.link(source, target, follow_symlinks=False)
    source.unlink()


@cache
def _library() -> Any:
    """Return the C library, which costs more to open than a call takes."""
    import ctypes

    return ctypes.CDLL(None, use_errno=True)


def _call(one: Path, other: Path, linux: int, mac: int) -> bool:
    if not sys.platform.startswith(("linux", "darwin")):
        return False
    import ctypes

    library = _library()
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            status = library.renamex_np(*names, ctypes.c_uint(mac))
        else:
            status = library.renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], ctypes.c_uint(linux))
    except AttributeError:  # an older C library
        return False
    if status == 0:
        return True
    code = ctypes.get_errno()
    if code in MISSING:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
