"""Finishing a merge that plain git has stopped, once the user said yes: files first, the commit second."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.errors import MustDecide
from store.history.git import Git
from store.history.merging import stopped
from store.history.merging.joining import Signature
from store.vault.lock import vault_lock
from store.vault.writing import write_all
from store.workspace.arriving import Open, left_open
from store.workspace.door import Workspace, displaced
from store.workspace.kept import Keeping, Text

WORD = stopped.WORD
"""What stands for the yes: `afterword sync --accept stopped-merge`."""

DURING = "A merge finished, where git had stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A merge that was finished."""

    paths: tuple[str, ...] = ()
    """Files that were written, from the repository's top folder."""
    decisions: frozenset[Open] = frozenset()
    """What a person should decide, and where."""
    notes: tuple[str, ...] = ()
    """Whole sentences about what else the user should know."""


def question(workspace: Workspace) -> MustDecide | None:
    """Return the question that a stopped merge asks; None where no merge is half done.

    Raises:
        GitTrouble: there is no repository, or git is off for it.
    """
    git = Git(workspace.root, trusted=workspace.trusted)
    git.audit()
    return stopped.ask(git) if stopped.is_stopped(git) else None


def finish_stopped(workspace: Workspace, signature: Signature = stopped.NOBODY) -> Finished:
    """Finish the merge that is half done.

    Whatever dies in between leaves the merge half done, with some files merged already; doing it again ends it.

    Raises:
        GitTrouble: there is none, or only a person can settle it; nothing was touched.
        ChangedUnderneath: another program wrote at the same time; the merge is half done as before.
    """
    git = Git(workspace.root, trusted=workspace.trusted)
    with vault_lock(workspace.root):
        finish = stopped.plan(git)
        # Git holds both sides of the merge, and not what it made of them with its markers and the user after it.
        keeping = Keeping(workspace.machine, workspace.root, DURING)
        keeping.keep(of_vault(displaced(finish.edits), git.prefix), is_merged=True)
        write_all(git.top, finish.edits)
        stopped.conclude(git, finish, signature)
    return Finished(
        paths=tuple(edit.path for edit in finish.edits),
        decisions=frozenset(finish.decisions) | left_open(finish.edits),
        notes=(*finish.notes, *filter(None, (keeping.trouble,))),
    )


def of_vault(texts: Iterable[Text], prefix: str) -> Iterator[Text]:
    """Yield the texts of files that are the vault's own, with their paths in it."""
    return ((path.removeprefix(prefix), data) for path, data in texts if path.startswith(prefix))
