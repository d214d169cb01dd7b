"""The three streams of the process."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # what a prompt does not wait for
    from collections.abc import Callable
    from typing import TextIO


def speak_utf8() -> None:
    """Make the three streams UTF-8 whatever the locale; writing to two of them never fails on a character.

    A stream that the caller closed becomes one that is empty, or forgets.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115 - open until the end, like the one it stands for
            setattr(sys, name, nowhere)
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "replace"), (sys.stdin, "strict")):
        change = getattr(stream, "reconfigure", None)
        if change is not None:
            change(encoding="utf-8", errors=errors)


def carefully(answer: "Callable[[], int]") -> int:
    """Run what writes to the streams, and return its exit code; a reader that is gone and a full disk are no faults."""
    try:
        return int(answer())
    except KeyboardInterrupt:
        from cli.diagnostics import ExitCode

        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        hush()
        return 0
    except OSError as error:  # a full disk behind standard output
        from cli.diagnostics import Diagnostics

        code = Diagnostics(sys.stderr).trouble(error)
        hush()
        return code


def hush() -> None:
    """Let the end of the program flush into nothing, since nobody reads any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


class Heard:
    """A stream, and what was written to it."""

    def __init__(self, stream: "TextIO") -> None:
        self._stream = stream
        self._pieces: list[str] = []

    def write(self, text: str) -> int:
        """Write a text, and remember it."""
        self._pieces.append(text)
        return self._stream.write(text)

    def flush(self) -> None:
        """Hand everything written to the system."""
        self._stream.flush()

    def isatty(self) -> bool:
        """Tell whether a person is at the other end."""
        return self._stream.isatty()

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "".join(self._pieces)
