"""Where a file went that a person renamed or moved by hand: told by git, and by bytes before a commit."""

from pathlib import Path

from store.history.git import Git
from store.history.past.touched import Touched, touched_of

HOPS = 20
"""Renames of one file to follow at most."""


def where_now(git: Git, root: Path, since: str, path: str, made: bytes) -> str | None:
    """Return under which name a file that was at `path` in the commit `since` is now; None where it is gone.

    Args:
        git: git in the vault's folder.
        root: the vault's folder.
        since: the id of a commit that had the file.
        path: its name then.
        made: its bytes then.

    Raises:
        GitTrouble: git says no.
    """
    name = path
    for one in reversed(_renames_since(git, since)):
        if one.was == name:
            name = one.path
    if (root / name).is_file():
        return name if name != path else None
    return _not_committed(git, root, name, made)


def _renames_since(git: Git, since: str) -> tuple[Touched, ...]:
    """Return the renames in commits that build on one, newest first."""
    out = git.ask(
        *("log", "-z", "--raw", "--no-abbrev", "--relative", "-M", "--diff-filter=R", "--topo-order", "--format="),
        *(f"{since}..HEAD", "--", "."),
    )
    parts = iter([part for part in out.decode("utf-8", "surrogateescape").split("\0") if part.strip("\n")])
    return tuple(touched_of(parts))[: HOPS * HOPS]


def _not_committed(git: Git, root: Path, path: str, made: bytes) -> str | None:
    """Return the one new file that git does not know yet and that has the missing one's bytes, or else its name."""
    out = git.ask("ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    new = [p for p in out.decode("utf-8", "surrogateescape").split("\0") if p and _is_plain(root / p)]
    last = git.ask("cat-file", "--filters", f"HEAD:./{path}", fine=(0, 128))
    for wanted in ({made, last} - {b""}, None):
        found = [p for p in new if (_bytes(root / p) in wanted if wanted is not None else _name(p) == _name(path))]
        if len(found) == 1:
            return found[0]
    return None


def _is_plain(place: Path) -> bool:
    return place.is_file() and not place.is_symlink()


def _bytes(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""


def _name(path: str) -> str:
    return path.rpartition("/")[2]
