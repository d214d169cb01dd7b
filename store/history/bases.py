"""What two commits have in common, and whether a history was written anew."""

from store.history.git import Git


def bases_of(git: Git, one: str, other: str) -> tuple[str, ...]:
    """Return the last commits that two have in common, in an order that does not depend on which is which.

    None of them = two histories that begin apart; several = they were brought together crosswise.

    Raises:
        GitTrouble: git does not know one of them.
    """
    out = git.ask("merge-base", "--all", one, other, fine=(0, 1))
    return tuple(sorted(out.decode().split()))


def is_rewritten(git: Git, before: str, after: str) -> bool:
    """Tell whether a branch that was at one commit is now at one that does not follow it.

    Args:
        git: git in the repository.
        before: where the branch was when it was last seen; empty = never.
        after: where it is now.

    Raises:
        GitTrouble: git does not know one of them.
    """
    if not before or before == after:
        return False
    return bool(git.ask("rev-list", "--max-count=1", before, f"^{after}", "--"))


def apart(git: Git, ours: str, theirs: str) -> tuple[int, int]:
    """Return how many commits each of two has that the other has not.

    Raises:
        GitTrouble: git does not know one of them.
    """
    out = git.ask("rev-list", "--count", "--left-right", f"{ours}...{theirs}", "--")
    left, right = out.split()
    return int(left), int(right)
