"""The one writer: every byte that Afterword changes in a vault goes through here.

Promise: at any moment, through any crash, a note is byte for byte the old or the new version; another
program's version is never written over, not even one that lands while we write; what was written is durable before the
call returns.
"""

import contextlib
import os
import stat
import sys
from pathlib import Path

from store.errors import ChangedUnderneath, NotWritten
from store.model.change import Edit
from store.vault import renaming
from store.vault.aside import aside_name, staged_name
from store.vault.keeping import has_writer, keep_beside, tidy
from store.vault.place import make_folders, place_of, sync_folder

NEW_FILE = 0o600


def write(root: Path, edit: Edit) -> None:
    """Carry out one edit: change, create or delete one file, durably and without writing over anybody.

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
        _carry_out(root, place, edit)
    except (FileExistsError, FileNotFoundError) as error:
        raise ChangedUnderneath(edit.path) from error
    except OSError as error:
        raise NotWritten(edit.path, error.strerror or str(error)) from error
    tidy(root, place.parent)


def _carry_out(root: Path, place: Path, edit: Edit) -> None:
    if edit.after is None:
        _delete(place, edit)
    elif edit.before is None:
        make_folders(root, place.parent)
        _create(place, edit, edit.after)
    else:
        _replace(place, edit, edit.after)


def bytes_at(place: Path) -> bytes:
    """Read a regular file whole, never through a link.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(place, flags)
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123  a descriptor, not a path
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not a regular file")
        return file.read()


def _stage(place: Path, data: bytes, mode: int) -> Path:
    """Write a new file beside the place, durably."""
    temporary = staged_name(place.parent)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, NEW_FILE)
    try:
        try:
            if hasattr(os, "fchmod"):
                os.fchmod(handle, mode)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            _flush(handle)
        finally:
            os.close(handle)
    except BaseException:
        _forget(temporary)
        raise
    return temporary


def _flush(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    else:
        os.fsync(handle)


def _create(place: Path, edit: Edit, after: bytes) -> None:
    temporary = _stage(place, after, NEW_FILE)
    try:
        renaming.rename_to_free(temporary, place)
    except OSError:
        _forget(temporary)
        raise
    try:
        sync_folder(place.parent)
    except OSError:
        with contextlib.suppress(OSError, ChangedUnderneath):
            _delete(place, Edit(path=edit.path, before=after, after=None))
        raise


def _replace(place: Path, edit: Edit, after: bytes) -> None:
    status = place.lstat()
    if bytes_at(place) != edit.before:
        raise ChangedUnderneath(edit.path)
    aside = aside_name(place, edit.before, after)
    # Only whole text ever has a name of the second kind, so a crash from here on leaves nothing ambiguous.
    temporary = _stage(place, after, stat.S_IMODE(status.st_mode))
    try:
        temporary.rename(aside)
        swapped = renaming.exchange(aside, place)
    except OSError:
        _forget(temporary, aside)
        raise
    if swapped:
        _settle_exchange(place, aside, edit, after)
    else:
        _replace_without_exchange(place, aside, edit)
    try:
        sync_folder(place.parent)
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
        _forget(temporary, aside)
        raise
    if not is_known:
        _forget(temporary, aside)
        raise ChangedUnderneath(edit.path)


def _forget(*names: Path) -> None:
    for name in names:
        with contextlib.suppress(OSError):
            name.unlink()


def _delete(place: Path, edit: Edit) -> None:
    if bytes_at(place) != edit.before:
        raise ChangedUnderneath(edit.path)
    aside = aside_name(place, edit.before, None)
    place.rename(aside)
    try:
        known = bytes_at(aside) == edit.before
        sync_folder(place.parent)
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
