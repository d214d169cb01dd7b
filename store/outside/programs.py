"""Other programs, started by a fixed list of words: no shell, no terminal to ask on, and an end to waiting."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass


class NoSuchProgram(Exception):
    """The program is not on this machine, or cannot be started; `str()` of it is its name and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended."""

    status: int | None
    """Its exit code, below zero for a signal; None when it had to be stopped."""
    out: bytes = b""
    error: str = ""
    """The last line of what it said on standard error, without what could steer a terminal."""


def run(words: Sequence[str], given: bytes = b"", *, seconds: float, listen: bool = True) -> Ended:
    """Start a program, give it its input and wait for its end.

    Args:
        words: the program and its arguments.
        given: its standard input.
        seconds: after which it is stopped, with what it started.
        listen: whether its output is read; a program that stays in the background would never close it.

    Raises:
        NoSuchProgram: it cannot be started.
    """
    heard = subprocess.PIPE if listen else subprocess.DEVNULL
    try:
        child = subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
            list(words), stdin=subprocess.PIPE, stdout=heard, stderr=heard, start_new_session=True
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is no name of a program"
        raise NoSuchProgram(f"{words[0]}: {reason}") from error
    with child:
        try:
            out, said = child.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            _stop(child)
            return Ended(status=None)
        except BaseException:
            _stop(child)
            raise
    return Ended(status=child.returncode, out=out or b"", error=last_line(said or b""))


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """End a program and everything it started."""
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()
    child.wait()


def last_line(said: bytes) -> str:
    """Return the last line that says something, short and harmless."""
    lines = [" ".join(line.split()) for line in said.decode("utf-8", "replace").splitlines()]
    return next((shown(line) for line in reversed(lines) if line), "")


def shown(text: str) -> str:
    """Return foreign words for a sentence of ours: one line, short, without what could steer a terminal."""
    longest = 200
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= longest else line[:longest] + "…"
