"""What two commits have in common, and how far they are apart."""

from store.history.git import Git


def bases_of(git: Git, one: str, other: str) -> tuple[str, ...]:
    """Return the last commits that two have in common, in an order that does not depend on which is which.

    None of them = two histories that begin apart; several = they were brought together crosswise.

    Raises:
        GitTrouble: git does not know one of them.
    """
    out = git.ask("merge-base", "--all", one, other, fine=(0, 1))
    return tuple(sorted(out.decode().split()))


def apart(git: Git, ours: str, theirs: str) -> tuple[int, int]:
    """Return how many commits each of two has that the other has not.

    Raises:
        GitTrouble: git does not know one of them.
    """
    out = git.ask("rev-list", "--count", "--left-right", f"{ours}...{theirs}", "--")
    left, right = out.split()
    return int(left), int(right)
