"""The parent's side of the limited process: starts it once, asks it for each letter, waits no longer than five seconds.

The process stays for the next letter. It ends when it is told to, when the program ends, however that comes about (its
standard input ends with it), and after every letter that took more than a letter may: the next one finds a new process.
"""

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from store.letters.engine import LARGEST, TOO_LARGE, Fault
from store.letters.facts import Facts
from store.model.letter import Template

WALL_SECONDS = 5.0
LONGEST = 13 * LARGEST
"""Bytes of the longest answer: a sign can take twelve."""
START = "import sys; sys.path.insert(0, sys.argv[1]); from store.letters.child import main; raise SystemExit(main())"
HOUSE = Path(__file__).resolve().parents[2]


class Resident:
    """A limited process that is started by the first letter and stays until `close`; threads may share it."""

    def __init__(self, start: str = START, wall: float = WALL_SECONDS) -> None:
        self._start_with = start
        self._wall = wall
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process that waits for the next letter; None where there is none."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def fill(self, template: Template, facts: Facts) -> tuple[str, str]:
        """Fill a template; return subject and text.

        Raises:
            Fault: the template is wrong, or reached a limit.
        """
        request = {
            "subject": template.subject,
            "subject_line": template.subject_line,
            "source": template.source,
            "source_line": template.source_line,
            "values": facts.values,
        }
        with self._lock:
            answer = self._asked(json.dumps(request).encode() + b"\n", template.source_line)
        if "reason" in answer:
            raise Fault(int(answer["line"]), str(answer["reason"]), limit=bool(answer["limit"]))
        return str(answer["subject"]), str(answer["body"])

    def close(self) -> None:
        """End the process; whoever waits for an answer waits no longer."""
        if (child := self._child) is not None:
            child.kill()
        with self._lock:
            self._end()

    def _asked(self, request: bytes, line: int) -> dict[str, Any]:
        child = self._awake()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        clock = threading.Timer(self._wall, stop)
        clock.daemon = True
        clock.start()
        try:
            output = _exchange(child, request)
        except BaseException:  # the answer would be taken for that to the next letter
            self._end()
            raise
        finally:
            clock.cancel()
            clock.join()
        if not output.endswith(b"\n") or late.is_set():
            raise Fault(line, self._end_of(child, output, late=late.is_set()), limit=True)
        answer = dict(json.loads(output))
        if answer.get("limit") or answer.get("grown"):
            self._end()
        return answer

    def _awake(self) -> subprocess.Popen[bytes]:
        """Return the process, a new one where there is none."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        atexit.register(self.close)
        self._child = subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
            [sys.executable, "-I", "-X", "utf8", "-c", self._start_with, str(HOUSE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd=HOUSE.anchor,
            close_fds=True,
            start_new_session=True,
        )
        return self._child

    def _end_of(self, child: subprocess.Popen[bytes], output: bytes, *, late: bool) -> str:
        """End a process that gave no answer; say why there is none."""
        if len(output) >= LONGEST:
            child.kill()
        code = child.wait()
        self._end()
        if late:
            return f"it was not done after {self._wall:g} seconds and was stopped"
        if len(output) >= LONGEST:
            return TOO_LARGE
        if code < 0:
            return "it took more time or memory than a letter may and was stopped"
        return "it could not be filled in the time and memory that a letter may take"

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        atexit.unregister(self.close)
        child.kill()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):  # what it did not read any more
                if pipe:
                    pipe.close()
        child.wait()


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Hand a request over; return the line that answers it, or less where the process ended."""
    if child.stdin is None or child.stdout is None:
        return b""
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(request)
        child.stdin.flush()
    return child.stdout.readline(LONGEST)


RESIDENT = Resident()
"""The one that every letter of this program is filled by."""


def fill_apart(template: Template, facts: Facts) -> tuple[str, str]:
    """Fill a template in the limited process; return subject and text.

    Raises:
        Fault: the template is wrong, or reached a limit.
    """
    return RESIDENT.fill(template, facts)
