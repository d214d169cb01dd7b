"""Git on the network: fetch, push, look, clone. Nobody is asked anything, nothing hangs, and everything can be stopped.

The user's own ssh agent, keys and credential helpers work as in a shell; only asking is off. What a repository
names is not trusted: the way to it must be a known one, and nothing but the vault's own branch is fetched or pushed.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from store.errors import GitTrouble, Offline
from store.history.git import Git, is_in_environment
from store.history.locks import left_behind, remove
from store.history.remote.addresses import Address
from store.history.remote.refusals import Attempt, refusal, refused
from store.history.remote.remotes import BRANCH, Remote, look_at_folders
from store.history.remote.watched import Cancel, Limits, Ran, Watch, run_watched
from store.model.sync import Progress

SSH = "ssh -oBatchMode=yes -oConnectTimeout=10"
QUIET_RECEIVER = "git -c core.hooksPath=/dev/null -c gc.auto=0 -c receive.autogc=false receive-pack"
"""What takes a push into a folder of this machine: without the hooks that lie there."""
NO_SUCH_BRANCH = re.compile(r"couldn't find remote ref")
FASTER = re.compile(
    r"\[rejected\].*\((?:fetch first|non-fast-forward|stale info|already exists)|cannot lock ref|failed to update ref"
    r"|incorrect old value|reference already exists|failed to lock|unable to create .*\.lock"
)
"""Words by which a push tells that somebody else was faster, or is pushing right now."""
REFUSED = re.compile(r"\[remote rejected\].*?\((?P<why>.*)\)")


def unseen(_progress: Progress) -> None:
    """Watch nothing."""


def never() -> bool:
    """Tell that nobody wants to stop."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Git in one folder, on the network."""

    git: Git
    watch: Watch = unseen
    cancelled: Cancel = never
    limits: Limits = Limits()

    def fetch(self, remote: Remote) -> str | None:
        """Fetch the branch and return its commit; None where the other place has no such branch.

        Raises:
            Offline: it cannot be reached.
            NeedsLogin: it wants a password or a key.
            Cancelled: the user stopped it.
            GitTrouble: it refuses, or has no repository.
        """
        look_at_folders(remote.fetches)
        self.watch(Progress(doing="fetching"))
        whole = ("--unshallow",) if self._is_shallow() else ()
        arguments = (
            *("fetch", "--progress", "--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--refmap="),
            *("--no-write-fetch-head", *whole, "--end-of-options", remote.name),
            f"+{BRANCH}{remote.theirs}:{remote.tracking}",
        )
        ran = self._run(arguments, remote.ways)
        if ran.status and NO_SUCH_BRANCH.search(ran.error):
            return None
        self._check(ran, self._attempt("fetch", remote))
        return commit_at(self.git, remote.tracking)

    def branches(self, remote: Remote) -> tuple[str, ...]:
        """Return the names of the branches that the other place has.

        Raises:
            GitTrouble: as for `fetch`.
        """
        look_at_folders(remote.fetches)
        ran = self._run(("ls-remote", "--heads", "--end-of-options", remote.name), remote.ways)
        self._check(ran, self._attempt("fetch", remote))
        rows = (line.partition("\t")[2] for line in ran.out.splitlines())
        return tuple(row.removeprefix(BRANCH) for row in rows if row.startswith(BRANCH))

    def push(self, remote: Remote, commit: str) -> bool:
        """Push a commit to the branch, never by force; False where another machine was faster.

        Raises:
            Offline: the other place cannot be reached.
            NeedsLogin: it wants a password or a key.
            Cancelled: the user stopped it.
            GitTrouble: it refuses.
        """
        look_at_folders(remote.pushes)
        self.watch(Progress(doing="sending"))
        local = all(address.folder is not None for address in remote.pushes)
        receiver = (f"--receive-pack={QUIET_RECEIVER}",) if local else ()
        arguments = (
            *("push", "--progress", "--porcelain", "--no-follow-tags", "--no-signed"),
            *("--recurse-submodules=no", *receiver, "--end-of-options", remote.name),
            f"{commit}:{BRANCH}{remote.theirs}",
        )
        ran = self._run(arguments, remote.ways)
        said = f"{ran.out}\n{ran.error}"
        if ran.status and not ran.stopped and FASTER.search(said):
            return False
        if ran.status and not ran.stopped and (found := REFUSED.search(said)):
            raise refused(found["why"], said, self._attempt("push", remote))
        self._check(ran, self._attempt("push", remote))
        return True

    def clone(self, address: Address, folder: Path) -> None:
        """Clone into a new or empty folder; where it fails, git leaves nothing behind.

        Raises:
            Offline: the other place cannot be reached.
            NeedsLogin: it wants a password or a key.
            Cancelled: the user stopped it.
            GitTrouble: there is nothing to clone.
        """
        look_at_folders((address,), is_clone=True)
        self.watch(Progress(doing="fetching"))
        arguments = (
            *("clone", "--progress", "--no-recurse-submodules", "--template=", "--no-local", "--origin=origin"),
            *("--config=core.symlinks=false", "--no-tags", "--", address.url, str(folder)),
        )
        ran = self._run(arguments, address.way)
        attempt = Attempt(
            doing="clone",
            place=address.shown,
            login=f"git ls-remote {shlex.quote(address.shown)}",
            remembers=not address.way.startswith("http") or self._has_helper(),
        )
        self._check(ran, attempt)

    def _is_shallow(self) -> bool:
        return self.git.ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def _run(self, arguments: tuple[str, ...], ways: str) -> Ran:
        env = {"GIT_ALLOW_PROTOCOL": ways, **self._ssh()}
        before = self._locks()
        stopped = True
        try:
            ran = run_watched(
                self.git,
                (*self._careful(), *arguments),
                env,
                watch=self.watch,
                cancelled=self.cancelled,
                limits=self.limits,
            )
            stopped = bool(ran.stopped)
        finally:
            if stopped:  # git removes its locks when it is asked to end, but not when it is killed
                remove(tuple(lock for lock in self._locks() if lock not in before))
        return ran

    def _locks(self) -> tuple[Path, ...]:
        """Return the locks that lie in the repository while no git works on it."""
        try:
            home = self.git.home
        except GitTrouble:  # a clone has none yet
            return ()
        return left_behind(home, age=0)

    def _careful(self) -> tuple[str, ...]:
        return (
            *("-c", "http.lowSpeedLimit=1000", "-c", f"http.lowSpeedTime={self.limits.slow}"),
            *("-c", "transfer.bundleURI=false", "-c", "fetch.recurseSubmodules=false", "-c", "push.gpgSign=false"),
            *("-c", "transfer.credentialsInUrl=allow", "-c", "fetch.writeCommitGraph=false"),
        )

    def _ssh(self) -> dict[str, str]:
        """Return the ssh that never asks; the user's own one stays, and has no terminal to ask on either."""
        own = is_in_environment("GIT_SSH_COMMAND", "GIT_SSH") or self.git.ask("config", "core.sshCommand", fine=(0, 1))
        return {} if own else {"GIT_SSH_COMMAND": SSH}

    def _attempt(self, doing: str, remote: Remote) -> Attempt:
        name, where = remote.name, shlex.quote(str(self.git.folder))
        branches = shlex.quote(f"{remote.branch}:{remote.theirs}")
        asks = f"fetch {name}" if doing == "fetch" else f"push --dry-run {name} {branches}"
        addresses = remote.fetches if doing == "fetch" else remote.pushes
        return Attempt(
            doing=doing,
            place=addresses[0].shown,
            login=f"git -C {where} {asks}",
            remembers=not addresses[0].way.startswith("http") or self._has_helper(),
        )

    def _has_helper(self) -> bool:
        found = self.git.ask("config", "-z", "--get-regexp", r"^credential\.(.*\.)?helper$", fine=(0, 1))
        return any(row.partition(b"\n")[2].strip() for row in found.split(b"\0"))

    def _check(self, ran: Ran, attempt: Attempt) -> None:
        if ran.stopped:
            raise Offline(f"{attempt.place} does not answer, or much too slowly, so it was given up. {attempt.later}")
        if ran.status:
            raise refusal(ran.error, attempt)


def commit_at(git: Git, name: str) -> str | None:
    """Return the commit that a ref names; None where there is no such ref.

    Raises:
        GitTrouble: git says no.
    """
    return git.ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", fine=(0, 1)).decode().strip() or None
