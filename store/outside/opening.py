"""A file shown by the program of this machine that shows such files; it runs by itself and may outlive Afterword."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from store.errors import NotPrinted

SECONDS = 3.0
"""A program that is still there after this is showing the file."""


def show(file: Path, own: Sequence[str] = ()) -> None:
    """Open a file in a viewer, without waiting for it to be closed.

    Args:
        file: what to show.
        own: the program of the user's own settings with its arguments; empty = the system's.

    Raises:
        NotPrinted: there is no viewer, or no screen for it.
    """
    place = str(file.absolute())  # so that it never begins with a dash
    choices = [tuple(own)] if own else openers(os.environ)
    if not choices:
        raise NotPrinted(f"There is no screen to show it on from here. It is saved as {place}.")
    for words in choices:
        if shutil.which(words[0]) and _stays([*words, place]):
            return
    names = " or ".join(words[0] for words in choices)
    raise NotPrinted(
        f"It could not be shown: {names} is not there, or knows no program for it. It is saved as {place}. "
        "Which program shows it, `open` under [paper] of your own settings can say."
    )


def openers(env: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return what opens a file on this system, first choice first; none where there is no screen."""
    if sys.platform == "darwin":
        return [("open",)]
    if sys.platform == "win32":
        return [("explorer",)]
    has_screen = env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")
    return [("xdg-open",), ("gio", "open")] if has_screen else []


def _stays(words: Sequence[str]) -> bool:
    """Start a program out of reach of the terminal; tell whether it runs, or has handed the file on."""
    try:
        program = subprocess.Popen(  # noqa: S603 - a fixed argument vector, no shell
            list(words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return program.wait(SECONDS) == 0 or sys.platform == "win32"  # explorer says 1 when all went well
    except subprocess.TimeoutExpired:
        threading.Thread(target=program.wait, daemon=True, name="viewer").start()
        return True
