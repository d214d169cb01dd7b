"""Joining two histories: for now only where one holds the other."""

from dataclasses import dataclass

from store.errors import GitTrouble
from store.history.git import Git
from store.model.change import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A merge that is made and not yet written."""

    commit: str
    edits: tuple[Edit, ...] = ()
    decisions: tuple[tuple[str, object], ...] = ()
    received: int = 0
    sent: int = 0
    notes: tuple[str, ...] = ()
    ours: str = ""


def join(git: Git, ours: str, theirs: str, *, accept: frozenset[str] = frozenset()) -> Joined:
    """Join two commits."""
    del accept
    if int(git.ask("rev-list", "--count", f"{theirs}..{ours}", "--")):
        raise GitTrouble("Merging is being built.")
    received = int(git.ask("rev-list", "--count", f"{ours}..{theirs}", "--"))
    top = Git(__import__("pathlib").Path(git.ask("rev-parse", "--show-toplevel").decode().strip()))
    out = git.ask("diff-tree", "-r", "-z", "--no-renames", "--name-only", ours, theirs).decode()
    edits = tuple(Edit(path=p, before=_blob(top, ours, p), after=_blob(top, theirs, p)) for p in out.split("\0") if p)
    return Joined(commit=theirs, edits=edits, received=received, ours=ours)


def _blob(git: Git, commit: str, path: str) -> bytes | None:
    if not git.ask("rev-parse", "--verify", "--quiet", f"{commit}:./{path}", fine=(0, 1)):
        return None
    return git.ask("cat-file", "--filters", f"{commit}:./{path}")


def settle(git: Git, joined: Joined) -> None:
    """Move the branch."""
    git.run("update-ref", "HEAD", joined.commit, joined.ours)
    git.run("read-tree", joined.commit)
    git.run("update-index", "-q", "--refresh")
