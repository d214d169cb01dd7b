"""What differs between two commits, as git's own comparison tells it: no listing of whole trees."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from store.errors import GitTrouble
from store.history.git import Git

FILES = ("100644", "100755")
LINK, SUBMODULE = "120000", "160000"
MOST_RENAMES = 2000
"""So many deleted times added files are compared for likeness at most; said here, so that all machines agree."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Version:
    """What stands at a path of a commit."""

    mode: str
    """As git writes it: `100644` a file, `100755` a program, `120000` a link, `160000` a submodule."""
    id: str
    """Of the bytes, as git stores them; of a submodule its commit."""

    @property
    def is_file(self) -> bool:
        """Tell whether it is a file with bytes of its own."""
        return self.mode in FILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One path that differs between two commits."""

    path: str
    """Relative to the repository's top, with `/`; where it is now."""
    before: Version | None
    after: Version | None
    origin: str
    """Where it was: `path`, unless it was renamed."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side did to the files of the base."""

    moved: dict[str, tuple[str, Version] | None] = field(default_factory=dict)
    """By path in the base: where it is now, and what; None = deleted. Untouched files are left out."""
    base: dict[str, Version] = field(default_factory=dict)
    """What the base holds at the paths in `moved`."""
    added: dict[str, Version] = field(default_factory=dict)


def differences(git: Git, before: str, after: str, *, renames: bool = False) -> tuple[Difference, ...]:
    """Return what differs between two commits or trees, in the order of their paths.

    Nobody else lists what came from outside, so a path that leads out of the repository comes no further.

    Args:
        git: git in the repository.
        before: a commit or tree.
        after: another.
        renames: whether a file that went and one that came with mostly the same lines are one that was renamed.

    Raises:
        GitTrouble: git does not know one of them, or the later one holds a path that no repository may hold.
    """
    likeness = ("-M50%", f"-l{MOST_RENAMES}") if renames else ("--no-renames",)
    out = git.ask(
        *("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-relative", "--no-ext-diff", *likeness),
        *(before, after, "--"),
    )
    rows = tuple(rows_of(out))
    for row in rows:
        if row.after:
            _require_inside(row.path)
    return rows


def side_of(git: Git, base: str, side: str) -> Side:
    """Return what a side changed since the base, renames followed.

    Raises:
        GitTrouble: git does not know one of them.
    """
    found = Side()
    for row in differences(git, base, side, renames=True):
        if row.before is None:
            assert row.after is not None  # noqa: S101 - git lists no path that neither has
            found.added[row.path] = row.after
        else:
            found.base[row.origin] = row.before
            found.moved[row.origin] = (row.path, row.after) if row.after else None
    return found


def rows_of(out: bytes) -> Iterator[Difference]:
    """Read what git's raw comparisons write with `-z`."""
    parts = iter(out.split(b"\0"))
    for head in parts:
        if not head.startswith(b":"):
            continue
        old_mode, new_mode, old, new, status = head.decode().removeprefix(":").split(" ")
        origin = path = os.fsdecode(next(parts))
        if status[0] in "RC":
            path = os.fsdecode(next(parts))
        if status[0] == "C":  # a copy is a new file; what it is a copy of stays as it is
            old_mode, origin = "000000", path
        yield Difference(path=path, before=_version(old_mode, old), after=_version(new_mode, new), origin=origin)


def _version(mode: str, name: str) -> Version | None:
    return Version(mode=mode, id=name) if mode.strip("0") else None


def _require_inside(path: str) -> None:
    if any(part in {"", ".", ".."} or part.lower() == ".git" for part in path.split("/")):
        plain = "".join(c if c.isprintable() else "?" for c in path)[:200]
        raise GitTrouble(f"There is a path that no repository may hold (“{plain}”). Nothing was touched.")
