"""The word of a user who looked at all that a repository could start, and trusts it."""

from pathlib import Path

from store.history.git import Git
from store.history.hooks import hook_rows
from store.history.trust import foreign_rows
from store.model.trust import Trust


def given_to(root: Path) -> Trust:
    """Return the trust in what the repository holds now, and in nothing that comes later."""
    git = Git(root)
    return Trust.in_rows((*foreign_rows(git.settings()), *hook_rows(git)))
