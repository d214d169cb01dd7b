"""Talk: the one owner of standard error, and the exit codes that scripts rely on."""

from enum import IntEnum
from pathlib import Path
from typing import Protocol

from cli.safe import cells, column, safe_text
from store.errors import (
    Ambiguous,
    BadRequest,
    Busy,
    Cancelled,
    ChangedUnderneath,
    EditedLater,
    MustDecide,
    MustTell,
    NeedsLogin,
    NotAVault,
    NotFound,
    NotSentYet,
    Offline,
    Overtaken,
    PerhapsSent,
    QueryFault,
    StoreError,
)

PROGRESS_WIDTH = 60
"""Columns of a line that is rewritten: it must not wrap."""


class ExitCode(IntEnum):
    """What the program tells its caller; fixed, since scripts depend on it."""

    FINE = 0
    FAILED = 1
    """Something failed, or `check` and its kind found problems."""
    USAGE = 2
    """The command line or the settings are wrong."""
    PASSING = 3
    """Trying again later helps: a lock, a network."""
    DECIDE = 4
    """A person must decide first."""
    INTERRUPTED = 130


class Stream(Protocol):
    """What sentences are written to."""

    def write(self, text: str, /) -> int:
        """Write a text."""

    def flush(self) -> None:
        """Hand everything written to the system."""

    def isatty(self) -> bool:
        """Tell whether a person is at the other end."""


ANSWERS: tuple[tuple[type[StoreError], ExitCode], ...] = (
    (NotAVault, ExitCode.USAGE),
    (NotFound, ExitCode.USAGE),
    (Ambiguous, ExitCode.USAGE),
    (BadRequest, ExitCode.USAGE),
    (Busy, ExitCode.PASSING),
    (ChangedUnderneath, ExitCode.PASSING),
    (NotSentYet, ExitCode.PASSING),
    (PerhapsSent, ExitCode.DECIDE),
    (Offline, ExitCode.PASSING),
    (Overtaken, ExitCode.PASSING),
    (NeedsLogin, ExitCode.PASSING),
    (MustDecide, ExitCode.DECIDE),
    (MustTell, ExitCode.DECIDE),
    (Cancelled, ExitCode.INTERRUPTED),
    (EditedLater, ExitCode.DECIDE),  # only a person knows which of the two to keep
)
"""The exit code of each sort of failure; any other is `FAILED`."""


class Diagnostics:
    """Writes sentences for the person at the terminal."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._shows_progress = False

    def say(self, text: str) -> None:
        """Write one or more lines, without what could steer a terminal."""
        self.progress("")
        for line in text.split("\n"):
            self.stream.write(safe_text(line) + "\n")
        self.stream.flush()

    def progress(self, text: str) -> None:
        """Show how far it is on one line that the next one replaces; nothing where nobody watches.

        Args:
            text: what happens now; empty clears the line.
        """
        if not (text or self._shows_progress) or not self.stream.isatty():
            return
        self.stream.write(f"\r{column(text, PROGRESS_WIDTH)}" if text else f"\r{' ' * PROGRESS_WIDTH}\r")
        self.stream.flush()
        self._shows_progress = bool(text)

    def ask(self, question: str) -> None:
        """Write a question and stay on its line."""
        self.stream.write(safe_text(question) + " ")
        self.stream.flush()

    def failure(self, error: StoreError) -> ExitCode:
        """Tell what happened and return the exit code for it."""
        self.say(f"afterword: {error}")
        if isinstance(error, QueryFault):
            self.say(f"  {error.query}\n  {pointer(error)}")
        return code_of(error)

    def trouble(self, error: OSError) -> ExitCode:
        """Tell what the operating system refused."""
        place = f"{error.filename}: " if error.filename else ""
        self.say(f"afterword: {place}{error.strerror or type(error).__name__}.")
        return ExitCode.FAILED

    def mistake(self, error: Exception) -> ExitCode:
        """Tell a mistake of the program by its type and places, never by data: files may be private."""
        import traceback

        self.say(
            f"afterword: a mistake in the program itself ({type(error).__name__}). Your files are whole. "
            "Please report the lines below; they hold nothing out of your vault."
        )
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename.startswith("<"):
                continue
            self.say(f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}")
        return ExitCode.FAILED


def pointer(fault: QueryFault) -> str:
    """Return the line that points, from below, at what of a query cannot be read."""
    before = safe_text(fault.query[: fault.start])
    length = cells(safe_text(fault.query[fault.start : fault.start + fault.length]))
    return " " * cells(before) + "^" * max(1, length)


def code_of(error: StoreError) -> ExitCode:
    """Return the exit code of a failure."""
    return next((code for sort, code in ANSWERS if isinstance(error, sort)), ExitCode.FAILED)
