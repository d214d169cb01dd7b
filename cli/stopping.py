"""Ctrl+C as a wish: long work is asked to end at its next safe place."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Let Ctrl+C ask for an end at the next safe place, in place of breaking off anywhere; yield what tells of it."""
    wished: list[int] = []

    def wish(number: int, _frame: FrameType | None) -> None:
        wished.append(number)

    try:
        before = signal.signal(signal.SIGINT, wish)
    except ValueError:  # not the main thread, where no such key arrives
        yield lambda: False
        return
    try:
        yield lambda: bool(wished)
    finally:
        signal.signal(signal.SIGINT, before)
