"""What tells this very program, its Python and its libraries from any other: what another made is not believed."""

import os
import sys

from store import VERSION

INSTALLED = ("site-packages", "dist-packages")
"""Folders into which libraries are installed; any installation changes their stamp."""
OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROOT = os.path.dirname(OURS)
FOLDERS = (OURS, f"{ROOT}/cli", f"{ROOT}/templates", f"{ROOT}/tui/presentation")
"""All that decides how a file is read, what follows and how it is told; of a wheel the last is in the first."""


def stamps() -> tuple[str, str, list[int], list[tuple[str, int, int]]]:
    """Return it.

    Raises:
        OSError: the program's own files cannot be listed.
    """
    libraries = [os.stat(path).st_mtime_ns for path in sys.path if path.endswith(INSTALLED)]
    files: list[tuple[str, int, int]] = []
    for folder in FOLDERS:
        if os.path.isdir(folder):
            _add(folder, files)
    return (VERSION, sys.version, libraries, sorted(files))


def _add(folder: str, files: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    _add(entry.path, files)
            elif not entry.name.endswith(".pyc"):
                status = entry.stat()
                files.append((entry.path, status.st_size, status.st_mtime_ns))
