"""What git says about single paths: new, changed, deleted, part staged."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from store.history.git import Git
from store.history.glance import content, held

SPARSE = ("core.sparsecheckout", "index.sparse")
LONG = 64
"""Digits of an id in a repository that names things by SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathState:
    """One path that differs from the last commit."""

    path: str
    """Relative to the vault, with `/`."""
    is_new: bool = False
    """Git does not know it yet."""
    is_part_staged: bool = False
    """The user staged one version, and another is on disk."""
    is_gone: bool = False
    """It is on disk no longer."""
    held: str = ""
    """The id of what the last commit holds at this path; empty = nothing."""


def states(git: Git, paths: Iterable[str] | None) -> tuple[PathState, ...]:
    """Return those of the paths that differ from the last commit, on disk or staged; new ones that git ignores do not.

    Args:
        git: git in the vault's folder.
        paths: relative to the vault, with `/`; None = every path of it.

    Raises:
        GitTrouble: git says no.
    """
    if paths is None:
        return every_state(git)
    wanted = tuple(dict.fromkeys(paths))
    if not wanted:
        return ()
    found = _rows(git, wanted)
    return tuple(found[path] for path in wanted if path in found)


def seen_states(git: Git, wanted: tuple[str, ...]) -> tuple[PathState, ...] | None:
    """Return what `states` would, from git's index and without a git, where nothing is staged; None = ask git.

    A path that git ignores is told as new: only git knows its rules.
    """
    home, own = git.plain_home, git.own
    if home is None or git.trusted.given or any(own.get(key) == "true" for key in SPARSE):
        return None
    known = held(home, wanted)
    if known is None:
        return None
    is_any_case = own.get("core.ignorecase", "false") != "false"
    found = []
    for path, was in known.items():
        if (is_any_case and was is None) or not path.isascii():
            return None
        try:
            now = content(git.folder / path)
        except (OSError, ValueError):
            return None
        if was and now and own.get("core.filemode", "true") == "true" and now[1] != was.may_run:
            return None
        if now is None and was:
            found.append(PathState(path=path, is_gone=True, held=was.ident))
        elif now and not was:
            found.append(PathState(path=path, is_new=True))
        elif now and was and not is_blob(was.ident, now[0]):
            found.append(PathState(path=path, held=was.ident))
    return tuple(found)


def part_staged(differing: Iterable[PathState]) -> tuple[str, ...]:
    """Return the paths of which the user staged one version and has another on disk."""
    return tuple(state.path for state in differing if state.is_part_staged)


def unheld(texts: Iterable[tuple[str, bytes]], differing: Iterable[PathState]) -> tuple[tuple[str, bytes], ...]:
    """Return what files held before they were written, where the last commit does not hold just these bytes.

    Git ignores such a file, was told to look away, or keeps other line ends.

    Args:
        texts: paths, each with what the file held; all of them were written since.
        differing: what git says of the paths now.
    """
    held = {state.path: state.held for state in differing}
    return tuple((path, data) for path, data in texts if not is_blob(held.get(path, ""), data))


def is_blob(ident: str, data: bytes) -> bool:
    """Tell whether an id of git's is that of these bytes."""
    named = hashlib.sha256 if len(ident) == LONG else hashlib.sha1
    return named(b"blob %d\0%s" % (len(data), data)).hexdigest() == ident


def every_state(git: Git) -> tuple[PathState, ...]:
    """Return all paths of the vault that differ from the last commit, on disk or staged, by name.

    Raises:
        GitTrouble: git says no.
    """
    found = _rows(git, (".",))
    return tuple(found[path] for path in sorted(found))


def _rows(git: Git, wanted: tuple[str, ...]) -> dict[str, PathState]:
    out = git.ask(
        *("status", "--porcelain=v2", "-z", "--no-renames", "--untracked-files=all"),
        *("--ignore-submodules=all", "--", *wanted),
    )
    rows = (row for row in out.decode("utf-8", "surrogateescape").split("\0") if row)
    found = (_state(row, git.prefix) for row in rows)
    return {state.path: state for state in found}


def _state(row: str, prefix: str) -> PathState:
    """Read one row: `1 XY sub mH mI mW hH hI path`, `u XY sub m1 m2 m3 mW h1 h2 h3 path` or `? path`."""
    sort, _, rest = row.partition(" ")
    *fields, path = rest.split(" ", {"1": 7, "u": 9}.get(sort, 0))
    path = path.removeprefix(prefix)
    if not fields:
        return PathState(path=path, is_new=True)
    staged, on_disk = fields[0][0], fields[0][1]
    held = fields[5] if sort == "1" else ""
    return PathState(
        path=path,
        is_part_staged=staged != "." and on_disk not in ".A",
        is_gone=on_disk == "D" or (staged == "D" and on_disk == "."),
        held=held if held.strip("0") else "",
    )
