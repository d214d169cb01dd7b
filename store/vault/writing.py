"""The one writer: every byte that Afterword changes in a vault goes through here.

Promise: at any moment, through any crash, a note is byte for byte the old or the new version; another
program's version is never written over, not even one that lands while we write; what was written is durable before the
call returns.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.errors import ChangedUnderneath, NotWritten, StoreError
from store.model.change import Edit
from store.model.value import replace
from store.vault import renaming
from store.vault.aside import aside_name
from store.vault.keeping import has_writer, keep_beside, tidy
from store.vault.place import bytes_at, make_folders, place_of, sync_folder
from store.vault.staging import NEW_FILE, forget, stage, staging

Stage = Callable[[Path, bytes, int], Path]
"""Writes a new file beside a place, with a mode, durably."""
Settle = Callable[[Path], None]
"""Makes durable which names a folder holds."""


@dataclass(frozen=True, slots=True)
class Way:
    """How one edit becomes durable: by itself, or together with others."""

    settle: Settle = sync_folder
    stage: Stage = stage


def write(root: Path, edit: Edit) -> None:
    """Carry out one edit: change, create or delete one file, durably and without writing over anybody.

    Raises:
        ChangedUnderneath: the file is not what the edit was made from; its version stays.
        NotWritten: the path leads elsewhere or the file system refuses; the old version stays.
    """
    _write(root, edit, Way())
    if edit.before != edit.after:
        tidy(root, place_of(root, edit.path).parent)


def write_all(root: Path, edits: Sequence[Edit], written: Callable[[int], None] = lambda _count: None) -> None:
    """Carry out edits that belong together, all of them or none; all are durable when the call returns.

    Each file is whole at any moment, as with `write`; only what folders hold is made durable once for all.

    Args:
        root: the folder that their paths count from.
        edits: what to write, in this order.
        written: is told after each file how many are written.

    Raises:
        ChangedUnderneath: another program was faster with one of the files.
        NotWritten: the file system refuses.
    """
    done: list[Edit] = []
    folders: dict[Path, None] = {}
    try:
        with staging(root, edits) as ahead:
            way = Way(folders.setdefault, ahead.take if ahead else stage)
            for edit in edits:
                _write(root, edit, way)
                done.append(edit)
                written(len(done))
        for folder in folders:
            _settle(edits[0].path, folder)
    except StoreError:
        for edit in reversed(done):
            with contextlib.suppress(StoreError):  # what another program wrote since then stays
                write(root, replace(edit, before=edit.after, after=edit.before))
        raise
    for folder in folders:
        tidy(root, folder)


def _settle(path: str, folder: Path) -> None:
    try:
        sync_folder(folder)
    except FileNotFoundError:  # the last file of it went, and then the folder
        return
    except OSError as error:
        raise NotWritten(path, error.strerror or str(error)) from error


def _write(root: Path, edit: Edit, way: Way) -> None:
    """Carry out one edit.

    Raises:
        ChangedUnderneath: the file is not what the edit was made from; its version stays.
        NotWritten: the path leads elsewhere or the file system refuses; the old version stays.
    """
    place = place_of(root, edit.path)
    if edit.before == edit.after:
        return
    if place.is_symlink():
        raise NotWritten(edit.path, "it is a link, and links are never followed")
    try:
        _carry_out(root, place, edit, way)
    except (FileExistsError, FileNotFoundError) as error:
        raise ChangedUnderneath(edit.path) from error
    except OSError as error:
        raise NotWritten(edit.path, error.strerror or str(error)) from error


def _carry_out(root: Path, place: Path, edit: Edit, way: Way) -> None:
    if edit.after is None:
        _delete(place, edit, way.settle)
    elif edit.before is None:
        make_folders(root, place.parent)
        _create(place, edit, edit.after, way)
    else:
        _replace(place, edit, edit.after, way)


def _create(place: Path, edit: Edit, after: bytes, way: Way) -> None:
    temporary = way.stage(place, after, NEW_FILE)
    try:
        renaming.rename_to_free(temporary, place)
    except OSError:
        forget(temporary)
        raise
    try:
        way.settle(place.parent)
    except OSError:
        with contextlib.suppress(OSError, ChangedUnderneath):
            _delete(place, Edit(path=edit.path, before=after, after=None))
        raise


def _replace(place: Path, edit: Edit, after: bytes, way: Way) -> None:
    status = place.lstat()
    if bytes_at(place) != edit.before:
        raise ChangedUnderneath(edit.path)
    aside = aside_name(place, edit.before, after)
    # Only whole text ever has a name of the second kind, so a crash from here on leaves nothing ambiguous.
    temporary = way.stage(place, after, stat.S_IMODE(status.st_mode))
    try:
        temporary.rename(aside)
        swapped = renaming.exchange(aside, place)
    except OSError:
        forget(temporary, aside)
        raise
    if swapped:
        _settle_exchange(place, aside, edit, after)
    else:
        _replace_without_exchange(place, aside, edit)
    try:
        way.settle(place.parent)
    except OSError:
        with contextlib.suppress(OSError):
            renaming.exchange(aside, place)
        raise


def _settle_exchange(place: Path, aside: Path, edit: Edit, after: bytes) -> None:
    """Look at what came out; what is not the version we knew goes back to its place."""
    try:
        if bytes_at(aside) == edit.before:
            return
    except OSError:  # a link or a folder came out, or the disk fails
        _put_back(place, aside, after)
        raise
    _put_back(place, aside, after)
    raise ChangedUnderneath(edit.path)


def _put_back(place: Path, aside: Path, after: bytes) -> None:
    """Swap once more; a third version that was saved over ours in between gets the place and the other one a name."""
    renaming.exchange(aside, place)
    with contextlib.suppress(OSError):
        if bytes_at(aside) != after:
            renaming.exchange(aside, place)
            keep_beside(aside, place.name)
        # Otherwise our own text keeps its dot name for a while, in case somebody has it open.
        sync_folder(place.parent)


def _replace_without_exchange(place: Path, temporary: Path, edit: Edit) -> None:
    """Replace on a file system that cannot swap: the check comes right before, a small window stays."""
    aside = aside_name(place, edit.before, edit.after)
    with contextlib.suppress(OSError):
        os.link(place, aside, follow_symlinks=False)
    try:
        if is_known := bytes_at(place) == edit.before:
            temporary.replace(place)
    except OSError:
        forget(temporary, aside)
        raise
    if not is_known:
        forget(temporary, aside)
        raise ChangedUnderneath(edit.path)


def _delete(place: Path, edit: Edit, settle: Settle = sync_folder) -> None:
    if bytes_at(place) != edit.before:
        raise ChangedUnderneath(edit.path)
    aside = aside_name(place, edit.before, None)
    place.rename(aside)
    try:
        known = bytes_at(aside) == edit.before
        settle(place.parent)
    except OSError:
        _bring_back(place, aside)
        raise
    if not known:
        _bring_back(place, aside)
        raise ChangedUnderneath(edit.path)
    with contextlib.suppress(OSError):
        if not has_writer(aside):
            aside.unlink()


def _bring_back(place: Path, aside: Path) -> None:
    """Give a file its name again; where something new has the name by now, both stay."""
    with contextlib.suppress(OSError):
        try:
            renaming.rename_to_free(aside, place)
        except FileExistsError:
            keep_beside(aside, place.name)
