"""Does one deed again and again, each time with another of its system calls going wrong, by strace.

The deed runs in a fork of a program that has everything loaded, so that its calls are those of the deed alone and
always the same ones; strace counts them and kills, or makes fail, the one that is asked for.
"""

import contextlib
import ctypes
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
"""Seconds after which a deed that does not end is a finding."""
CHANGING = frozenset(
    """
    openat open creat write pwrite64 writev fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir
    mkdirat rmdir symlink symlinkat fchmod chmod fchmodat fchmodat2 ftruncate truncate utimensat flock copy_file_range
    sendfile vfork fork clone clone3 wait4 pipe2 exit_group
    """.split()  # noqa: SIM905 - a list of words is easier to read
)
"""Calls that change what is on the disk, or that begin or await another program that does."""
ANSWERED = CHANGING | {"close"}
"""Calls whose answer tells whether something is on the disk."""
READING = re.compile(r"^open(at)?\((?!.*O_(CREAT|WRONLY|RDWR|TRUNC))")
LINE = re.compile(r"(\w+)\(")
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of Linux: a git whose parent was killed becomes a child of ours, and can be waited for."""


@dataclass(frozen=True, slots=True)
class Point:
    """One call of a deed: which of those of its name."""

    name: str
    number: int
    line: str
    """As strace told it, with paths."""

    def is_one_of(self, names: frozenset[str]) -> bool:
        """Tell whether it is one of these calls; to open a file for reading is none."""
        return self.name in names and not READING.match(self.line)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a deed went."""

    code: int
    """Its exit code; negative = the signal that ended it."""
    out: str
    err: str
    """What it had said by then on standard output, and on standard error."""
    calls: tuple[Point, ...]
    is_stuck: bool = False


@contextlib.contextmanager
def room(prefix: str) -> Iterator[Path]:
    """Yield a folder for tries, with a home in it that programs take for the user's, on a fixed day."""
    with tempfile.TemporaryDirectory(prefix=prefix, dir=os.environ.get("AFTERWORD_ROOM")) as folder:
        for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            os.environ.pop(name, None)
        os.environ |= {"HOME": f"{folder}/here/home", "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
        os.environ |= {"AFTERWORD_TODAY": "2026-11-20T09:00", "AFTERWORD_SPELLING": "off"}
        yield Path(folder)


def usable() -> str:
    """Return why this cannot be done here; empty = it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if not shutil.which("strace"):
        return "strace is not installed"
    done = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else "strace may not trace here"


def adopt() -> None:
    """Become the one that orphans of our children are given to."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def done(deed: Callable[[], int], *injected: str) -> Ended:
    """Do a deed in a fork under strace, and wait until nothing that it began is running any more.

    Args:
        deed: what to do; its return value is the exit code.
        injected: what strace is told to do to its calls; nothing = only tell them.
    """
    go, told, troubles = os.pipe(), os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        _be(deed, go, told[1], troubles[1])
    for handle in (go[0], told[1], troubles[1]):
        os.close(handle)
    with tempfile.NamedTemporaryFile(prefix="calls-") as log:
        _trace(child, Path(log.name), injected)
        os.write(go[1], b"x")
        os.close(go[1])
        out, err, is_stuck = _heard(told[0], troubles[0], child)
        code = _reaped(child)
        lines = Path(log.name).read_text(errors="replace").splitlines()
    return Ended(code, out, err, tuple(_points(lines)), is_stuck)


def _be(deed: Callable[[], int], go: tuple[int, int], out: int, err: int) -> None:
    """Be the child: wait for the word, do it, and never return, whatever fails."""
    code = 70
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        for handle in (go[1], out, err):
            os.close(handle)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.read(go[0], 1)
        os.close(go[0])
        try:
            code = deed()
            sys.stdout.flush()
        except BaseException:  # noqa: BLE001 - told, and then the end
            traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _trace(child: int, log: Path, injected: tuple[str, ...]) -> None:
    words = ["strace", "-y", "-s", "0", "-o", str(log), "-p", str(child)]
    for one in injected:
        words += ["-e", f"inject={one}"]
    if injected:
        words += ["-e", "trace=" + ",".join(sorted({one.partition(":")[0] for one in injected}))]
    tracer = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert tracer.stderr
    first = tracer.stderr.readline()
    if b"attached" not in first:
        os.kill(child, signal.SIGKILL)
        raise RuntimeError(f"strace does not trace: {first.decode()}")
    tracer.stderr.close()
    tracer.returncode = 0  # it is reaped with everything else, and nobody asks for its code


def _heard(out: int, err: int, child: int) -> tuple[str, str, bool]:
    """Read what a child says until its mouth is shut; one that goes on for too long is killed."""
    heard = {out: b"", err: b""}
    end, is_stuck = time.monotonic() + PATIENCE, False
    left = {out, err}
    while left:
        ready = select.select(list(left), [], [], max(0.0, end - time.monotonic()))[0]
        if not ready and not is_stuck:
            is_stuck, end = True, end + PATIENCE
            os.kill(child, signal.SIGKILL)
        elif not ready:
            break  # somebody it began holds the pipe
        for handle in ready:
            data = os.read(handle, 65536)
            heard[handle] += data
            if not data:
                left.discard(handle)
    for handle in (out, err):
        os.close(handle)
    return heard[out].decode(errors="replace"), heard[err].decode(errors="replace"), is_stuck


def _reaped(child: int) -> int:
    """Wait for the child, for strace, and for what the child has left behind."""
    code = 0
    while True:
        try:
            pid, status = os.wait()
        except ChildProcessError:
            return code
        if pid == child:
            code = os.waitstatus_to_exitcode(status)


def _points(lines: list[str]) -> Iterator[Point]:
    seen: Counter[str] = Counter()
    for line in lines:
        if found := LINE.match(line):
            seen[found[1]] += 1
            yield Point(found[1], seen[found[1]], line)
