"""What two commits came from, as one tree, also where their histories cross or begin apart."""

from store.errors import GitTrouble
from store.history.merging.bases import bases_of
from store.history.merging.crossing import cross
from store.history.merging.desk import Desk
from store.history.merging.meaning import Meaning
from store.history.merging.trees import side_of

DEEPEST = 12
"""So many crossings are followed into the past; before that, the first of several bases has to do."""
NOBODY = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Afterword"), ("EMAIL", "none"), ("DATE", "@0 +0000"))
}
"""Who makes a commit that exists for the moment of a merge: everywhere the same, so that its id is."""


def common_tree(desk: Desk, bases: tuple[str, ...], meaning: Meaning | None, depth: int = 0) -> str:
    """Return what stands for the common past of two commits: a commit, or a tree made of several.

    Args:
        desk: where the merge is made.
        bases: their last common commits, as `bases_of` gives them.
        meaning: how notes are merged; None = by meaning.
        depth: how many crossings led here.

    Raises:
        GitTrouble: git says no, or the past is missing in a copy that is cut short.
    """
    if not bases:
        return desk.empty_tree
    made = bases[0]
    for base in bases[1:] if depth < DEEPEST else ():
        past = common_tree(desk, bases_of(desk.git, made, base), meaning, depth + 1)
        sides = (side_of(desk.git, past, made), side_of(desk.git, past, base))
        tree = cross(desk, made, sides, (base,), meaning).tree
        out = desk.git.run("commit-tree", tree, "-p", made, "-p", base, text="", env=NOBODY)
        made = out.decode().strip()
    return made


def require_whole(desk: Desk, bases: tuple[str, ...]) -> None:
    """Refuse to take two histories for unrelated only since their past is not in this copy.

    Raises:
        GitTrouble: the copy is cut short, and holds no common commit.
    """
    if not bases and desk.is_shallow:
        raise GitTrouble(
            "This copy of the vault is cut short (a shallow clone), and what both sides came from is missing in it. "
            "`git fetch --unshallow` brings it; then sync again."
        )
