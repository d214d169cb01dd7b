"""Lock files that a git left behind: told apart from those of a git that works, and removed only when it is certain.

Promise: a lock is removed only when it is older than ten seconds and no git has the repository open. Where the system
cannot tell, it stays, and the user is asked to look.
"""

import contextlib
import itertools
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from store.history.state import common_of, locks_of

SECONDS = 10.0
PROGRAMS = ("git", "jj", "lazygit", "tig")
"""Beginnings of the names of programs that may work on a repository."""
ENVIRONMENT = (b"GIT_DIR", b"GIT_WORK_TREE", b"GIT_INDEX_FILE", b"GIT_COMMON_DIR")
GONE = (FileNotFoundError, ProcessLookupError)
"""What the system says of a process that ended while we looked."""
OPTIONS = (b"--git-dir", b"--work-tree", b"-C")


def left_behind(folder: Path, age: float = SECONDS) -> tuple[Path, ...]:
    """Return the locks of a repository that no living git can have made.

    Args:
        folder: the repository's own folder, mostly `.git`.
        age: seconds that a lock must be old.
    """
    old = tuple(lock for lock in (*locks_of(folder), *_more(folder)) if _age(lock) >= age)
    return old if old and not is_open(folder) else ()


def left_since(folder: Path, moment: float) -> tuple[Path, ...]:
    """Return the locks of a git that was ended by us: not older than a moment, and no git has the repository open."""
    return tuple(lock for lock in left_behind(folder, age=0) if _made(lock) >= moment)


def remove(locks: tuple[Path, ...]) -> tuple[Path, ...]:
    """Remove locks, and return those that were there."""
    gone = []
    for lock in locks:
        with contextlib.suppress(OSError):
            lock.unlink()
            gone.append(lock)
    return tuple(gone)


def is_open(folder: Path) -> bool:
    """Tell whether a git may have the repository open; True where the system cannot tell."""
    if not sys.platform.startswith("linux"):
        return True
    places = tuple(os.fspath(place) for place in _places(folder))
    try:
        processes = [place for place in Path("/proc").iterdir() if place.name.isdigit()]
    except OSError:
        return True
    return any(_works_on(process, places) for process in processes if process.name != str(os.getpid()))


def _places(folder: Path) -> Iterator[Path]:
    """Name the folders in which a git that works here would stand, or hold a file open."""
    common = common_of(folder)
    yield folder.resolve()
    yield common.resolve()
    if folder.name == ".git":
        yield folder.resolve().parent
    told = folder / "gitdir"  # of a linked worktree: where its files are
    with contextlib.suppress(OSError):
        yield Path(told.read_text(encoding="utf-8", errors="surrogateescape").strip()).resolve().parent


def _more(folder: Path) -> Iterator[Path]:
    """Name the locks that stop no commit, but other work: of settings, of shallow clones, of any branch or tag."""
    common = common_of(folder)
    yield common / "config.lock"
    yield common / "shallow.lock"
    yield from sorted(folder.glob("next-index-*.lock"))  # the index of a commit of some paths alone
    branch = set(locks_of(folder))
    yield from (lock for lock in sorted((common / "refs").rglob("*.lock")) if lock not in branch)


def _age(lock: Path) -> float:
    """Return how old a lock is, in seconds; a clock that jumped makes none old."""
    made = _made(lock)
    return time.time() - made if made else -1.0


def _made(lock: Path) -> float:
    try:
        return lock.lstat().st_mtime
    except OSError:
        return 0.0


def _works_on(process: Path, places: tuple[str, ...]) -> bool:
    """Tell whether a process is a git that stands in one of the places, or names one, or may do so."""
    try:
        name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return False  # it ended meanwhile
    if not name.startswith(PROGRAMS):
        return False
    try:
        here = (process / "cwd").readlink()
        held = _held(process / "fd")
        words = (process / "cmdline").read_bytes().split(b"\0")
        environment = (process / "environ").read_bytes().split(b"\0")
    except GONE:
        return False
    except OSError:
        return True  # of another user: nobody can tell
    told = [os.path.realpath(here / os.fsdecode(value)) for value in _told(words, environment)]
    return any(_is_below(path, place) for path in (str(here), *map(str, held), *told) for place in places)


def _held(folder: Path) -> list[Path]:
    """Return what a process holds open; one file may be closed while we look, and says nothing of the others."""
    held = []
    for link in folder.iterdir():
        with contextlib.suppress(*GONE):
            held.append(link.readlink())
    return held


def _told(words: list[bytes], environment: list[bytes]) -> Iterator[bytes]:
    """Name the folders that a git was told by options or by names in its environment."""
    for word, after in itertools.zip_longest(words, words[1:], fillvalue=b""):
        option, _, value = word.partition(b"=")
        if option in OPTIONS:
            yield value or after
    for entry in environment:
        name, _, value = entry.partition(b"=")
        if name in ENVIRONMENT and value:
            yield value


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}{os.sep}")
