"""Thousands of files read by several processes at once: those that wait are handed out, and what comes back are rows.

Promise: the other processes end with the reading, however it ends. What they have not read is left to whoever asked.
"""

import contextlib
import os
import select
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO

from msgspec import DecodeError
from msgspec.msgpack import Decoder

from store.model.person import Person
from store.model.settings import Settings
from store.vault.index import ENCODER
from store.vault.scan import Found

WORTH_IT = 1000
"""Files that make another process worth its start."""
MOST = 7
"""Other processes at the most."""
AT_ONCE = 32
"""Files that are handed to a process at once."""
START = (
    "import sys; sys.path[:] = sys.argv[1:]; from store.vault.reading_child import main; "
    "raise SystemExit(main(sys.stdin.buffer, sys.stdout.buffer))"
)
Begin = tuple[str, Settings, tuple[Person, ...]]
"""What a process is told first: the vault's folder, and what its opportunities are read by."""
Rows = list[bytes | None]
ROWS = Decoder(Rows)
SIZE = 8
"""Bytes that say how many follow."""
LARGEST = 1 << 28
"""More bytes than that are no answer, but something that was printed."""


def processes_for(count: int) -> int:
    """Return how many other processes are worth starting for so many files; 0 where this machine does not gain."""
    if os.name == "nt" or not sys.executable:
        return 0  # pipes cannot be waited for there
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores - 1, count // WORTH_IT, MOST)


def beginning(root: Path, settings: Settings, people: tuple[Person, ...]) -> bytes | None:
    """Return what every process is told first; None where it cannot be told, since it holds half a character."""
    begin: Begin = (str(root), settings, people)
    try:
        return ENCODER.encode(begin)
    except (ValueError, OverflowError):
        return None


def read_apart(
    files: Sequence[Found], begin: bytes, here: Callable[[Found], object]
) -> Generator[tuple[Found, bytes], None, None]:
    """Yield files that other processes have read, each with its row; meanwhile some of the others are read here.

    Args:
        files: those to read.
        begin: what every process is told first.
        here: reads one file in this process.
    """
    waiting = list(reversed(files))
    children = [child for _ in range(processes_for(len(files))) if (child := _Child.started(begin))]
    try:
        for child in children:
            child.ask(waiting)
        while waiting or any(child.asked for child in children):
            busy = [child for child in children if child.asked]
            for child in _ready(busy, wait=not waiting):
                asked, rows = child.asked, child.answer()
                child.ask(waiting)
                yield from ((file, row) for file, row in zip(asked, rows, strict=False) if row is not None)
            if waiting:
                here(waiting.pop())
    finally:
        for child in children:
            child.end()


def _ready(children: Sequence["_Child"], *, wait: bool) -> list["_Child"]:
    """Return those that have answered, or ended; where there is nothing else to do wait for the first."""
    if not children:
        return []
    look = select.poll()
    by_number = {child.answers.fileno(): child for child in children}
    for number in by_number:
        look.register(number, select.POLLIN)
    return [by_number[number] for number, _ in look.poll(None if wait else 0)]


class _Child:
    """Another process that reads files, and those that it was asked for."""

    def __init__(self, process: "subprocess.Popen[bytes]", requests: IO[bytes], answers: IO[bytes]) -> None:
        self._process, self._requests, self.answers = process, requests, answers
        self.asked: list[Found] = []
        self._is_there = True

    @classmethod
    def started(cls, begin: bytes) -> "_Child | None":
        """Start one; None where that cannot be done."""
        argv = [sys.executable, "-I", "-X", "utf8", "-c", START, *sys.path]
        try:
            process = subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
                argv,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl+C is for this process, which ends that one
            )
        except OSError:
            return None
        assert process.stdin is not None  # noqa: S101 - a pipe was asked for
        assert process.stdout is not None  # noqa: S101
        child = cls(process, process.stdin, process.stdout)
        child._tell(begin)
        return child

    def ask(self, waiting: list[Found]) -> None:
        """Hand over the next files, of which the last ones come first."""
        self.asked = []
        if self._is_there and waiting:
            self.asked = waiting[: -AT_ONCE - 1 : -1]
            del waiting[-AT_ONCE:]
            self._tell(ENCODER.encode([file.path for file in self.asked]))

    def answer(self) -> Rows:
        """Return a row for each file that was asked for, None for one in doubt; nothing where it has died."""
        try:
            return ROWS.decode(read_frame(self.answers) or b"")
        except DecodeError:
            self._is_there = False
            return []

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        for pipe in (self._requests, self.answers):
            with contextlib.suppress(OSError):
                pipe.close()
        self._process.wait()

    def _tell(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # it has died, and the end of its answers will show that
            write_frame(self._requests, data)


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Send something in one piece.

    Raises:
        OSError: nobody listens.
    """
    pipe.write(len(data).to_bytes(SIZE) + data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """Return what was sent in one piece; None where whoever sends has gone, or sent something else."""
    size = int.from_bytes(head) if len(head := pipe.read(SIZE)) == SIZE else LARGEST
    data = pipe.read(size) if size < LARGEST else b""
    return data if len(data) == size else None
