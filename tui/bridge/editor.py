"""The user's editor, started over the screen; the screen comes back whatever happens."""

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.bridge.ending import passed_on

WITH_LINE = ("vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "joe", "ne", "helix", "hx")
"""Editors that take `+LINE` before the file, helix aside."""
FALLBACKS = ("sensible-editor", "nano", "vi")
AT_ONCE = 0.5
"""Seconds; nobody edits a file in less."""
RETURNED = "The editor came back at once. If it opens a window of its own, tell it to wait: export VISUAL='code --wait'"
MISSING = "No editor is named. Set VISUAL or EDITOR, for example: export EDITOR=nano"


def editor_command(wanted: str | None = None) -> list[str] | None:
    """Return the editor as words: the one wanted, else $VISUAL, $EDITOR, one that is installed; None = none."""
    wanted = wanted or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if wanted and wanted.strip():
        try:
            return shlex.split(wanted)
        except ValueError:
            return None
    found = next((name for name in FALLBACKS if shutil.which(name)), None)
    return [found] if found else None


def arguments(command: list[str], path: Path, line: int) -> list[str]:
    """Return the whole call that opens a file at a line, where the editor is known to take one."""
    name = os.path.basename(command[0])  # noqa: PTH119 - a name, not a path to look at
    place = [f"+{line}"] if name in WITH_LINE[:-2] and line > 1 else []
    return [*command, *place, str(path)]


def edit(app: App[int], command: list[str], root: Path, path: str, line: int) -> str:
    """Open a file of the vault in the editor; return what the user should know in words, empty when all is well."""
    file = root / path
    before, began = file.read_bytes() if file.is_file() else b"", time.monotonic()
    trouble = run_in_terminal(app, arguments(command, file, line))
    after = file.read_bytes() if file.is_file() else b""
    if not trouble and after == before and time.monotonic() - began < AT_ONCE:
        return RETURNED
    return trouble


def run_in_terminal(app: App[int], argv: list[str], name: str = "The editor") -> str:
    """Run a program over the screen and wait for it; return what went wrong in words, empty when nothing did."""
    trouble = ""
    try:
        with app.suspend():
            try:
                with as_it_was(), subprocess.Popen(argv) as child, passed_on(child):  # noqa: S603 - the user's own, without a shell
                    code = child.wait()
            except OSError as error:  # an exception must not leave the block: the terminal would stay raw
                code, trouble = 0, f"{name} could not be started: {error.strerror}: {argv[0]}"
    except SuspendNotSupported:
        return f"{name} cannot be opened here. Do it in another window; changes appear at once."
    if code:
        trouble = f"{name} ended with code {code}. The file is as it was left."
    return trouble


@contextmanager
def as_it_was() -> Iterator[None]:
    """Set the terminal back to how it was: an editor that dies may leave it without line ends and echo."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    try:
        before = termios.tcgetattr(0)
    except (OSError, termios.error):  # no terminal at all
        yield
        return
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSADRAIN, before)
