"""Earlier versions of files, and files that are gone: where in the history they are, and their bytes."""

from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, GitTrouble
from store.history.git import Git
from store.history.past.log import Revision, blob, followed, known, revisions
from store.history.past.undo import FAR, on_disk
from store.model.trust import NO_TRUST, Trust

DELETED_FAR = 500
"""Commits with deletions to look through at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A file that is gone, and the commit that took it away."""

    path: str
    revision: Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a file was at a revision."""

    path: str
    """Its name then."""
    data: bytes
    revision: Revision


def deleted(root: Path, limit: int = DELETED_FAR, *, trusted: Trust = NO_TRUST) -> tuple[Deleted, ...]:
    """Return the files that were deleted and are not there now, the last one first; renamed ones are not gone.

    Raises:
        GitTrouble: git says no.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    found: dict[str, Deleted] = {}
    for revision in revisions(
        git, "-M", "--full-history", "--no-merges", "--diff-filter=D", f"--max-count={limit}", "--", "."
    ):
        for one in revision.touched:
            if not one.is_odd and one.path not in found and on_disk(root, one.path) is None:
                found[one.path] = Deleted(path=one.path, revision=revision)
    return tuple(found.values())


def version_at(root: Path, path: str, ident: str, *, trusted: Trust = NO_TRUST) -> Version:
    """Return what a file was at a revision, under the name that it had then; a deletion gives what it deleted.

    Args:
        root: the vault's folder.
        path: its name now, or the last that it had.
        ident: the id of a commit, or HEAD.
        trusted: what the user said of this repository's settings.

    Raises:
        BadRequest: the file was not there then.
        GitTrouble: there is no such revision, or git is off.
    """
    git = Git(root, trusted=trusted)
    git.audit()
    revision = revisions(git, "--no-walk", known(git, ident), "--")[0]
    found = _at(git, path, revision.id)
    if found is None and not revision.is_first and any(t.path == path and not t.new for t in revision.touched):
        found = _at(git, path, f"{revision.id}^")
    if found is None:
        names = dict.fromkeys(p for r in followed(git, path, FAR) for p in r.paths)
        found = next((v for name in names if name != path and (v := _at(git, name, revision.id))), None)
    if found is None:
        raise BadRequest(f"{path} was not there at {ident[:12]}. `afterword history` lists what happened to it.")
    return Version(path=found[0], data=found[1], revision=revision)


def _at(git: Git, path: str, revision: str) -> tuple[str, bytes] | None:
    """Return a file's name and bytes at a revision, None where it was no file then."""
    listing = git.ask("ls-tree", "-z", revision, "--", path).decode("utf-8", "surrogateescape")
    if not listing:
        return None
    mode, kind, _ = listing.split(" ", 2)
    if kind != "blob" or not mode.startswith("100"):
        raise GitTrouble(f"{path} was no plain file then; such things are left alone.")
    return path, blob(git, revision, path)
