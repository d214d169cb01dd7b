"""An end that comes for certain: a terminal that is gone can hold the drawing, and with it the program, for ever."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = tuple(
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGXCPU")
    if hasattr(signal, name)
)
"""What would end a program on the spot."""
OF_THE_KEYBOARD = tuple(number for number in ENDING if number.name in ("SIGINT", "SIGQUIT"))
"""What a terminal sends to all who have it, at a key such as `ctrl+c`."""
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


@contextmanager
def passed_on(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Let a program that has the terminal be ended first: else it would stay, and the shell would come on top of it.

    What the keyboard sends is that program's own affair, as in every shell: this one waits.

    Args:
        child: the program.
    """
    before = {number: signal.getsignal(number) for number in ENDING}
    awake = signal.set_wakeup_fd(-1)  # else the event loop would hear of it, too, once it goes on
    told: list[int] = []

    def tell(number: int, frame: FrameType | None) -> None:
        told.append(number)
        child.send_signal(number)
        if callable(handler := before[signal.Signals(number)]):
            handler(number, frame)  # a program that stays in spite of it holds nobody for ever

    for number in ENDING:
        signal.signal(number, (lambda *_: None) if number in OF_THE_KEYBOARD else tell)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(awake)
        for number in told:
            signal.raise_signal(number)
