"""Tells when files of the vault change: once for a whole burst, never for what tools leave behind.

With watchfiles installed changes show within a tenth of a second, else the vault is looked at twice a second. Either
way an event says only that it is time to look again; what changed the reader finds out by itself.
"""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from store.vault.layout import Kind, kind_of
from store.vault.scan import Scan, scan

POLL = 0.5
"""Seconds between two looks where nothing tells of changes."""
LONGEST = 2.0
"""Seconds after which a burst that does not end is told all the same."""
REGULAR = 30.0
"""Seconds between two looks even where changes are told: events can get lost."""


def watch(root: Path, stop: threading.Event, settle: float = 0.1) -> Iterator[None]:
    """Yield once after each burst of changes, until `stop` is set.

    Args:
        root: the vault's folder.
        stop: ends the watch.
        settle: seconds of quiet that end a burst.
    """
    try:
        import watchfiles  # noqa: F401  an extra, and costly to import
    except ImportError:
        yield from watch_by_polling(root, stop, settle)
        return
    try:
        yield from watch_by_events(root, stop, settle)
    except (OSError, RuntimeError):  # too many watches on this machine, or the folder was replaced
        yield from watch_by_polling(root, stop, settle)


def can_tell(root: Path) -> bool:
    """Tell whether the system tells of changes here; where watchfiles is not installed nobody asks it to."""
    try:
        from watchfiles import watch as events
    except ImportError:
        return True
    try:
        next(iter(events(root, rust_timeout=1, yield_on_timeout=True, raise_interrupt=False)))
    except (OSError, RuntimeError):
        return False
    return True


def watch_by_polling(
    root: Path, stop: threading.Event, settle: float = 0.1, poll: float | None = None
) -> Iterator[None]:
    """Yield after each burst of changes, by looking again and again."""
    known = scan(root)
    while not stop.wait(POLL if poll is None else poll):
        if scan(root, None, known).files != known.files:
            known = _settled(root, known, stop, settle)
            if stop.is_set():
                return
            yield


def watch_by_events(root: Path, stop: threading.Event, settle: float = 0.1) -> Iterator[None]:
    """Yield after each burst of changes of which the system tells; a regular look finds what it did not tell."""
    known = scan(root)
    while not stop.is_set():
        here = _identity(root)
        if here is None and stop.wait(POLL):  # somebody has taken the whole folder away: perhaps it comes back
            return
        # Nothing has told what happened before the folder was watched, or watched again.
        for now in _looks(root, here, known, stop, settle) if here else (scan(root),):
            before, known = known, now
            if now.files != before.files and not stop.is_set():
                yield


def _looks(root: Path, here: tuple[int, int], known: Scan, stop: threading.Event, settle: float) -> Iterator[Scan]:
    """Yield what the vault holds, now and after each burst, until another folder stands there or none.

    Args:
        root: the vault's folder.
        here: what tells it from another.
        known: what it held before; what is still so is not worked out again.
        stop: ends the watch.
        settle: seconds that nothing must change.
    """
    from watchfiles import watch as events

    looked = -REGULAR
    # One-second wake-ups without news keep the regular look going; the first comes once the folder is watched.
    for changes in events(
        root,
        watch_filter=lambda _, path: _counts(root, path),
        debounce=1600,
        step=max(1, int(settle * 1000)),
        stop_event=stop,
        rust_timeout=1000,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        if changes or time.monotonic() - looked >= REGULAR:
            known, looked = _settled(root, known, stop, settle), time.monotonic()
            yield known
        if _identity(root) != here:
            return  # what is watched is not the vault any more


def _identity(root: Path) -> tuple[int, int] | None:
    """Return what tells one folder from another that has its name; None where there is none."""
    try:
        status = root.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _settled(root: Path, before: Scan, stop: threading.Event, settle: float) -> Scan:
    """Wait for a quiet moment, and return what the vault holds then.

    Args:
        root: the vault's folder.
        before: what it held before; what is still so is not worked out again.
        stop: ends the watch.
        settle: seconds that nothing must change.
    """
    end = time.monotonic() + LONGEST
    known = scan(root, None, before)
    while not stop.wait(settle):
        now = scan(root, None, known)
        if now.files == known.files or time.monotonic() >= end:
            return now
        known = now
    return known


def _counts(root: Path, path: str) -> bool:
    """Tell whether a change at a path may concern a file of the vault."""
    try:
        relative = os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return False
    name = relative.rpartition("/")[2]
    return kind_of(relative) is not Kind.OTHER or "." not in name
