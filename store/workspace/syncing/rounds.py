"""The rounds of one sync: commit, fetch, merge, push, and again where another machine or program was faster.

Nothing is ever pushed by force, so whatever happens in between, the other place holds all that it held.
"""

from dataclasses import dataclass

from store.errors import GitTrouble, Overtaken
from store.history.housekeeping import keep_quick
from store.history.remote.network import commit_at
from store.history.remote.remotes import BRANCH, Remote, needs_uploads
from store.model.sync import Progress, Synced
from store.workspace.arriving import how_many
from store.workspace.syncing.intake import Intake, count
from store.workspace.syncing.memory import Memory
from store.workspace.syncing.questions import (
    REWRITTEN,
    ask_about_first_push,
    ask_about_missing_branch,
    ask_about_rewriting,
)

ROUNDS = 5
"""How often a push is tried again, since another machine was faster."""
NO_REMOTE = (
    "This vault has no other place yet, so there is nothing to sync with; everything is saved here. "
    "`git remote add origin ADDRESS` names one: a private repository at a host, on a server of your own, or on a stick."
)
NEEDS_UPLOADS = (
    "This repository keeps large files with Git LFS, whose upload is a hook, and Afterword runs none. What you wrote "
    "is committed; `git pull` and `git push` in a shell sync it, and merge by meaning as well."
)


@dataclass(slots=True, kw_only=True)
class Rounds:
    """One sync."""

    intake: Intake
    memory: Memory

    def go(self, remote: Remote | None) -> Synced:
        """Do it.

        Raises:
            StoreError: as `sync` says.
        """
        intake = self.intake
        intake.network.watch(Progress(doing="committing"))
        intake.commit()
        intake.repair()
        if remote is None:
            return Synced(notes=(*intake.tally.notes, NO_REMOTE))
        if needs_uploads(intake.repository.git):
            raise GitTrouble(NEEDS_UPLOADS)
        for number in range(1, ROUNDS + 1):
            theirs = self._fetched(remote)
            if theirs:
                intake.take_in(theirs)
                intake.repair()
            if self._pushed(remote, theirs):
                keep_quick(intake.repository.git)
                return self._synced(remote, number)
            intake.stop()
        raise Overtaken(
            f"Other machines sent something to {remote.shown} each of {ROUNDS} times, a moment before this one. What "
            "they sent is taken in; what was written here is saved, and goes with the next sync."
        )

    def _synced(self, remote: Remote, rounds: int) -> Synced:
        if any(address.is_open for address in remote.pushes):
            self.intake.tally.note(
                f"The way to {remote.shown} is not encrypted: others on it can read your notes. https or ssh is."
            )
        tally, news = self.intake.tally, self.intake.news()
        return Synced(
            received=tally.received,
            sent=tally.sent,
            paths=tuple(sorted(set(tally.paths))),
            decisions=how_many(tally.decisions),
            arrived=news,
            notes=tuple(tally.notes),
            rounds=rounds,
            remote=remote.name,
        )

    def _fetched(self, remote: Remote) -> str | None:
        """Fetch, and look whether what is there now still holds what was there before."""
        self.intake.stop()
        git = self.intake.repository.git
        before = commit_at(git, remote.seen) or commit_at(git, remote.tracking)
        theirs = self.intake.network.fetch(remote)
        if theirs is None:
            others = self.intake.network.branches(remote)
            ask_about_missing_branch(remote, others, known=before is not None, accept=self.intake.accept)
        elif before and (lost := count(git, f"{theirs}..{before}")):
            if REWRITTEN not in self.intake.accept:
                ask_about_rewriting(remote, lost)
            git.run("update-ref", remote.seen, theirs)
        return theirs

    def _pushed(self, remote: Remote, theirs: str | None) -> bool:
        """Push; False where another machine was faster."""
        self.intake.stop()
        head = self.intake.head()
        waiting = count(self.intake.repository.git, head if theirs is None else f"{theirs}..{head}")
        if waiting:
            ask_about_first_push(remote, self.memory, self.intake.accept)
            if not self.intake.network.push(remote, head):
                return False
            self.intake.tally.sent += waiting
            for address in remote.pushes:
                self.memory = self.memory.with_host(address.host)
        git = self.intake.repository.git
        git.run("update-ref", remote.tracking, head if waiting else theirs or head)
        git.run("update-ref", remote.seen, head if waiting else theirs or head)
        if not remote.is_upstream:
            git.run("config", "--local", f"branch.{remote.branch}.remote", remote.name)
            git.run("config", "--local", f"branch.{remote.branch}.merge", BRANCH + remote.theirs)
        return True
