"""An end that comes for certain: a terminal that is gone can hold the drawing, and with it the program, for ever."""

import os
import signal
import threading
from collections.abc import Callable

WAIT = 10.0
"""Seconds in which the program can begin to end by itself, after it was told to."""
LONGEST = 60.0
"""Seconds in which what is typed can be saved."""


def end_for_certain(number: int, has_begun: Callable[[], bool]) -> None:
    """See to it that a signal ends the program, even where its own thread waits for a terminal that is gone.

    Call it after the event loop has its handler for the signal: the loop is still told.

    Args:
        number: the signal.
        has_begun: tells whether the program is ending by itself.
    """

    def watch() -> None:
        gone = threading.Event()
        gone.wait(WAIT)
        if has_begun():
            gone.wait(LONGEST)
        os._exit(128 + number)  # every file is whole: what is written goes into a new file first

    signal.signal(number, lambda *_: threading.Thread(target=watch, daemon=True, name="end").start())
