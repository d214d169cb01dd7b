"""What a repository is in the middle of, told from the files that git keeps for it.

Promise: nothing here changes anything. We never end, abort or go on with what somebody else began.
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path

SAVED = "Files are saved all the same."
LOCK_PATIENCE = 2.5
"""Seconds that a working git needs at most for what it locks."""
PAUSE = 0.02
BRANCH = "ref: refs/heads/"
ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """What keeps a repository from a commit."""

    name: str
    """A word or two that do not change: `merge`, `rebase`, `index.lock` ..."""
    sentence: str
    """What it is, what was kept safe and the way out."""
    locks: tuple[Path, ...] = ()
    """The lock files that are in the way, where it is those."""


HALF_DONE: tuple[tuple[str, str, str], ...] = (
    ("rebase", "rebase-merge", "a rebase is half done (`git rebase --continue` or `--abort` ends it)"),
    ("am", "rebase-apply/applying", "`git am` is half done (`git am --continue` or `--abort` ends it)"),
    ("rebase", "rebase-apply", "a rebase is half done (`git rebase --continue` or `--abort` ends it)"),
    (
        "merge",
        "MERGE_HEAD",
        (
            "a merge is half done (`afterword sync --accept stopped-merge` finishes it and keeps both sides; "
            "`git merge --abort` takes it back)"
        ),
    ),
    (
        "cherry-pick",
        "CHERRY_PICK_HEAD",
        "a cherry-pick is half done (`git cherry-pick --continue` or `--abort` ends it)",
    ),
    ("revert", "REVERT_HEAD", "a revert is half done (`git revert --continue` or `--abort` ends it)"),
    (
        "sequence",
        "sequencer/todo",
        (
            "a row of cherry-picks or reverts is half done (`git cherry-pick --continue` or `git revert --continue` "
            "goes on with it, `--abort` takes it back)"
        ),
    ),
    ("bisect", "BISECT_LOG", "a bisect is running (`git bisect reset` ends it)"),
)
"""Name, the file that tells it, what is said; the first that fits counts."""


def busy_with(folder: Path, patience: float | None = None) -> str | None:
    """Say in a sentence what keeps a repository from a commit; None when nothing does.

    Args:
        folder: the repository's own folder, mostly `.git`.
        patience: seconds to wait for a lock to go away; None = as long as a working git needs.
    """
    found = hindrance(folder, patience)
    return found.sentence if found else None


def hindrance(folder: Path, patience: float | None = None) -> Hindrance | None:
    """Return what keeps a repository from a commit; None when nothing does.

    Args:
        folder: the repository's own folder, mostly `.git`.
        patience: seconds to wait for a lock to go away; None = as long as a working git needs.
    """
    for name, file, what in HALF_DONE:
        if (folder / file).exists():
            return Hindrance(name=name, sentence=f"Commits wait because {what}. {SAVED}")
    head = _text(folder / "HEAD")
    if not head.startswith(BRANCH):
        return Hindrance(
            name="detached HEAD",
            sentence=(
                "Commits wait because no branch is checked out (detached HEAD); `git switch main` or another "
                f"branch ends that, `git switch -c NAME` makes one of this very place. {SAVED}"
            ),
        )
    locks = _staying(locks_of(folder), LOCK_PATIENCE if patience is None else patience)
    return _locked(locks) if locks else None


def locks_of(folder: Path) -> tuple[Path, ...]:
    """Return where git would lock for a commit: its index, its HEAD, the branch, and all of its names together."""
    common = common_of(folder)
    branch = _text(folder / "HEAD").removeprefix("ref: ").strip()
    named = (common / f"{branch}.lock",) if branch.startswith("refs/heads/") and ".." not in branch else ()
    return (folder / "index.lock", folder / "HEAD.lock", *named, common / "packed-refs.lock")


def common_of(folder: Path) -> Path:
    """Return the folder that a linked worktree shares with the others; the folder itself where it is the only one."""
    told = _text(folder / "commondir").strip()
    return (folder / told).resolve() if told else folder


def head_of(folder: Path) -> str:
    """Return the commit that the branch is at, as git's own files say it.

    Empty where they do not: nothing was ever committed, no branch is checked out, or git keeps its names another way.
    """
    head = _text(folder / "HEAD")
    branch = head.removeprefix("ref: ").strip()
    if not head.startswith(BRANCH) or ".." in branch:
        return ""
    common = common_of(folder)
    told = _text(common / branch).strip() or _packed(common, branch)
    return told if ID.fullmatch(told) else ""


def _packed(common: Path, branch: str) -> str:
    """Return where a branch is that has no file of its own; empty where there is no such branch."""
    rows = (line.partition(" ") for line in _text(common / "packed-refs").split("\n"))
    return next((ident for ident, _, name in rows if name == branch), "")


def _locked(locks: tuple[Path, ...]) -> Hindrance:
    names = " and ".join(str(lock) for lock in locks)
    them, are = ("it", "is") if len(locks) == 1 else ("them", "are")
    return Hindrance(
        name=locks[0].name,
        locks=locks,
        sentence=(
            f"Commits wait because {names} {are} there: another git is busy, or one that crashed left {them}. "
            f"If no git is running, `afterword doctor --fix` removes {them}. {SAVED}"
        ),
    )


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _staying(locks: tuple[Path, ...], patience: float) -> tuple[Path, ...]:
    """Return the locks that are still there after the time that a working git needs."""
    end = time.monotonic() + patience
    while staying := tuple(lock for lock in locks if lock.exists()):
        if time.monotonic() >= end:
            return staying
        time.sleep(PAUSE)
    return ()
