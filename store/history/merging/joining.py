"""Two commits brought together by meaning, from commits to a commit, without touching the user's files.

The files are written next, by the one writer, and only then the branch moves (`settle`). Whatever dies in between
leaves the old commit with some files merged already; merging again changes nothing, so the next sync goes on there.
"""

from dataclasses import dataclass

from store.errors import GitTrouble, MustDecide
from store.history.git import Git
from store.history.identity import Identity, author, one_line
from store.history.merging.alarms import mind_deletions
from store.history.merging.bases import apart, bases_of
from store.history.merging.branch import finish, move
from store.history.merging.common import common_tree, require_whole
from store.history.merging.crossing import Crossed, cross
from store.history.merging.desk import Desk, desk
from store.history.merging.edits import edits_between
from store.history.merging.meaning import Meaning
from store.history.merging.trees import side_of
from store.history.trailers import MACHINE, WORK
from store.model.change import Edit
from store.text.merging.decisions import Decision

UNRELATED = "unrelated"
MASS_DELETION = "mass-deletion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What two commits came to; nothing is moved yet."""

    ours: str
    """The commit that the branch was at; empty = it had none."""
    commit: str
    """The merge; theirs where that is only ahead, ours where there is nothing to do."""
    edits: tuple[Edit, ...] = ()
    """What makes of the files of `ours` those of `commit`, as a checkout has them; paths are relative to the
    repository's top folder, and what goes stands before what comes. `settle` sees to what is no edit of a file: links,
    submodules and permissions."""
    decisions: tuple[tuple[str, Decision], ...] = ()
    """Path and what a person should decide there."""
    received: int = 0
    """Commits that the other side had alone."""
    sent: int = 0
    """Commits that this side has alone, without the merge."""
    notes: tuple[str, ...] = ()
    """Whole sentences about what else the user should know."""

    @property
    def has_moved(self) -> bool:
        """Tell whether there is anything to settle."""
        return self.commit != self.ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who brings two sides together, and what the commit says of it."""

    identity: Identity = ("", "")
    """Name and e-mail for a git that knows none."""
    machine: str = ""
    """The name of this machine; empty = not said."""

    def message(self, more: str = "") -> bytes:
        """Return what the commit says: one sentence without private text, and lines for machines.

        Args:
            more: stands at the end of the sentence.
        """
        here = one_line(self.machine)
        trailers = {WORK: "sync", **({MACHINE: here} if here else {})}
        lines = "".join(f"{key}: {value}\n" for key, value in trailers.items())
        sentence = f"Bring together what was changed {f'on {here}' if here else 'here'} and elsewhere{more}"
        return f"{sentence}\n\n{lines}".encode("utf-8", "replace")


def join(
    git: Git,
    ours: str,
    theirs: str,
    *,
    accept: frozenset[str] = frozenset(),
    signature: Signature = Signature(),
    meaning: Meaning | None = None,
) -> Joined:
    """Bring two commits together; neither branch, index nor files are touched.

    Args:
        git: git in the vault.
        ours: the commit that the branch is at; empty = nothing was committed yet.
        theirs: the other side's.
        accept: words of what a person agreed to.
        signature: who does it.
        meaning: how notes are merged; None = by meaning.

    Raises:
        MustDecide: only a person can say whether that is meant: `mass-deletion`, `unrelated`.
        GitTrouble: git cannot do it.
    """
    git.audit()
    finish(git)
    with desk(git) as at:
        if not ours:
            return _first(at, git, theirs)
        bases = bases_of(at.git, ours, theirs)
        require_whole(at, bases)
        sent, received = apart(at.git, ours, theirs)
        if theirs in bases:
            return Joined(ours=ours, commit=ours, sent=sent)
        if not bases and UNRELATED not in accept:
            raise MustDecide(
                UNRELATED,
                "The other side's history and this vault's have nothing in common: it may be another vault. "
                "Nothing was touched here.",
            )
        base = common_tree(at, bases, meaning)
        other = side_of(at.git, base, theirs)
        if MASS_DELETION not in accept:
            mind_deletions(at, base, other)
        if ours in bases:
            edits = edits_between(at, git, ours, theirs)
            return Joined(ours=ours, commit=theirs, edits=edits, received=received)
        crossed = cross(at, ours, (side_of(at.git, base, ours), other), (theirs,), meaning)
        edits = edits_between(at, git, ours, crossed.tree)
        return Joined(
            ours=ours,
            commit=_commit(git, crossed, (ours, theirs), signature),
            edits=edits,
            decisions=crossed.reviews,
            received=received,
            sent=sent,
            notes=crossed.notes,
        )


def settle(git: Git, joined: Joined) -> tuple[str, ...]:
    """Move the branch to what two sides came to, and bring the index to it; the files are written already.

    What the user staged on other paths stays staged.

    Returns:
        Whole sentences about what else the user should know.

    Raises:
        Overtaken: something was committed meanwhile; nothing was moved.
        GitTrouble: git cannot do it now.
    """
    git.audit()
    finish(git)
    return move(git, joined.ours, joined.commit) if joined.has_moved else ()


def _first(at: Desk, git: Git, theirs: str) -> Joined:
    """Take what the other side has where there is no commit here yet."""
    received = int(at.git.ask("rev-list", "--count", theirs, "--"))
    return Joined(ours="", commit=theirs, edits=edits_between(at, git, "", theirs), received=received)


def _commit(git: Git, crossed: Crossed, parents: tuple[str, str], signature: Signature) -> str:
    ours, theirs = parents
    out = git.run(
        *("commit-tree", crossed.tree, "-p", ours, "-p", theirs),
        text=signature.message(),
        env=author(git, signature.identity),
    )
    made = out.decode().strip()
    if not made:
        raise GitTrouble("Git made no commit of what both sides changed.")
    return made
