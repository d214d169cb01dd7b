"""The questions of a sync: where it stops before anything is touched, since only a person can say what is meant.

Each has a word; `afterword sync --accept WORD` answers it with yes.
"""

import shlex
from collections.abc import Sequence

from store.errors import GitTrouble, MustDecide
from store.history.remote.remotes import Remote
from store.workspace.syncing.finishing import WORD
from store.workspace.syncing.memory import Memory

FIRST_PUSH = "first-push"
REWRITTEN = "rewritten"
NEW_BRANCH = "new-branch"
WORDS = (FIRST_PUSH, REWRITTEN, NEW_BRANCH, "mass-deletion", "deleted-here", "unrelated", WORD)
"""All words that a sync may ask for."""
SHOWN = 5


def ask_about_rewriting(remote: Remote, lost: int) -> None:
    """Stop where commits that were at the other place are no longer there.

    Raises:
        MustDecide: always.
    """
    commits = "1 commit that was" if lost == 1 else f"{lost} commits that were"
    raise MustDecide(
        REWRITTEN,
        f"The history at {remote.shown} was rewritten: {commits} there before {'is' if lost == 1 else 'are'} gone. "
        "Nothing was changed here. Going on keeps all that is here, takes in what is there now, and sends it all back.",
    )


def ask_about_missing_branch(remote: Remote, others: Sequence[str], *, known: bool, accept: frozenset[str]) -> None:
    """Stop before a branch is made that was there once, or that would stand beside another one.

    Args:
        remote: the other place.
        others: the branches that it has.
        known: whether it had the vault's branch before.
        accept: what the user agreed to.

    Raises:
        MustDecide: the user did not agree yet.
    """
    if known and REWRITTEN not in accept:
        what = f"no longer has the branch “{remote.theirs}”" if others else "was emptied"
        raise MustDecide(
            REWRITTEN,
            f"{remote.shown} {what}. Nothing was changed here, and everything is still here. Going on fills it again "
            "from this machine.",
        )
    if others and not known and NEW_BRANCH not in accept:
        names = ", ".join(f"“{name}”" for name in others[:SHOWN])
        raise MustDecide(
            NEW_BRANCH,
            f"{remote.shown} has no branch “{remote.theirs}”, but {names}. If your other machines use that one, they "
            f"would not see this vault: `git branch -m {shlex.quote(others[0])}` gives the branch here the same name. "
            "Going on makes a second branch beside it.",
        )


def ask_about_first_push(remote: Remote, memory: Memory, accept: frozenset[str]) -> None:
    """Stop before the vault goes to a host for the first time from this machine; a folder is no host.

    Raises:
        MustDecide: the user did not agree yet.
    """
    for address in remote.pushes:
        if memory.knows(address.host) or FIRST_PUSH in accept:
            continue
        way = " The way there is not encrypted: others on it can read your notes." if address.is_open else ""
        raise MustDecide(
            FIRST_PUSH,
            f"This machine never sent this vault to {address.host} before. It would go to {address.shown}, with every "
            "name, note and letter in it. Whether others can see that repository cannot be told from here: make sure "
            f"that it is private.{way} Nothing was sent.",
        )


def foreign_in_the_way(path: str) -> GitTrouble:
    """Say which file of the user's own is in the way: those are not committed by us."""
    return GitTrouble(
        f"{path} was changed here and is not committed, and another version of it came. It is a file of your own, so "
        "nothing was written over it: commit it or put it away (`git stash`), then sync again."
    )
