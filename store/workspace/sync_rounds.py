"""The rounds of one sync: commit, fetch, merge, push, and again where another machine or program was faster.

The vault's lock is held only while files are written and the branch moves, so that nobody waits for a network; what
others write in between is committed and merged in another round.
"""

import contextlib
from dataclasses import dataclass, field, replace

from store.errors import Cancelled, ChangedUnderneath, GitTrouble, Overtaken, StoreError
from store.history.git import Git
from store.history.joining import Joined, Signature, join, settle
from store.history.network import Network, commit_at
from store.history.remotes import BRANCH, Remote, top_of
from store.history.repository import Repository
from store.model.sync import Progress, Synced
from store.text.settings import read_settings
from store.vault.keeping import clean
from store.vault.layout import SETTINGS
from store.vault.lock import vault_lock
from store.workspace.conflicts import marked_paths, repairing
from store.workspace.door import Workspace, told, write_all
from store.workspace.pending import commit_pending, is_own
from store.workspace.sync_memory import Memory
from store.workspace.sync_questions import (
    REWRITTEN,
    ask_about_first_push,
    ask_about_missing_branch,
    ask_about_rewriting,
    foreign_in_the_way,
)

ROUNDS = 5
"""How often a push is tried again, since another machine was faster."""
NO_REMOTE = (
    "This vault has no other place yet, so there is nothing to sync with; everything is saved here. "
    "`git remote add origin ADDRESS` names one: a private repository at a host, on a server of your own, or on a stick."
)


@dataclass(slots=True, kw_only=True)
class Rounds:
    """One sync."""

    workspace: Workspace
    repository: Repository
    network: Network
    accept: frozenset[str]
    memory: Memory
    received: int = 0
    sent: int = 0
    decisions: int = 0
    paths: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def go(self, remote: Remote | None) -> Synced:
        """Do it."""
        self.network.watch(Progress(doing="committing"))
        self._commit()
        self._repair()
        if remote is None:
            return Synced(notes=(*self.notes, NO_REMOTE))
        for number in range(1, ROUNDS + 1):
            theirs = self._fetched(remote)
            if theirs:
                self._take_in(theirs)
                self._repair()
            if self._pushed(remote, theirs):
                return self._synced(remote, number)
            self._stop()
        raise Overtaken(
            f"Other machines sent something to {remote.shown} each of {ROUNDS} times, a moment before this one. What "
            "they sent is taken in; what was written here is saved, and goes with the next sync."
        )

    def _synced(self, remote: Remote, rounds: int) -> Synced:
        if any(address.is_open for address in remote.pushes):
            self.note(f"The way to {remote.shown} is not encrypted: others on it can read your notes. https or ssh is.")
        return Synced(
            received=self.received,
            sent=self.sent,
            paths=tuple(sorted(set(self.paths))),
            decisions=self.decisions,
            notes=tuple(self.notes),
            rounds=rounds,
            remote=remote.name,
        )

    def note(self, sentence: str) -> None:
        """Keep a sentence for the user, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _stop(self) -> None:
        if self.network.cancelled():
            raise Cancelled

    def _commit(self) -> None:
        """Commit what an editor changed, late writers of earlier merges included."""
        with vault_lock(self.workspace.root):
            for kept in clean(top_of(self.repository.git)):
                self.note(told(kept))
            self._commit_pending()

    def _commit_pending(self) -> None:
        for sentence in commit_pending(self.repository, identity_of(self.workspace), self.accept):
            self.note(sentence)

    def _repair(self) -> None:
        """Take out the conflict markers that another machine, or a merge by line here, has committed."""
        paths = marked_paths(self.repository.git)
        if paths:
            applied = self.workspace.apart().carry_out(repairing(paths))
            self.paths += applied.paths
            if applied.paths:
                self.note(f"{applied.sentence}.")

    def _fetched(self, remote: Remote) -> str | None:
        """Fetch, and look whether what is there now still holds what was there before."""
        self._stop()
        git = self.repository.git
        before = commit_at(git, remote.seen) or commit_at(git, remote.tracking)
        theirs = self.network.fetch(remote)
        if theirs is None:
            others = self.network.branches(remote)
            ask_about_missing_branch(remote, others, known=before is not None, accept=self.accept)
        elif before and (lost := count(git, f"{theirs}..{before}")):
            if REWRITTEN not in self.accept:
                ask_about_rewriting(remote, lost)
            git.run("update-ref", remote.seen, theirs)
        return theirs

    def _take_in(self, theirs: str) -> None:
        """Merge what came: files first, the branch second, so that a crash in between leaves nothing lost."""
        for attempt in range(1, ROUNDS + 1):
            self._stop()
            ours = self._head()
            if not count(self.repository.git, f"{ours}..{theirs}"):
                return
            self.network.watch(Progress(doing="merging"))
            joined = join(self.repository.git, ours, theirs, accept=self.accept, signature=self._signature())
            try:
                if self._written(joined):
                    self._count(joined)
                    return
            except ChangedUnderneath as changed:
                self._look_at_foreign(changed.path)
                if attempt == ROUNDS:
                    raise
            except Overtaken:
                if attempt == ROUNDS:
                    raise
        raise Overtaken("Other programs kept changing this vault meanwhile. Nothing is lost; the next sync goes on.")

    def _signature(self) -> Signature:
        return Signature(identity=identity_of(self.workspace), machine=name_of(self.workspace))

    def _written(self, joined: Joined) -> bool:
        """Write a merge and move the branch, if the vault still is as it was when the merge was made."""
        git = self.repository.git
        with vault_lock(self.workspace.root):
            self._commit_pending()
            if self._head() != joined.ours:
                return False
            top = top_of(git)
            write_all(top, joined.edits)
            try:
                notes = settle(git, joined)
            except GitTrouble:
                if commit_at(git, "HEAD") == joined.ours:  # else only the index is behind, which the next sync mends
                    with contextlib.suppress(StoreError):
                        write_all(top, [replace(e, before=e.after, after=e.before) for e in reversed(joined.edits)])
                raise
        for sentence in notes:
            self.note(sentence)
        return True

    def _count(self, joined: Joined) -> None:
        self.received += joined.received
        self.decisions += len(joined.decisions)
        prefix = self._prefix()
        self.paths += [e.path.removeprefix(prefix) for e in joined.edits if e.path.startswith(prefix)]
        for sentence in joined.notes:
            self.note(sentence)

    def _look_at_foreign(self, path: str) -> None:
        prefix = self._prefix()
        if not path.startswith(prefix) or not is_own(path.removeprefix(prefix)):
            raise foreign_in_the_way(path)

    def _pushed(self, remote: Remote, theirs: str | None) -> bool:
        """Push; False where another machine was faster."""
        self._stop()
        head = self._head()
        waiting = count(self.repository.git, head if theirs is None else f"{theirs}..{head}")
        if waiting:
            ask_about_first_push(remote, self.memory, self.accept)
            if not self.network.push(remote, head):
                return False
            self.sent += waiting
            for address in remote.pushes:
                self.memory = self.memory.with_host(address.host)
        git = self.repository.git
        git.run("update-ref", remote.tracking, head if waiting else theirs or head)
        git.run("update-ref", remote.seen, head if waiting else theirs or head)
        if not remote.is_upstream:
            git.run("config", "--local", f"branch.{remote.branch}.remote", remote.name)
            git.run("config", "--local", f"branch.{remote.branch}.merge", BRANCH + remote.theirs)
        return True

    def _head(self) -> str:
        head = commit_at(self.repository.git, "HEAD")
        if head is None:
            raise GitTrouble("Nothing could be committed yet, so there is nothing to sync.")
        return head

    def _prefix(self) -> str:
        return self.repository.git.ask("rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip("\n")


def identity_of(workspace: Workspace) -> tuple[str, str]:
    """Return who commits where git's own settings name nobody, read from the file, so that any thread may ask."""
    try:
        settings, _ = read_settings((workspace.root / SETTINGS).read_bytes())
    except OSError:
        return "", ""
    return settings.name, settings.email


def name_of(workspace: Workspace) -> str:
    """Return what this machine is called in the history."""
    return workspace.machine.called


def count(git: Git, commits: str) -> int:
    """Return how many commits a range holds."""
    return int(git.ask("rev-list", "--count", commits, "--"))
