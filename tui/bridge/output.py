"""What is drawn goes to the terminal; once that is gone it goes nowhere, and nothing waits for it.

Textual writes in a thread of its own, from a queue with room for some writes. An error of a terminal that was closed
ends that thread, and the next writes fill the queue: the program would then wait for ever, in the middle of its end.
"""

from typing import IO, Any

from textual.driver import Driver


class Lasting:
    """A file whose writes never fail: after the first failure they are dropped."""

    def __init__(self, file: IO[str]) -> None:
        self._under = file
        self._is_gone = False

    def write(self, text: str) -> int:
        """Write a text, or drop it."""
        if not self._is_gone:
            try:
                self._under.write(text)
            except (OSError, ValueError):  # the terminal, or the file for it, is closed
                self._is_gone = True
        return len(text)

    def flush(self) -> None:
        """Hand over what was written, or drop it."""
        if not self._is_gone:
            try:
                self._under.flush()
            except (OSError, ValueError):
                self._is_gone = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._under, name)


def with_lasting_output(kind: type[Driver]) -> type[Driver]:
    """Return a driver that draws through a file whose writes never fail."""

    class LastingDriver(kind):  # type: ignore[misc, valid-type] # the class that fits the system is known only now
        """Draws as its base does."""

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            file: Any = getattr(self, "_file", None)
            if file is not None:
                self._file: Any = Lasting(file)

    return LastingDriver
