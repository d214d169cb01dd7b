"""Which files a commit touched, as git's raw diff lists them: one row for each, renames with both names."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.history.git import Git

REGULAR = ("100644", "100755")
"""Modes of files; anything else is a link, a submodule or nothing."""
RENAMED = "RC"
"""Statuses that come with two names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One file of a commit, before and after."""

    path: str
    """Relative to the vault, with `/`; its name after the commit."""
    status: str
    """`A` added, `M` changed, `D` deleted, `R` renamed, `T` made something else."""
    was: str = ""
    """Its name before, where that was another."""
    old: str = ""
    """Id of its bytes before; empty where there was no file."""
    new: str = ""
    """Id of its bytes after; empty where there is no file."""
    is_odd: bool = False
    """A link or a submodule before or after: such things are left alone."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every name that the commit touched with this file."""
        return (self.was, self.path) if self.was else (self.path,)


def touched_of(parts: Iterator[str]) -> Iterator[Touched]:
    """Read rows of a raw diff, each part ended by NUL, up to an empty part or the end."""
    for part in parts:
        if not part:
            return
        old_mode, new_mode, old, new, status = part.removeprefix("\n").removeprefix(":").split(" ")
        first = next(parts)
        kind = status[:1]
        modes = [mode for mode in (old_mode, new_mode) if mode.strip("0")]
        yield Touched(
            path=next(parts) if kind in RENAMED else first,
            status=kind,
            was=first if kind in RENAMED else "",
            old=old if old.strip("0") else "",
            new=new if new.strip("0") else "",
            is_odd=any(mode not in REGULAR for mode in modes),
        )


def touched_by(git: Git, revision: str, *options: str) -> tuple[Touched, ...]:
    """Return what a commit changed against its first parent, as far as it lies in the vault.

    Args:
        git: git in the vault's folder.
        revision: the id of a commit that has a parent.
        options: `-M` to see renames.

    Raises:
        GitTrouble: git says no.
    """
    out = git.ask("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--relative", *options, f"{revision}^1", revision)
    return tuple(touched_of(iter(out.decode("utf-8", "surrogateescape").split("\0"))))
