"""Looking back: which file is meant, what is not committed, what a revision changed, what is gone or can be undone."""

from store.errors import Ambiguous, NotFound
from store.history.past.log import Revision
from store.history.past.restoring import Deleted
from store.model.change import Change
from store.text import diff
from store.vault.layout import Kind, ident_of, kind_of
from store.workspace.door import Workspace


def path_meant(workspace: Workspace, part: str) -> str:
    """Return the file that is meant: an opportunity, else a draft, else a path, also of a file that is gone.

    Raises:
        NotFound: nothing fits.
        Ambiguous: several do.
        GitTrouble: the history is needed and cannot be read.
    """
    if is_path(workspace, part):
        return part
    try:
        return workspace.snapshot().path_meant(part)
    except NotFound as missing:
        gone = gone_as(deleted(workspace), part)
        if not gone:
            raise missing from None
        return gone.path


def is_path(workspace: Workspace, part: str) -> bool:
    """Tell whether a text is the path of a file of the vault, as it is written."""
    inside = not part.startswith("/") and ".." not in part.split("/") and "\0" not in part
    return bool(part) and inside and (workspace.root / part).is_file()


def gone_as(gone: tuple[Deleted, ...], part: str, *, only_exact: bool = False) -> Deleted | None:
    """Return the deleted file that is meant: by its path, its id, or any part of the path; None where none fits.

    Args:
        gone: the deleted files, the last one first.
        part: what was typed.
        only_exact: whether a part of the path is not enough.

    Raises:
        Ambiguous: several do.
    """
    folded = part.casefold()
    exact = [one for one in gone if part in (one.path, ident_of(one.path))]
    if exact or only_exact:
        return exact[0] if exact else None
    close = [one for one in gone if folded and folded in one.path.casefold()]
    if len(close) > 1:
        raise Ambiguous("deleted file", part, tuple(one.path for one in close))
    return close[0] if close else None


def deleted(workspace: Workspace) -> tuple[Deleted, ...]:
    """Return the vault's files that were deleted, the last one first.

    Raises:
        GitTrouble: there is no history, or git is off.
    """
    from store.history.past.restoring import deleted as found

    return tuple(one for one in found(workspace.root, trusted=workspace.trusted) if kind_of(one.path) is not Kind.OTHER)


def uncommitted(workspace: Workspace, path: str | None = None) -> Change:
    """Return what is not committed yet as a change of the last commit.

    Raises:
        GitTrouble: there is no history, or git is off.
    """
    from store.history.pending import pending

    paths = None if path is None else (path,)
    return Change(sentence="not committed yet", edits=pending(workspace.root, paths, trusted=workspace.trusted))


def difference(workspace: Workspace, revision: str, *paths: str) -> str:
    """Return what a revision changed, as a unified diff; of a file that was renamed later, under its name then.

    Raises:
        GitTrouble: there is no such revision.
    """
    from store.history.past.log import difference as found

    text = found(workspace.root, revision, *paths, trusted=workspace.trusted)
    if text or len(paths) != 1:
        return text
    then = next((r for r in workspace.history(paths[0]) if r.id.startswith(revision)), None)
    return found(workspace.root, revision, *then.paths, trusted=workspace.trusted) if then else ""


def as_diff(change: Change) -> str:
    """Return a change as a unified diff."""
    return diff.unified(change)


def undoable(workspace: Workspace, limit: int = 20) -> tuple[Revision, ...]:
    """Return the changes that undo takes back one after another, the last one first.

    Raises:
        GitTrouble: there is no history, or git is off.
    """
    from store.history.past.undo import undoable as found

    return found(workspace.root, limit, machine=workspace.machine.called, trusted=workspace.trusted)
