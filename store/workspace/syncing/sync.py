"""Bringing the vault in step with its other machines, one sync at a time, and where it stands towards them."""

import contextlib
from collections.abc import Callable, Iterator

from store.errors import Cancelled, GitTrouble, NeedsLogin, Offline, StoreError, Syncing
from store.history.driver import install
from store.history.merging.joining import Signature
from store.history.remote.network import Network, commit_at, never, unseen
from store.history.remote.remotes import Remote, branch_of, remote_of
from store.history.repository import Repository
from store.model.sync import Progress, Standing, Synced
from store.model.value import replace
from store.vault.lock import sole
from store.workspace.door import Workspace
from store.workspace.pending import pending
from store.workspace.syncing.finishing import Finished, finish_stopped, question
from store.workspace.syncing.intake import Intake, Tally, count, identity_of, name_of
from store.workspace.syncing.memory import Memory, recall, remember
from store.workspace.syncing.rounds import Rounds

LOCK = "afterword-syncing"
"""A file in git's own folder; its name is none of git's locks, which people remove."""


def sync(
    workspace: Workspace,
    *,
    watch: Callable[[Progress], None] = unseen,
    cancelled: Callable[[], bool] = never,
    accept: frozenset[str] = frozenset(),
    by_hand: bool = True,
) -> Synced:
    """Commit what is pending, fetch, merge, push; again where another machine was faster.

    Args:
        workspace: the open vault.
        watch: is told how far it is.
        cancelled: is asked again and again whether to stop.
        accept: words of what a person agreed to, such as `first-push`.
        by_hand: whether the user asked for it. One that runs by itself does not try again where a login was refused.

    Raises:
        Syncing: another Afterword is syncing.
        Offline: the other place cannot be reached.
        Overtaken: other machines were faster every time.
        NeedsLogin: it wants a password or a key.
        MustDecide: only a person can say whether to go on.
        Cancelled: the user stopped it; everything is whole.
        GitTrouble: git cannot do it now.
    """
    known = recall(workspace.machine, workspace.root)
    if known.login and not by_hand:
        raise NeedsLogin(known.login, known.command)
    prepared = prepare(workspace, accept)
    with opened(workspace) as (repository, remote):
        network = Network(git=repository.git, watch=watch, cancelled=cancelled)
        intake = Intake(workspace=workspace, repository=repository, network=network, accept=accept)
        intake.tally = Tally(decisions=set(prepared.decisions), paths=[*prepared.paths], notes=[*prepared.notes])
        rounds = Rounds(intake=intake, memory=known)
        try:
            done = rounds.go(remote)
        except StoreError as trouble:
            keep_trouble(workspace, rounds.memory, trouble)
            raise
        now = workspace.moment.now.isoformat()
        remember(
            workspace.machine,
            workspace.root,
            replace(rounds.memory, trouble="", login="", stands="", command="", last=now),
        )
    return done


def prepare(workspace: Workspace, accept: frozenset[str]) -> Finished:
    """See that plain git merges by meaning here, and finish a merge that it has stopped, if the user said yes to that.

    Raises:
        MustDecide: a merge is half done, and the user did not say yes.
        GitTrouble: git cannot be used now.
    """
    told = ""
    with contextlib.suppress(GitTrouble):  # what is wrong, the next lines say in better words
        told = install(Repository(workspace.root, trusted=workspace.trusted).git)
    asked = question(workspace)
    if asked is None:
        return Finished(notes=(told,) if told else ())
    if asked.word not in accept:
        raise asked
    return finish_stopped(workspace, Signature(identity=identity_of(workspace), machine=name_of(workspace)))


def keep_trouble(workspace: Workspace, memory: Memory, trouble: StoreError) -> None:
    """Remember why a sync did not end well, and whether a login was refused."""
    login, command = (trouble.reason, trouble.command) if isinstance(trouble, NeedsLogin) else ("", "")
    told = "" if isinstance(trouble, Cancelled) else str(trouble)
    stands = "offline" if isinstance(trouble, Offline) else "needs login" if login else ""
    kept = replace(memory, trouble=told, login=login, command=command, stands=stands)
    remember(workspace.machine, workspace.root, kept)


@contextlib.contextmanager
def opened(workspace: Workspace) -> Iterator[tuple[Repository, Remote | None]]:
    """Open the vault's repository for a sync that nobody else runs at the same time.

    Raises:
        Syncing: another Afterword is syncing.
        GitTrouble: git cannot be used now.
    """
    repository = Repository(workspace.root, trusted=workspace.trusted, machine=workspace.machine.called)
    obstacle = repository.obstacle()
    if obstacle:
        raise GitTrouble(obstacle)
    with contextlib.ExitStack() as held:
        try:
            alone = held.enter_context(sole(repository.git.home / LOCK))
        except OSError as error:
            raise GitTrouble(
                f"{repository.git.home} cannot be written: {error.strerror}. Nothing was synced."
            ) from error
        if not alone:
            raise Syncing
        yield repository, remote_of(repository.git)


def standing(workspace: Workspace) -> Standing:
    """Return where the vault stands towards its remote; asks no network, holds no lock and raises nothing of git's."""
    known = recall(workspace.machine, workspace.root)
    repository = Repository(workspace.root, trusted=workspace.trusted)
    try:
        repository.git.audit()
        return _standing(repository, known)
    except GitTrouble as trouble:
        return Standing(last=known.when, trouble=str(trouble))


def _standing(repository: Repository, known: Memory) -> Standing:
    git = repository.git
    remote = remote_of(git)
    waiting = len(pending(git, repository.root).paths)
    if remote is None:
        return Standing(branch=branch_of(git), pending=waiting, last=known.when, trouble=known.trouble)
    head, theirs = commit_at(git, "HEAD"), commit_at(git, remote.tracking)
    return Standing(
        remote=remote.name,
        branch=remote.branch,
        ahead=0 if head is None else count(git, f"{theirs}..{head}" if theirs else head),
        behind=0 if theirs is None else count(git, f"{head}..{theirs}" if head else theirs),
        pending=waiting,
        last=known.when,
        trouble=known.trouble,
        stands=known.stands,
    )


def foresee(
    workspace: Workspace, *, watch: Callable[[Progress], None] = unseen, cancelled: Callable[[], bool] = never
) -> tuple[Standing, tuple[str, ...]]:
    """Fetch only, and return where the vault would stand then, with the files of the vault that would change here.

    Raises:
        StoreError: as for `sync`.
    """
    if asked := question(workspace):
        raise asked
    with opened(workspace) as (repository, remote):
        git = repository.git
        if remote is None:
            return standing(workspace), ()
        theirs = Network(git=git, watch=watch, cancelled=cancelled).fetch(remote)
        head = commit_at(git, "HEAD")
        if theirs is None or head is None:
            return standing(workspace), ()
        out = git.ask("diff", "--name-only", "-z", "--no-renames", "--relative", f"{head}...{theirs}", "--", ".")
        paths = tuple(sorted(path for path in out.decode("utf-8", "surrogateescape").split("\0") if path))
    return standing(workspace), paths
