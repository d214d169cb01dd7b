"""What lies in a vault's folders, with the stamps of each file: the walk that every command begins with.

It is most of what a command takes when nothing has changed. So nothing is opened but folders, no link is followed, and
the stamps of a file are asked for once.
"""

import os

FOLDERS = ("opportunities", "people", "stories", "drafts", "playbooks", "templates")
"""The folders of a vault that hold files of ours."""
SETTINGS = "afterword.toml"
HIDDEN = frozenset(".#~")
"""First characters of names that editors and systems give to files of their own."""
SORT = 0o170000
"""The part of a mode that tells what sort of file it is."""
FOLDER = 0o040000
OPENING = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
BY_HANDLE = os.stat in os.supports_dir_fd and os.listdir in os.supports_fd
"""Whether names can be looked up in an open folder, which is quicker than by their whole paths."""

Files = list[tuple[str, os.stat_result]]
"""Each file, link and whatever else is no folder, by its path in the vault with `/`."""
Folders = list[str]
"""Each folder, before those in it."""
Failed = list[tuple[str, OSError]]
"""What the system does not let us see."""
PLAIN = 2
"""The version of the interpreter's own form, `marshal`, in which equal values give equal bytes."""
Listing = tuple[Files, Folders, Failed]
Stamps = list[tuple[str, int, int, int, int]]
"""Of each path: modification and change time in nanoseconds, size, inode."""


def listed(root: str) -> Listing:
    """Return everything in a vault's folders but what is hidden.

    Args:
        root: the vault's folder.
    """
    files: Files = []
    folders: Folders = []
    failed: Failed = []
    try:
        tops = [name for name in os.listdir(root) if name in FOLDERS or name == SETTINGS]
    except OSError as error:
        return files, folders, [("", error)]
    _look(root, "", tops, None, files, folders, failed)
    for folder in folders:  # it grows meanwhile
        place = f"{root}/{folder}"
        handle = None
        try:
            if BY_HANDLE:
                handle = os.open(place, OPENING)
            names = os.listdir(place if handle is None else handle)
            _look(place, f"{folder}/", names, handle, files, folders, failed)
        except OSError as error:
            failed.append((folder, error))
        finally:
            if handle is not None:
                os.close(handle)
    return files, folders, failed


def _look(  # noqa: PLR0913, PLR0917 - the inner loop
    place: str,
    prefix: str,
    names: list[str],
    handle: int | None,
    files: Files,
    folders: Folders,
    failed: Failed,
) -> None:
    """Note what has these names in a folder."""
    stat, before = os.stat, "" if handle is not None else f"{place}/"
    for name in names:
        if name[0] in HIDDEN:
            continue
        path = prefix + name
        try:
            status = stat(before + name, dir_fd=handle, follow_symlinks=False)
        except FileNotFoundError:
            continue
        except OSError as error:
            failed.append((path, error))
            continue
        if status.st_mode & SORT == FOLDER:
            folders.append(path)
        else:
            files.append((path, status))


def stamps_of(files: Files) -> Stamps:
    """Return the stamps of all that was found."""
    return [(path, s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino) for path, s in files]
