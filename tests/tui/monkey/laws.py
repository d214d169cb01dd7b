"""What must hold, whatever a monkey did: a screen within its bounds, no text lost, no problem made."""

import re
import subprocess
from pathlib import Path

from rich.cells import cell_len

from store.model.problem import Severity
from store.vault.aside import read_aside
from store.workspace.door import Workspace
from tests.tui.driver import strips
from tests.tui.monkey.hands import MOMENT
from tests.tui.monkey.watched import TOKEN, Player

LEFT_OVER = re.compile(r"\.(tmp|lock|orig|afterword.*)$|~$")
Errors = set[tuple[str, str]]


class Fault(AssertionError):
    """The program broke a law; the text says which."""


def look(app: Player) -> None:
    """Look at the screen.

    Raises:
        Fault: more was drawn than the terminal holds.
    """
    if not app.is_running or app._exception:
        return
    width, height = app.size
    drawn = strips(app)
    wide = [line for line in drawn if cell_len(line) > width]
    if wide or len(drawn) > height:
        raise Fault(f"wider than {width} or higher than {height} on {app.screen}: {len(drawn)} lines, {wide[:3]}")


def kept(vault: Path, home: Path) -> set[str]:
    """Return every word of the monkey that is in a file, or in a version that git holds."""
    files = (f for folder in (vault, home) for f in folder.rglob("*") if f.is_file() and ".git" not in f.parts)
    argv = ["git", "log", "-p", "--all", "--text", "--format=%B"]
    texts = [*(file.read_bytes() for file in files), subprocess.check_output(argv, cwd=vault)]
    return set(TOKEN.findall(b"\n".join(texts).decode(errors="replace")))


def errors(vault: Path) -> Errors:
    """Return what is wrong in the files."""
    found = Workspace.open(vault, MOMENT).snapshot().problems
    return {(p.code, p.message) for p in found if p.severity is Severity.ERROR}


def amiss(vault: Path, before: Errors) -> list[str]:
    """Return what is wrong in the vault that was not before."""
    said = [f"new error: {code}: {text}" for code, text in sorted(errors(vault) - before)]
    fsck = subprocess.run(["git", "fsck", "--strict"], cwd=vault, capture_output=True, text=True, check=False)
    said += [f"git fsck: {fsck.stdout}{fsck.stderr}"] if fsck.returncode else []
    return said + [f"left over: {file}" for file in vault.rglob("*") if is_left_over(file)]


def is_left_over(file: Path) -> bool:
    """Tell whether a file should be gone; a version set aside is kept for a while, and holds nothing of its own."""
    aside = read_aside(file.name)
    return bool(LEFT_OVER.search(file.name)) and not (aside and aside.expects(file.read_bytes()))
