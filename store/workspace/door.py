"""The one door to a vault: read it, preview a change, carry it out, take it back.

A change is planned under the vault's lock on what the files hold at that moment, written file by file, and
committed as one git commit. If another program writes in between, nothing is lost: the plan is made again on
the new bytes, or the change is refused.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import ChangedUnderneath, GitTrouble, MustDecide, NotAVault, NotWritten
from store.model.value import replace
from store.vault import layout
from store.workspace.machine import Machine

if TYPE_CHECKING:
    import threading

    from store.history.past.log import Revision
    from store.history.repository import Repository
    from store.model.change import Change, Edit
    from store.model.own_settings import OwnSettings
    from store.model.playbook import Playbook
    from store.model.trust import Trust
    from store.vault.answers import State
    from store.vault.index_file import IndexFile
    from store.vault.keeping import Kept
    from store.vault.listing import Listing
    from store.vault.reading import Reader, Told
    from store.vault.scan import Scan
    from store.workspace.changing import Plan
    from store.workspace.kept import Keeping
    from store.workspace.moment import Moment
    from store.workspace.prepared import Prepared
    from store.workspace.snapshot import Snapshot

ATTEMPTS = 5
"""How often a change is planned again because another program wrote at the same time."""

UNTOUCHED = "So nothing was written over it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A change that was planned and not made."""

    change: Change
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A change that was made."""

    sentence: str
    paths: tuple[str, ...]
    """The files it changed; empty when there was nothing to do."""
    committed: bool
    note: str = ""
    """What else the user should know: why it is saved and not yet committed, what was staged."""


class Workspace:
    """An open vault."""

    def __init__(self, root: Path, moment: Moment, machine: Callable[[], Machine]) -> None:
        self.root = root
        self.moment = moment
        self._locate = machine
        self._snapshot: Snapshot | None = None
        self._looked: Scan | None = None
        self._left: Scan | None = None
        """Which files there were once the last change was made, where nobody has looked since."""
        self.listing: Listing | None = None
        """What lies in the vault, for the first look at it; whoever opened it may have seen that already."""
        self._has_told = False
        """Whether it was said that texts cannot be kept outside of the vault; once is enough."""
        self._is_clean = False
        """Whether what changes leave behind was looked after since the last one, as the screen does; all folders are
        listed for that."""

    @classmethod
    def open(cls, root: Path, moment: Moment, machine: Callable[[], Machine] = Machine) -> Workspace:
        """Open the vault in that folder.

        Args:
            root: the vault's folder.
            moment: today and now.
            machine: tells where the user's own settings and state are, once somebody asks; by default nowhere.

        Raises:
            NotAVault: the folder holds no `afterword.toml`.
        """
        if not (root / layout.SETTINGS).is_file():
            raise NotAVault(str(root))
        return cls(root, moment, machine)

    def apart(self) -> Workspace:
        """Open the same vault once more, for work in another thread."""
        return Workspace(self.root, self.moment, self._locate)

    @property
    def trusted(self) -> Trust:
        """What the user of this machine says now of the settings and hooks of the vault's git."""
        from store.workspace.trusting import trust_in

        return trust_in(self.machine, self.root)

    @property
    def zone(self) -> tzinfo:
        """The user's own time zone: the settings' one, else the machine's; no other file is read for it."""
        from store.rules.zones import zone_of
        from store.text.zone import zone_named

        try:
            data = self.bytes_of(layout.SETTINGS)
        except OSError:
            data = b""  # a snapshot tells why they cannot be read, with their place
        return zone_of(zone_named(data), self.moment.now.tzinfo)

    @cached_property
    def index_file(self) -> IndexFile | None:
        """The file in which what was read and worked out is kept; None where there is no place for it."""
        if self.machine.cache is None:
            return None
        from store.vault.index_file import IndexFile

        return IndexFile(self.root, self.machine.cache)

    @cached_property
    def _reader(self) -> Reader:
        from store.vault.reading import Reader

        return Reader(self.root, self.index_file)

    @cached_property
    def _prepared(self) -> Prepared:
        from store.workspace.prepared import Prepared

        return Prepared(lambda: self.machine.cache, self.index_file, self._reader.digest_of)

    @cached_property
    def _shipped(self) -> Mapping[str, Playbook]:
        from store.workspace.shipped import kept_playbooks, shipped_playbooks

        return shipped_playbooks() if self.index_file is None else kept_playbooks(self.index_file)

    def look(self) -> Scan:
        """Return which files the vault holds now."""
        from store.vault.scan import scan

        listing, self.listing = self.listing, None
        self._left = None
        self._looked = scan(self.root, listing, self._looked)
        return self._looked

    def snapshot(self, told: Told | None = None, found: Scan | None = None, *, is_patient: bool = False) -> Snapshot:
        """Return what the vault holds now; only files that changed are read again.

        Args:
            told: is told now and then how many of the files to read were read; what it raises ends the reading.
            found: which files there are, where somebody has just looked.
            is_patient: whether a file that is missing since a moment ago is still shown, as it was.
        """
        from store.workspace.snapshot import Snapshot

        records = self._reader.records(found or self.look(), told, is_patient=is_patient)
        known = self._snapshot
        if known is not None and known.records == records:
            records = known.records  # one object for one state of the files: cheap to compare
        if known is None or known.records is not records or known.moment != self.moment:
            own = {book.name: book for book in records.playbooks}
            known = Snapshot(
                root=self.root,
                records=records,
                playbooks={**self._shipped, **own},
                moment=self.moment,
                read=self._reader.bytes_of,
                prepared=self._prepared,
            )
            self._snapshot = known
        return known

    def as_left(self, told: Told | None = None, *, is_patient: bool = False) -> Snapshot:
        """Return what the vault held once the change that was just made was there, without another look at all files.

        All were looked at under the lock before it was planned; since then only its own are looked at again. What
        other programs write meanwhile the next look finds, as it finds what they write a moment after any look.
        """
        found, self._left = self._left, None
        if found is not None:
            self._looked = found
        return self.snapshot(told, found, is_patient=is_patient)

    @property
    def next_deletion(self) -> float | None:
        """The seconds until a file that is missing counts as deleted; None where none is."""
        return self._reader.next_deletion

    def believe_deletions(self) -> None:
        """Let what is missing now be gone at once: a sync has taken it away, or the user wants to see what is there."""
        self._reader.believe_deleted()

    def state(self) -> State | None:
        """Return the state of the files that the last snapshot is of; None where it cannot be told from another."""
        return self._reader.state()

    def digest_of(self, path: str) -> bytes | None:
        """Return what stands for a file's bytes as they are now; None where they cannot be read."""
        from store.vault.bytes import digest_of

        try:
            return digest_of(self.bytes_of(path))
        except (OSError, NotWritten):
            return None

    @cached_property
    def machine(self) -> Machine:
        """Where the user's own settings and state are."""
        return self._locate()

    @property
    def own(self) -> OwnSettings:
        """The user's own settings as they are now; what is wrong in them counts as not set.

        Raises:
            BadRequest: the file is there and cannot be read.
        """
        return self.machine.settings()[0]

    def preview(self, plan: Plan) -> Preview:
        """Plan a change and show it as a diff; write nothing."""
        from store.text import diff

        change = plan(self.snapshot())
        return Preview(change=change, diff=diff.unified(change))

    def carry_out(self, plan: Plan, written: Callable[[int], None] = lambda _count: None) -> Applied:
        """Make a change: lock, read, plan, write, commit.

        Args:
            plan: the change, planned on whatever the files hold then.
            written: is told after each file how many are written; what it raises takes them all back.

        Raises:
            Busy: another Afterword holds the lock for too long.
            ChangedUnderneath: another program kept writing to the same file.
            StoreError: the plan or the file system refused; what it says was kept safe is.
        """
        from store.vault.scan import seen_again

        with self._lock():
            self.listing = None  # which was seen before the lock was ours
            late = () if self._is_clean else self._clean()
            self._is_clean = False
            applied = self._replan(plan, written)
            self._left = self._looked and seen_again(self.root, self._looked, applied.paths)
        if applied.committed:
            self._keep_bounded()
        return replace(applied, note=" ".join(filter(None, (applied.note, *late))))

    def _keep_bounded(self) -> None:
        """Pack what lies about in git, once in some thousand changes that no sync and no pause came between."""
        home = self.root / ".git"
        if home.is_dir():
            from store.history.housekeeping import is_crowded, keep_quick

            if is_crowded(home):
                keep_quick(self._repository().git)

    def keep_quick_at_rest(self, cancelled: Callable[[], bool]) -> bool:
        """Do what keeps git quick, for as long as nobody works; tell whether it was done.

        Args:
            cancelled: is asked several times a second whether somebody works again.
        """
        from store.history.housekeeping import keep_quick_at_rest

        return keep_quick_at_rest(self._repository().git, cancelled)

    def _replan(self, plan: Plan, written: Callable[[int], None]) -> Applied:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._make(plan(self.snapshot()), written)
            except ChangedUnderneath:
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError  # the loop returns or raises

    def _make(self, change: Change, written: Callable[[int], None]) -> Applied:
        edits = tuple(e for e in change.edits if e.before != e.after)
        if not edits:
            return Applied(sentence=change.sentence, paths=(), committed=True)
        paths = tuple(e.path for e in edits)
        repository = self._repository()
        keeping = self._keeping(change.sentence)
        keeping.keep(change.merged, is_merged=True)
        try:
            self._commit_outside(paths, repository)
        except GitTrouble as trouble:  # the change's own commit would meet it too, after another wait
            if not keeping.keep(displaced(edits)) and change.over_text:
                raise GitTrouble(" ".join(filter(None, (str(trouble), keeping.trouble, UNTOUCHED)))) from trouble
            self._write(edits, written)
            note = self._with_trouble(keeping, uncommitted(trouble))
            return Applied(sentence=change.sentence, paths=paths, committed=False, note=note)
        self._write(edits, written)
        return self._commit(change, edits, repository, keeping)

    def _write(self, edits: Sequence[Edit], written: Callable[[int], None]) -> None:
        from store.vault.writing import write_all

        write_all(self.root, edits, written)
        self._reader.believe_deleted([edit.path for edit in edits if edit.after is None])

    def _keeping(self, during: str) -> Keeping:
        """Return what keeps the texts that one change takes the place of, where git does not hold them."""
        from store.workspace.kept import Keeping

        return Keeping(self.machine, self.root, during)

    def _with_trouble(self, keeping: Keeping, *notes: str) -> str:
        """Return notes as one, with why nothing can be kept outside of the vault; a program says that once."""
        trouble = "" if self._has_told else keeping.trouble
        self._has_told = self._has_told or bool(trouble)
        return " ".join(filter(None, (*notes, trouble)))

    def _repository(self) -> Repository:
        """Return the vault's repository for one change."""
        from store.history.repository import Repository

        return Repository(self.root, trusted=self.trusted, machine=self.machine.called, is_brief=True)

    def _commit(self, change: Change, edits: Sequence[Edit], repository: Repository, keeping: Keeping) -> Applied:
        """Commit a change; what it took the place of is kept elsewhere, if git turns out not to hold it as it was."""
        from store.history.status import part_staged, unheld

        notes = []
        paths = tuple(edit.path for edit in edits)
        committed = False
        texts = displaced(edits)
        try:
            differing = repository.differing(paths)
            texts = unheld(texts, differing)
            if staged := part_staged(differing):
                notes.append(f"What you had staged of {', '.join(staged)} is committed as it is on disk now.")
            repository.record(differing, change.sentence, self._identity(), change.trailers)
            committed = True
        except GitTrouble as trouble:
            notes.append(uncommitted(trouble))
        keeping.keep(texts)
        note = self._with_trouble(keeping, *notes)
        return Applied(sentence=change.sentence, paths=paths, committed=committed, note=note)

    def _commit_outside(self, paths: Sequence[str], repository: Repository) -> bool:
        if repository.is_unborn():  # the vault's first commit failed, for want of a name perhaps
            from store.workspace.create import vault_paths

            repository.commit(vault_paths(self.root), "a new vault", self._identity(), {"Afterword": "start"})
        return repository.commit_outside_edits(paths, self._identity()) is not None

    def _identity(self) -> tuple[str, str]:
        """Return who commits where git's own settings name nobody."""
        settings = (self._snapshot or self.snapshot()).settings
        return settings.name, settings.email

    def commit_outside(self, path: str) -> Applied:
        """Commit what an editor did to a file, by itself."""
        done = False
        with self._lock(), contextlib.suppress(GitTrouble):  # the next change tells it
            done = self._commit_outside((path,), self._repository())
        return Applied(sentence=f"Edited in an editor: {path}", paths=(path,) if done else (), committed=done)

    def undo(self) -> Applied:
        """Take back the last change that Afterword made and that is not taken back yet, as a new change.

        Raises:
            StoreError: there is none, or a later edit of the same file would be overwritten.
        """
        return self.carry_out(self.undoing)

    def redo(self) -> Applied:
        """Do again what the last undo took back.

        Raises:
            StoreError: there is nothing to do again, or a later edit of the same file would be overwritten.
        """
        return self.carry_out(self.redoing)

    def undoing(self, _snapshot: Snapshot, ident: str = "") -> Change:
        """Plan the undo; `preview(workspace.undoing)` shows it.

        Args:
            ident: the id of the commit to take back; empty = the last change of this machine.
        """
        from store.history.past.undo import plan_undo
        from store.workspace.kept import kept_in
        from store.workspace.taking_back import merged

        try:
            taking_back = plan_undo(self.root, merged, machine=self.machine.called, ident=ident, trusted=self.trusted)
        except GitTrouble as trouble:
            versions = kept_in(self.machine, self.root)
            if ident or not (versions and versions.listed()):
                raise
            raise GitTrouble(
                f"{trouble} What changes took the place of is kept: `afterword recover` lists it."
            ) from trouble
        return replace(taking_back.change, trailers=taking_back.trailers)

    def redoing(self, _snapshot: Snapshot) -> Change:
        """Plan to do again what the last undo took back."""
        from store.history.past.undo import plan_redo
        from store.workspace.taking_back import merged

        taking_back = plan_redo(self.root, merged, machine=self.machine.called, trusted=self.trusted)
        return replace(taking_back.change, trailers=taking_back.trailers)

    def history(self, path: str | None = None, limit: int = 200, skip: int = 0) -> tuple[Revision, ...]:
        """Return what happened to the vault, or to one file under all its names, newest first."""
        from store.history.past.log import history

        return history(self.root, path, limit, skip, trusted=self.trusted)

    def blobs(self, idents: Iterable[str]) -> dict[str, bytes]:
        """Return versions of files by their ids in the history."""
        from store.history.past.log import contents

        return contents(self.root, idents, trusted=self.trusted)

    def commit_pending(self) -> Applied:
        """Commit what other programs changed anywhere in the vault, by itself.

        What was staged in part is left to the user, many missing files to the next sync, which asks about them; where
        git cannot commit now, the next change tells it.
        """
        from store.workspace.pending import look_at_deletions, pending

        done: tuple[str, ...] = ()
        with self._lock(), contextlib.suppress(GitTrouble, MustDecide):
            repository = self._repository()
            if not repository.is_unborn():
                waiting = pending(repository.git, self.root)
                look_at_deletions(self.root, waiting.deleted)
                staged = repository.part_staged(waiting.paths)
                paths = tuple(path for path in waiting.paths if path not in staged)
                done = paths if paths and self._commit_outside(paths, repository) else ()
        return Applied(sentence="Committed what other programs changed", paths=done, committed=bool(done))

    def bytes_of(self, path: str) -> bytes:
        """Return a file's bytes as they are now.

        Raises:
            NotWritten: the path leads out of the vault.
        """
        from store.vault.place import bytes_at, place_of

        return bytes_at(place_of(self.root, path))

    def clean(self) -> tuple[str, ...]:
        """Remove what earlier writes left behind; say which text of another program came late and was kept where."""
        with self._lock():
            kept = self._clean()
            self._is_clean = True
            return kept

    def _lock(self) -> AbstractContextManager[object]:
        from store.vault.lock import vault_lock

        return vault_lock(self.root)

    def _clean(self) -> tuple[str, ...]:
        from store.vault.keeping import clean

        return tuple(told(kept) for kept in clean(self.root))

    def watch(self, stop: threading.Event) -> Iterator[None]:
        """Yield each time that another program changed the vault, until `stop` is set."""
        from store.vault.watch import watch

        yield from watch(self.root, stop)


def displaced(edits: Iterable[Edit]) -> tuple[tuple[str, bytes], ...]:
    """Return the paths and bytes that edits take the place of."""
    return tuple((edit.path, edit.before) for edit in edits if edit.before is not None)


def uncommitted(trouble: GitTrouble) -> str:
    """Say that a change is saved, and why git does not hold it yet."""
    return f"Saved, not yet committed: {trouble}"


def told(kept: Kept) -> str:
    """Return what the user should know of a text that another program wrote too late."""
    return f"Another program was still writing {kept.original}; what it wrote is kept as {kept.path}."
