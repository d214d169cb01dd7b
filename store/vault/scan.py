"""Which files a vault holds, each with a signature that changes when the file does; nothing is opened."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from store.model.problem import Problem, Severity
from store.vault.layout import FOLDERS, SETTINGS, Kind, is_junk, kind_of
from store.vault.listing import Failed, Files, Listing, listed

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""

Signature = tuple[int, int, int, int]
"""Modification and change time in nanoseconds, size, inode."""


class Found(NamedTuple):
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


def scan(root: Path, listing: Listing | None = None, known: Scan | None = None) -> Scan:
    """List a vault's files of every known kind, following no link.

    Args:
        root: the vault's folder.
        listing: what lies there, where somebody has just looked.
        known: what was found before: nothing is worked out anew of a file that has the stamps it had.
    """
    entries, folders, failed = listing or listed(str(root))
    aside = _passed_over(folders)
    files: list[Found] = []
    linked: list[str] = []
    problems = [*_unreadable(failed, folders, aside), *_folders_in_the_way(folders, aside)]
    if known is not None:
        entries = _changed(entries, known, files)
    for path, status, kind in _of_ours(entries, aside):
        is_file = stat.S_ISREG(status.st_mode) and path not in FOLDERS and _is_text(path)
        problem = None if is_file and status.st_size <= LARGEST else _problem_of(path, status)
        if problem:
            problems.append(problem)
        if is_file:
            files.append(Found(path, kind, signature_of(status)))
            if status.st_nlink > 1:
                linked.append(path)
    files.sort()
    if linked:
        problems.append(_two_names(sorted(linked)))
    return Scan(files=tuple(files), problems=tuple(sorted(problems)))


def seen_again(root: Path, known: Scan, paths: Iterable[str]) -> Scan | None:
    """Return what was found, with some paths as they are now; None where only a look at everything can tell.

    Args:
        root: the vault's folder.
        known: what was found before.
        paths: where something may have changed since then, relative to the vault.
    """
    if known.problems:  # one of them may be about these very paths
        return None
    changed: dict[str, Found | None] = {}
    for path in paths:
        kind = kind_of(path)
        if kind is Kind.OTHER or any(map(is_junk, path.split("/"))):
            return None
        try:
            status = (root / path).lstat()
        except FileNotFoundError:
            changed[path] = None
            continue
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or _problem_of(path, status):
            return None
        changed[path] = Found(path, kind, signature_of(status))
    files = [found for found in known.files if found[0] not in changed]
    files += [found for found in changed.values() if found]
    files.sort()
    return Scan(files=tuple(files), problems=())


def signature_of(status: os.stat_result) -> Signature:
    """Return what tells one state of a file from another."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _passed_over(folders: Iterable[str]) -> frozenset[str]:
    """Return the folders, among these with the outer ones first, whose files are none of ours."""
    aside: set[str] = {SETTINGS}
    for folder in folders:
        above, _, name = folder.rpartition("/")
        if above in aside or is_junk(name):
            aside.add(folder)
    return frozenset(aside)


def _changed(entries: Files, known: Scan, same: list[Found]) -> Files:
    """Return the entries that are not as they were, or are no ordinary files; add what is known of the others."""
    left = dict(entries)
    take = left.pop
    for found in known.files:  # in their order, so that hardly anything is left to sort
        path, _, signature = found
        status = take(path, None)
        if status is None:
            continue
        is_as_it_was = signature == (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        if is_as_it_was and status.st_nlink == 1 and status.st_size <= LARGEST:
            same.append(found)
        else:
            left[path] = status
    return list(left.items())


def _of_ours(entries: Files, aside: frozenset[str]) -> Iterator[tuple[str, os.stat_result, Kind]]:
    """Yield what may count as a file, and what stands where one might be expected."""
    for path, status in entries:
        folder, _, name = path.rpartition("/")
        if folder in aside:
            continue
        kind = kind_of(path)
        is_odd = path in FOLDERS or (stat.S_ISLNK(status.st_mode) and not is_junk(name))
        if kind is not Kind.OTHER or is_odd:
            yield path, status, kind


def _unreadable(failed: Failed, folders: Iterable[str], aside: frozenset[str]) -> Iterator[Problem]:
    wanted = {"", *folders}
    for path, error in failed:
        if path.rpartition("/")[0] not in aside and (path in wanted or kind_of(path) is not Kind.OTHER):
            yield unreadable(path or SETTINGS, error)


def _folders_in_the_way(folders: Iterable[str], aside: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each folder that has the name of a file of ours."""
    for path in folders:
        if path.rpartition("/")[0] not in aside and kind_of(path) is not Kind.OTHER:
            yield _no_file(path, "a folder")


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
        return _no_file(path, "not a regular file")
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


def _two_names(paths: Sequence[str]) -> Problem:
    """Return the problem of files with hard links: told once, since a backup by links makes all of them so."""
    more = f", and so have {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return Problem(
        path=paths[0],
        line=1,
        code="two-names",
        severity=Severity.ADVICE,
        message=f"This file has another name somewhere (a hard link){more}; a change made here does not show there.",
        fix="Where that matters, copy files instead of linking them.",
    )


def _no_file(path: str, what: str) -> Problem:
    return Problem(
        path=shown(path),
        line=1,
        code="not-a-file",
        message=f"This has the name of a note and is {what}.",
        fix="Give it another name, without .md at the end.",
    )


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
