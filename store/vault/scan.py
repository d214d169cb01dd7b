"""Which files a vault holds, each with a signature that changes when the file does; nothing is opened."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from store.model.problem import Problem
from store.vault.layout import FOLDERS, SETTINGS, Kind, is_junk, kind_of

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""

Signature = tuple[int, int, int, int]
"""Modification and change time in nanoseconds, size, inode."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file of the vault that may be read."""

    path: str
    """Relative to the vault, with `/`."""
    kind: Kind
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The files of a vault in path order, and what cannot be read as one."""

    files: tuple[Found, ...]
    problems: tuple[Problem, ...]


def scan(root: Path) -> Scan:
    """List a vault's files of every known kind, following no link."""
    files: list[Found] = []
    problems: list[Problem] = []
    for entry, path in _entries(root, problems):
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        problem = _problem_of(path, status)
        if problem:
            problems.append(problem)
        if stat.S_ISREG(status.st_mode) and _is_text(path) and path not in FOLDERS:
            files.append(Found(path, kind_of(path), signature_of(status)))
    files.sort(key=lambda found: found.path)
    return Scan(files=tuple(files), problems=tuple(sorted(problems)))


def signature_of(status: os.stat_result) -> Signature:
    """Return what tells one state of a file from another."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _entries(root: Path, problems: list[Problem]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield what may count as a file, and what stands where one might be expected."""
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as listing:
                entries = list(listing)
        except OSError as error:
            problems.append(unreadable(folder or SETTINGS, error))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if (path not in (*FOLDERS, SETTINGS)) if not folder else is_junk(entry.name):
                continue
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder and path != SETTINGS:
                folders.append(path)
            in_the_way = path in FOLDERS and not is_folder
            if entry.is_symlink() or in_the_way or kind_of(path) is not Kind.OTHER:
                yield entry, path


def _problem_of(path: str, status: os.stat_result) -> Problem | None:
    if stat.S_ISLNK(status.st_mode):
        return Problem(
            path=shown(path),
            line=1,
            code="link",
            message="This is a link; links in a vault are never followed.",
            fix="Put the file itself here, or remove the link.",
        )
    if path in FOLDERS:
        return Problem(
            path=path,
            line=1,
            code="not-a-folder",
            message=f"This stands where the folder {path}/ belongs, and is none.",
            fix="Give it another name.",
        )
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        return Problem(
            path=shown(path),
            line=1,
            code="not-a-file",
            message=f"This has the name of a note and is {what}.",
            fix="Give it another name, without .md at the end.",
        )
    if not _is_text(path):
        return Problem(
            path=shown(path),
            line=1,
            code="odd-name",
            message="The file's name is not UTF-8 text, so the file was not read.",
            fix="Rename the file; its content stays.",
        )
    if status.st_size > LARGEST:
        return _too_big(path, status.st_size)
    return None


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the system does not let us read."""
    return Problem(
        path=shown(path),
        line=1,
        code="unreadable",
        message=f"This cannot be read: {error.strerror or error}.",
        fix="See who owns it and who may read it.",
    )


def _too_big(path: str, size: int) -> Problem:
    """Return the problem of a file that is larger than any note."""
    return Problem(
        path=shown(path),
        line=1,
        code="file-too-big",
        message=f"The file has {size:,} bytes; notes are read up to {LARGEST:,}.",
        fix="Move long material to a file of another kind and name it in `documents`.",
    )


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(path: str) -> str:
    """Return a path that can be printed, whatever bytes it has."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
