"""Git's own index: on the disk once a commit is told, and made anew where a power cut has cut it short.

`git commit -- PATHS` does not wait until the disk holds the index, whatever `core.fsync` says; on some file systems a
power cut then leaves one that stops every later command of git.
"""

import contextlib
import os
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git
from store.history.past.log import has_commits
from store.history.sentences import INDEX_DAMAGED

ASIDE = "index.damaged"


def make_durable(home: Path) -> None:
    """Wait until the disk holds the index of a repository; where it cannot be opened, leave it as git made it."""
    with contextlib.suppress(OSError):
        handle = os.open(home / "index", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_damaged(git: Git) -> bool:
    """Tell whether git cannot read its index."""
    try:
        git.ask("ls-files", "-z", "--", ".gitattributes")
    except GitTrouble as trouble:
        return INDEX_DAMAGED in str(trouble)
    return False


def make_anew(git: Git) -> str:
    """Make the index out of the last commit, the damaged one laid aside, and tell it; empty = nothing was to be done.

    Raises:
        GitTrouble: git says no.
    """
    if not is_damaged(git):
        return ""
    with contextlib.suppress(FileNotFoundError):
        (git.home / "index").replace(git.home / ASIDE)
    git.run("read-tree", "HEAD" if has_commits(git) else "--empty")
    git.run("update-index", "-q", "--refresh", fine=(0, 1))
    make_durable(git.home)
    return f"Made git's index anew out of the last commit; the damaged one is kept as .git/{ASIDE}."
