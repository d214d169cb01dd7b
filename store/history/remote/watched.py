"""A git command that may take minutes: watched, limited, and stopped with everything that it started.

GitPython starts it, as everywhere. Its own limit is not used: nothing could be told meanwhile, nobody could stop it,
and a helper that stays behind with git's streams open (a shared ssh connection) would be waited for.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from store.errors import Cancelled
from store.history.git import Git
from store.history.remote.progress import progress_in
from store.model.sync import Progress

PAUSE = 0.05
"""Seconds between two looks at a command."""
PATIENCE = 2.0
"""Seconds that git has to tidy up its locks before it is killed."""
LATE, SILENT = "late", "silent"

Watch = Callable[[Progress], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a command on the network may take, in seconds."""

    whole: float = 300.0
    """Until its end."""
    first: float = 30.0
    """Until its first word: nobody answers, where it takes longer."""
    slow: int = 20
    """Below 1000 bytes a second, which git looks at by itself over http."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    error: str
    stopped: str = ""
    """`late` or `silent` where a limit stopped it."""


class Stream:
    """One stream of a process, read as it comes."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._handle = pipe.fileno()
        self._parts: list[bytes] = []
        self._over = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while not self._over and (part := os.read(self._handle, 65536)):
                self._parts.append(part)

    def text(self) -> str:
        """Return what came until now."""
        return b"".join(self._parts).decode("utf-8", "replace")

    def close(self) -> None:
        """Stop reading; a helper that stays in the background may hold the other end for hours."""
        self._thread.join(PATIENCE)
        self._over = True


def run_watched(
    git: Git, arguments: tuple[str, ...], env: Mapping[str, str], *, watch: Watch, cancelled: Cancel, limits: Limits
) -> Ran:
    """Run a command to its end, or to the end of somebody's patience.

    Args:
        git: where.
        arguments: the command and its arguments.
        env: added to the environment.
        watch: is told how far it is, a few times a second, from the thread that calls.
        cancelled: is asked as often whether to stop.
        limits: how long it may take.

    Raises:
        Cancelled: somebody wants to stop; the command and all that it started have ended.
        GitTrouble: git cannot be started.
    """
    if cancelled():
        raise Cancelled
    process = git.begin(*arguments, env=env)
    child: subprocess.Popen[bytes] = process.proc
    assert child.stdout  # noqa: S101 - the library opens both
    assert child.stderr  # noqa: S101
    out, error = Stream(child.stdout), Stream(child.stderr)
    try:
        stopped = _attend(child, error, watch, cancelled, limits)
    except BaseException:
        end_group(child)
        raise
    out.close()
    error.close()
    return Ran(status=child.wait(), out=out.text(), error=error.text(), stopped=stopped)


def _attend(child: "subprocess.Popen[bytes]", error: Stream, watch: Watch, cancelled: Cancel, limits: Limits) -> str:
    """Wait for the end; return which limit stopped it, if any."""
    begun = time.monotonic()
    told: Progress | None = None
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PAUSE)
            return ""
        if cancelled():
            raise Cancelled
        said = error.text()
        now = progress_in(said)
        if now and now != told:
            watch(now)
            told = now
        passed = time.monotonic() - begun
        if passed > limits.whole or (passed > limits.first and not said):
            end_group(child)
            return SILENT if not said else LATE


def end_group(child: "subprocess.Popen[bytes]") -> None:
    """End a process and everything it started: first asked, so that git removes its locks, then without asking."""
    if sys.platform == "win32":
        child.kill()
        child.wait()
        return
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(OSError):
            os.killpg(child.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
    with contextlib.suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)  # a helper that outlives git
