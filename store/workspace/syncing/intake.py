"""What a sync does in the vault itself: commits what is pending, mends what arrived broken, merges what came.

The vault's lock is held only while files are written and the branch moves, so that nobody waits for a network; what
others write in between is committed and merged in another round.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from store.errors import Cancelled, ChangedUnderneath, GitTrouble, Overtaken, StoreError
from store.history.git import Git
from store.history.merging.joining import Joined, Signature, join, settle
from store.history.remote.network import Network, commit_at
from store.history.repository import Repository
from store.model.change import Edit
from store.model.sync import Progress
from store.model.value import replace
from store.text.settings import read_settings
from store.vault.keeping import clean
from store.vault.layout import SETTINGS
from store.vault.lock import vault_lock
from store.vault.writing import write_all
from store.workspace.arriving import Open, arrived, left_open
from store.workspace.door import Workspace, told
from store.workspace.pending import commit_pending, is_own
from store.workspace.syncing.conflicts import marked_paths, repairing
from store.workspace.syncing.questions import foreign_in_the_way

ATTEMPTS = 5
"""How often a merge is made again, since another program wrote meanwhile."""
SOME = 20
"""Files between two words about how far the writing is."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a sync did until now."""

    received: int = 0
    sent: int = 0
    decisions: set[Open] = field(default_factory=set)
    paths: list[str] = field(default_factory=list)
    """Relative to the vault, with `/`."""
    before: dict[str, bytes | None] = field(default_factory=dict)
    """What the files were in which something changed."""
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        """Keep a sentence for the user, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)


@dataclass(slots=True, kw_only=True)
class Intake:
    """The vault's side of one sync."""

    workspace: Workspace
    repository: Repository
    network: Network
    accept: frozenset[str]
    tally: Tally = field(default_factory=Tally)

    def stop(self) -> None:
        """Stop if the user wants that: everything is whole here.

        Raises:
            Cancelled: it is so.
        """
        if self.network.cancelled():
            raise Cancelled

    def commit(self) -> None:
        """Commit what an editor changed, late writers of earlier merges included.

        Raises:
            MustDecide: many opportunities are gone at once.
            GitTrouble: it cannot be committed now.
        """
        with vault_lock(self.workspace.root):
            for kept in clean(self.repository.git.top):
                self.tally.note(told(kept))
            self._commit_pending()

    def _commit_pending(self) -> None:
        for sentence in commit_pending(self.repository, identity_of(self.workspace), self.accept):
            self.tally.note(sentence)

    def repair(self) -> None:
        """Take out the conflict markers that another machine, or a merge by line here, has committed."""
        paths = marked_paths(self.repository.git)
        if paths:
            self.tally.before = {path: self._now(path) for path in paths} | self.tally.before
            applied = self.workspace.apart().carry_out(repairing(paths))
            self.tally.paths += applied.paths
            if applied.paths:
                self.tally.note(f"{applied.sentence}.")

    def take_in(self, theirs: str) -> None:
        """Merge what came: files first, the branch second, so that a crash in between leaves nothing lost.

        Raises:
            MustDecide: only a person can say whether that is meant.
            ChangedUnderneath: another program kept writing.
            Overtaken: something was committed again and again.
            GitTrouble: git cannot do it.
        """
        for attempt in range(1, ATTEMPTS + 1):
            self.stop()
            ours = self.head()
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
                if attempt == ATTEMPTS:
                    raise
            except Overtaken:
                if attempt == ATTEMPTS:
                    raise
        raise Overtaken("Other programs kept changing this vault meanwhile. Nothing is lost; the next sync goes on.")

    def _signature(self) -> Signature:
        return Signature(identity=identity_of(self.workspace), machine=name_of(self.workspace))

    def _written(self, joined: Joined) -> bool:
        """Write a merge and move the branch, if the vault still is as it was when the merge was made."""
        git = self.repository.git
        with vault_lock(self.workspace.root):
            self._commit_pending()
            if self.head() != joined.ours:
                return False
            top = git.top
            write_all(top, joined.edits, self._watching(len(joined.edits)))
            try:
                notes = settle(git, joined)
            except GitTrouble:
                if commit_at(git, "HEAD") == joined.ours:  # else only the index is behind, which the next sync mends
                    with contextlib.suppress(StoreError):
                        write_all(top, [replace(e, before=e.after, after=e.before) for e in reversed(joined.edits)])
                raise
        for sentence in notes:
            self.tally.note(sentence)
        return True

    def _watching(self, total: int) -> Callable[[int], None]:
        """Return what tells how many files are written, now and then."""

        def told_of(done: int) -> None:
            if done % SOME == 0:
                self.network.watch(Progress(doing="writing", done=done, total=total))

        return told_of

    def _count(self, joined: Joined) -> None:
        self.tally.received += joined.received
        prefix = self.repository.git.prefix
        edits = [replace(e, path=e.path.removeprefix(prefix)) for e in joined.edits if e.path.startswith(prefix)]
        self.tally.paths += [edit.path for edit in edits]
        self.tally.decisions |= {(path.removeprefix(prefix), one) for path, one in joined.decisions}
        self.tally.before = {edit.path: edit.before for edit in edits} | self.tally.before
        for sentence in joined.notes:
            self.tally.note(sentence)

    def news(self) -> tuple[str, ...]:
        """Return in sentences what is not as it was before, and see what there is to decide in it."""
        edits = [Edit(path=p, before=data, after=self._now(p)) for p, data in self.tally.before.items()]
        edits = [edit for edit in edits if edit.before != edit.after]
        self.tally.decisions |= left_open(edits)
        try:
            return arrived(self.workspace, edits)
        except (StoreError, OSError):  # everything is in place; only the words for it are missing
            return ()

    def _now(self, path: str) -> bytes | None:
        place = self.workspace.root / path
        try:
            return None if place.is_symlink() else place.read_bytes()
        except OSError:
            return None

    def _look_at_foreign(self, path: str) -> None:
        prefix = self.repository.git.prefix
        if not path.startswith(prefix) or not is_own(path.removeprefix(prefix)):
            raise foreign_in_the_way(path)

    def head(self) -> str:
        """Return the commit that the vault is at.

        Raises:
            GitTrouble: there is none.
        """
        head = commit_at(self.repository.git, "HEAD")
        if head is None:
            raise GitTrouble("Nothing could be committed yet, so there is nothing to sync.")
        return head


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
