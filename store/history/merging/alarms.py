"""What must not come in without a person's yes."""

import os

from store.errors import MustDecide
from store.history.merging.desk import Desk
from store.history.merging.trees import Side

FOLDER = "opportunities/"
FEW = 5
SHARE = 0.2
"""A side may take away so many of the opportunities, or such a part of them, whichever is more."""


def mind_deletions(desk: Desk, base: str, theirs: Side) -> None:
    """Stop where what comes in takes away many of the vault's opportunities, or all.

    Args:
        desk: where the merge is made.
        base: what the other side started from.
        theirs: what it changed; a file that was moved is not gone.

    Raises:
        MustDecide: it does; the word is `mass-deletion`.
    """
    folder = desk.prefix + FOLDER
    gone = sum(fate is None and _is_in(origin, folder) for origin, fate in theirs.moved.items())
    if not gone:
        return
    names = desk.git.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", base, "--", folder).split(b"\0")
    had = sum(_is_in(os.fsdecode(name), folder) for name in names)
    if gone > max(FEW, SHARE * had) or gone == had:
        what = (
            "the only opportunity" if had == 1 else f"{'all ' if gone == had else f'{gone} of the '}{had} opportunities"
        )
        raise MustDecide(
            "mass-deletion",
            f"What came from the other side deletes {what} of this vault. Nothing was touched here.",
        )


def _is_in(path: str, folder: str) -> bool:
    return path.startswith(folder) and path.endswith(".md")
