"""Taking back a change, and taking that back again: plans as values, carried out by the one writer.

An undo is a new commit that names what it takes back, so doing it again walks further back and history stays whole.
“The last change” is the last one of this machine: what came in from others by a merge is theirs to take back. All of
the history is walked, since after a fast-forward our own commits are on a side of it, each before those it builds on,
since clocks of several machines say nothing about what came first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from store.errors import BadRequest, EditedLater, GitTrouble
from store.history.git import Git
from store.history.past.log import Revision, blob, deeds, known, revisions
from store.history.past.moved import where_now
from store.history.past.touched import Touched, touched_by
from store.history.trailers import REDOES, UNDOES, WORK
from store.model.change import Change, Edit
from store.model.trust import NO_TRUST, Trust

FAR = 1000
"""Commits of ours to look through at most."""
TAKEN_BACK = "Take back: "

Merge = Callable[[bytes, bytes, bytes, str], bytes | None]
"""Merge of (base, ours, theirs, path); None where a person would have to decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """What takes back a commit: the change, and what its own commit must say."""

    revision: Revision
    """The commit that is taken back."""
    change: Change
    trailers: dict[str, str]
    """For `Repository.commit`, so that the next undo or redo goes on from here."""


class Past:
    """What Afterword did on this machine, as far as the history tells."""

    def __init__(self, root: Path, machine: str = "", *, trusted: Trust = NO_TRUST) -> None:
        """Read it.

        Args:
            root: the vault's folder.
            machine: the name of this machine; commits that name none count as its own.
            trusted: what the user said of this repository's settings.

        Raises:
            GitTrouble: git says no.
        """
        self.root = root
        self.git = Git(root, trusted=trusted)
        self.git.audit()
        self._deeds = deeds(self.git, FAR)
        self._own = tuple(r for r in self._deeds if r.machine in ("", machine))
        self._redone = {r.redoes for r in self._deeds if r.redoes}
        self._undone = {r.undoes for r in self._deeds if r.undoes and r.id not in self._redone}

    def undoable(self) -> Iterator[Revision]:
        """Yield the changes that can be taken back, the last one first."""
        for revision in self._own:
            if revision.work == "change" and revision.id not in self._undone and not revision.is_first:
                yield revision

    def redoable(self) -> Revision | None:
        """Return the undo that comes next in being done again; None after anything else was changed."""
        last = next((r for r in self._own if r.work in ("change", "undo") and r.id not in self._redone), None)
        return last if last is not None and last.work == "undo" else None

    def named(self, ident: str) -> Revision:
        """Return any commit that can be taken back, by its id.

        Raises:
            BadRequest: it cannot.
            GitTrouble: there is none.
        """
        found = revisions(self.git, "--no-walk", known(self.git, ident), "--")
        revision = found[0]
        if revision.is_merge:
            raise BadRequest("That joins two lines of work; it cannot be taken back as a whole.")
        if revision.is_first:
            raise BadRequest("Nothing came before that, so it cannot be taken back.")
        if revision.id in self._undone:
            raise BadRequest(f"“{revision.sentence}” is taken back already. `afterword redo` does it again.")
        return revision


def plan_undo(
    root: Path, merge: Merge | None = None, *, machine: str = "", ident: str = "", trusted: Trust = NO_TRUST
) -> TakingBack:
    """Plan to take back the last change of this machine that is not taken back yet, or the one that is named.

    Args:
        root: the vault's folder.
        merge: how to keep later edits of the same file; None = a file edited later is refused.
        machine: the name of this machine.
        ident: the id of a commit; empty = the last change.
        trusted: what the user said of this repository's settings.

    Raises:
        BadRequest: there is nothing to take back.
        EditedLater: a file was edited later, in a way that this would overwrite.
        GitTrouble: git says no.
    """
    past = Past(root, machine, trusted=trusted)
    for revision in (past.named(ident),) if ident else past.undoable():
        edits = _edits(past, revision, merge)
        if edits:  # else its files are by other ways as they were before it
            change = Change(sentence=f"{TAKEN_BACK}{revision.sentence}", edits=edits)
            return TakingBack(revision=revision, change=change, trailers={WORK: "undo", UNDOES: revision.id})
    raise BadRequest(
        "Its files are as they were before it already." if ident else "There is no change of Afterword's to take back."
    )


def plan_redo(root: Path, merge: Merge | None = None, *, machine: str = "", trusted: Trust = NO_TRUST) -> TakingBack:
    """Plan to do again what the last undo took back, as long as nothing else was changed here since.

    Raises:
        BadRequest: there is nothing to do again.
        EditedLater: a file was edited later, in a way that this would overwrite.
        GitTrouble: git says no.
    """
    past = Past(root, machine, trusted=trusted)
    revision = past.redoable()
    if revision is None:
        raise BadRequest("There is nothing to do again: the last change was not an undo.")
    sentence = revision.sentence.removeprefix(TAKEN_BACK)
    change = Change(sentence=f"Do again: {sentence}", edits=_edits(past, revision, merge))
    return TakingBack(revision=revision, change=change, trailers={WORK: "redo", REDOES: revision.id})


def undoable(root: Path, limit: int, *, machine: str = "", trusted: Trust = NO_TRUST) -> tuple[Revision, ...]:
    """Return the changes that can be taken back one after another, the last one first.

    Raises:
        GitTrouble: git says no.
    """
    found = Past(root, machine, trusted=trusted).undoable()
    return tuple(revision for revision, _ in zip(found, range(limit), strict=False))


def _edits(past: Past, revision: Revision, merge: Merge | None) -> tuple[Edit, ...]:
    found = (_edit(past, revision, one, merge) for one in reversed(touched_by(past.git, revision.id)))
    return tuple(edit for edit in found if edit is not None)


def _edit(past: Past, revision: Revision, one: Touched, merge: Merge | None) -> Edit | None:
    """Return what takes back one file's part of a commit; None where the file is as it was before."""
    if one.is_odd:
        raise GitTrouble(f"{one.path} was a link or a submodule then; such things are left alone.")
    made = blob(past.git, revision.id, one.path) if one.new else None
    earlier = blob(past.git, f"{revision.id}^", one.path) if one.old else None
    path, now = one.path, on_disk(past.root, one.path)
    if now is None and made is not None and (moved := where_now(past.git, past.root, revision.id, path, made)):
        path, now = moved, on_disk(past.root, moved)
    if now == earlier:
        return None
    if now == made:
        return Edit(path=path, before=now, after=earlier)
    if merge and made is not None and now is not None and earlier is not None:
        merged = merge(made, now, earlier, path)
        if merged is not None and merged != now:
            return Edit(path=path, before=now, after=merged)
    raise EditedLater(path, revision.sentence)


def on_disk(root: Path, path: str) -> bytes | None:
    """Return a file's bytes as they are now, None where there is none.

    Raises:
        GitTrouble: it is a link, or cannot be read.
    """
    place = root / path
    if place.is_symlink():
        raise GitTrouble(f"{path} is a link by now; links are left alone.")
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GitTrouble(f"{path} cannot be read: {error.strerror}.") from error
