"""Bringing the vault in step with its other machines: commit, fetch, merge, push."""

from collections.abc import Callable

from store.errors import GitTrouble
from store.model.sync import Progress, Standing, Synced
from store.workspace.door import Workspace


def unseen(_progress: Progress) -> None:
    """Watch nothing."""


def never() -> bool:
    """Tell that nobody wants to stop."""
    return False


def sync(
    workspace: Workspace,
    *,
    watch: Callable[[Progress], None] = unseen,
    cancelled: Callable[[], bool] = never,
    accept: frozenset[str] = frozenset(),
) -> Synced:
    """Commit what is pending, fetch, merge, push; again where another machine was faster.

    Args:
        workspace: the open vault.
        watch: is told how far it is.
        cancelled: is asked again and again whether to stop.
        accept: words of what a person agreed to, such as `first-push`.

    Raises:
        Busy: another Afterword is syncing.
        Offline: the other place cannot be reached.
        NeedsLogin: it wants a password or a key.
        MustDecide: only a person can say whether to go on.
        Cancelled: the user stopped it.
        GitTrouble: git cannot do it now.
    """
    raise GitTrouble("Sync is being built.")


def standing(workspace: Workspace) -> Standing:
    """Return where the vault stands towards its remote; asks no network and takes some milliseconds."""
    raise GitTrouble("Sync is being built.")
