"""What git says about single paths: new, changed, deleted, part staged."""

from collections.abc import Iterable
from dataclasses import dataclass

from store.history.git import Git


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
    found = _codes(git, wanted)
    return tuple(_state(path, found[path]) for path in wanted if path in found)


def part_staged(differing: Iterable[PathState]) -> tuple[str, ...]:
    """Return the paths of which the user staged one version and has another on disk."""
    return tuple(state.path for state in differing if state.is_part_staged)


def every_state(git: Git) -> tuple[PathState, ...]:
    """Return all paths of the vault that differ from the last commit, on disk or staged, by name.

    Raises:
        GitTrouble: git says no.
    """
    found = _codes(git, (".",))
    return tuple(_state(path, found[path]) for path in sorted(found))


def _codes(git: Git, wanted: tuple[str, ...]) -> dict[str, str]:
    out = git.ask(
        *("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"),
        *("--ignore-submodules=all", "--", *wanted),
    )
    rows = (row for row in out.decode("utf-8", "surrogateescape").split("\0") if row)
    return {row[3:].removeprefix(git.prefix): row[:2] for row in rows}


def _state(path: str, code: str) -> PathState:
    staged, on_disk = code[0], code[1]
    return PathState(
        path=path,
        is_new=staged == "?",
        is_part_staged=staged not in " ?" and on_disk not in " A",
        is_gone=on_disk == "D" or (staged == "D" and on_disk == " "),
    )
