"""What a repository is in the middle of, told from the files that git keeps for it."""

import time
from pathlib import Path

HALF_DONE = {
    "rebase-merge": "a rebase is half done (`git rebase --continue` or `--abort` ends it)",
    "rebase-apply": "a rebase or `git am` is half done (`git rebase --continue` or `--abort` ends it)",
    "MERGE_HEAD": "a merge is half done (`git commit` or `git merge --abort` ends it)",
    "CHERRY_PICK_HEAD": "a cherry-pick is half done (`git cherry-pick --continue` or `--abort` ends it)",
    "REVERT_HEAD": "a revert is half done (`git revert --continue` or `--abort` ends it)",
    "BISECT_LOG": "a bisect is running (`git bisect reset` ends it)",
}
LOCK_PATIENCE = 2.5
PAUSE = 0.02


def busy_with(folder: Path) -> str | None:
    """Say in a sentence what keeps a repository from a commit; None when nothing does.

    Args:
        folder: the repository's own folder, mostly `.git`.
    """
    for name, what in HALF_DONE.items():
        if (folder / name).exists():
            return f"Commits wait because {what}. Files are saved all the same."
    if not _head(folder).startswith("ref: refs/heads/"):
        return (
            "Commits wait because no branch is checked out (detached HEAD); `git switch main` or another "
            "branch ends that. Files are saved all the same."
        )
    if _stays(folder / "index.lock"):
        return (
            f"Commits wait because {folder / 'index.lock'} is there: another git is busy, or one that crashed left it. "
            "If no git is running, remove that file. Files are saved all the same."
        )
    return None


def _head(folder: Path) -> str:
    try:
        return (folder / "HEAD").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _stays(lock: Path) -> bool:
    """Tell whether a lock is still there after the time that a working git needs."""
    end = time.monotonic() + LOCK_PATIENCE
    while lock.exists():
        if time.monotonic() >= end:
            return True
        time.sleep(PAUSE)
    return False
