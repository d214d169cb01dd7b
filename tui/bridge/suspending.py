"""Giving the terminal back to the shell for a while, until its `fg`."""

import os
import signal
from typing import Any

from textual.app import App

NOBODY = "No shell waits for this program, so nothing could bring it back. Nothing was stopped."


def suspend(app: App[Any]) -> str:
    """Stop until somebody says `fg`; return what the user should know in words, empty when it was done.

    The driver gives the terminal back before it stops, and takes it again. Whatever the shell has started together with
    this program stops as well, since a shell takes the terminal only once all of it stands still.
    """
    if app.is_headless or not hasattr(signal, "SIGTSTP") or not _somebody_waits():
        return NOBODY
    os.kill(0, signal.SIGTSTP)
    return ""


def _somebody_waits() -> bool:
    """Tell whether a shell has started this program in a group of its own, as those do that have `fg`."""
    return os.getpgrp() != os.getsid(0)
