"""What is not committed yet: every path that differs from the last commit, and how."""

from collections.abc import Sequence
from pathlib import Path

from store.history.git import Git
from store.history.past.log import blob, has_commits
from store.history.past.undo import on_disk
from store.history.status import states
from store.model.change import Edit
from store.model.trust import NO_TRUST, Trust


def pending(root: Path, paths: Sequence[str] | None = None, *, trusted: Trust = NO_TRUST) -> tuple[Edit, ...]:
    """Return what is not committed yet as edits of the last commit.

    Args:
        root: the vault's folder.
        paths: only these; None = everything.
        trusted: what the user said of this repository's settings.

    Raises:
        GitTrouble: git says no.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    begun = has_commits(git)
    found = []
    for state in states(git, paths):
        known = begun and git.ask("ls-tree", "-z", "HEAD", "--", state.path).startswith(b"100")
        before = blob(git, "HEAD", state.path) if known else None
        found.append(Edit(path=state.path, before=before, after=on_disk(root, state.path)))
    return tuple(edit for edit in found if edit.before != edit.after)
