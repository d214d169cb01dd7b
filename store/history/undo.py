"""Taking back the last change, and taking that back again: plans as values, carried out by the one writer.

An undo is a new commit that names what it takes back, so doing it again walks further back and history stays whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, EditedLater, GitTrouble
from store.history.git import Git
from store.history.log import Revision, blob, revisions
from store.history.trailers import REDOES, UNDOES, WORK
from store.model.change import Change, Edit

FAR = 1000
"""Commits to look through at most."""
LINK, SUBMODULE = "120000", "160000"

Merge = Callable[[bytes, bytes, bytes], bytes | None]
"""Merge of (base, ours, theirs); None where both sides changed the same lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """What takes back a commit: the change, and what its own commit must say."""

    revision: Revision
    """The commit that is taken back."""
    change: Change
    trailers: dict[str, str]
    """For `Repository.commit`, so that the next undo or redo goes on from here."""


def plan_undo(root: Path, merge: Merge | None = None, *, trusted: bool = False) -> TakingBack:
    """Plan to take back the last change that Afterword made and that is not taken back yet.

    Args:
        root: the vault's folder.
        merge: how to keep later edits of the same file; None = a file edited later is refused.
        trusted: whether the user trusts this repository's settings.

    Raises:
        BadRequest: there is nothing to take back.
        EditedLater: a file was edited later, in a way that this would overwrite.
        GitTrouble: git says no.
    """
    git, commits = _past(root, trusted=trusted)
    cancelled = {revision.redoes for revision in commits if revision.redoes}
    undone = {revision.undoes for revision in commits if revision.undoes and revision.id not in cancelled}
    for revision in commits:
        if revision.work == "change" and revision.id not in undone and not revision.is_first:
            edits = tuple(_edits(git, root, revision, merge))
            if edits:  # else its files are by other ways as they were before it
                change = Change(sentence=f"Take back: {revision.sentence}", edits=edits)
                return TakingBack(revision=revision, change=change, trailers={WORK: "undo", UNDOES: revision.id})
    raise BadRequest("There is no change of Afterword's to take back.")


def plan_redo(root: Path, merge: Merge | None = None, *, trusted: bool = False) -> TakingBack:
    """Plan to do again what the last undo took back, as long as nothing else was changed since.

    Raises:
        BadRequest: there is nothing to do again.
        EditedLater: a file was edited later, in a way that this would overwrite.
        GitTrouble: git says no.
    """
    git, commits = _past(root, trusted=trusted)
    cancelled = {revision.redoes for revision in commits if revision.redoes}
    own = (r for r in commits if r.work in ("change", "undo") and r.id not in cancelled)
    revision = next(own, None)
    if revision is None or revision.work != "undo":
        raise BadRequest("There is nothing to do again: the last change was not an undo.")
    sentence = revision.sentence.removeprefix("Take back: ")
    edits = tuple(_edits(git, root, revision, merge))
    change = Change(sentence=f"Do again: {sentence}", edits=edits)
    return TakingBack(revision=revision, change=change, trailers={WORK: "redo", REDOES: revision.id})


def _past(root: Path, *, trusted: bool) -> tuple[Git, tuple[Revision, ...]]:
    git = Git(root, trusted=trusted)
    git.audit()
    return git, revisions(git, "--first-parent", f"--max-count={FAR}", "--", ".")


def _edits(git: Git, root: Path, revision: Revision, merge: Merge | None) -> Iterator[Edit]:
    for path in reversed(revision.paths):
        made = _version(git, revision.id, path)
        earlier = _version(git, f"{revision.id}^", path)
        now = _on_disk(root, path)
        if now == earlier:
            continue
        after = earlier if now == made else _merged(path, revision, (made, now, earlier), merge)
        yield Edit(path=path, before=now, after=after)


def _merged(
    path: str,
    revision: Revision,
    versions: tuple[bytes | None, bytes | None, bytes | None],
    merge: Merge | None,
) -> bytes:
    made, now, earlier = versions
    if merge and made is not None and now is not None and earlier is not None:
        merged = merge(made, now, earlier)
        if merged is not None:
            return merged
    raise EditedLater(path, revision.sentence)


def _version(git: Git, revision: str, path: str) -> bytes | None:
    """Return a file's bytes at a revision, or None where it was not there."""
    if revision.endswith("^") and not git.ask("rev-parse", "--verify", "--quiet", revision, fine=(0, 1)):
        return None
    listing = git.ask("ls-tree", "-z", revision, "--", path).decode("utf-8", "surrogateescape")
    if not listing:
        return None
    if listing.startswith((LINK, SUBMODULE)):
        raise GitTrouble(f"{path} was a link or a submodule then; such things are left alone.")
    return blob(git, revision, path)


def _on_disk(root: Path, path: str) -> bytes | None:
    place = root / path
    if place.is_symlink():
        raise GitTrouble(f"{path} is a link by now; links are left alone.")
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GitTrouble(f"{path} cannot be read: {error.strerror}.") from error
