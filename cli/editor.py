"""The launcher of the user's own editor: a fixed argument vector, no shell, no git settings handed on."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from store.errors import BadRequest

KNOWN = ("editor", "nano", "vi", "notepad")
"""Tried in this order where the user named none."""
ON_TERMINAL = frozenset({
    "vi", "vim", "vim.basic", "vim.tiny", "nvi", "nvim", "elvis", "nano", "pico", "emacs", "emacs-nox", "emacs-gtk",
    "mg", "micro", "kak", "hx", "helix", "joe", "jmacs", "jed", "ne", "mcedit", "busybox", "sensible-editor",
})  # fmt: skip
"""Those that draw on a terminal."""


def editor_command(env: Mapping[str, str]) -> list[str]:
    """Return the editor's words: `$VISUAL`, else `$EDITOR`, else one that is there.

    Raises:
        BadRequest: it cannot be read as a command, or there is none.
    """
    told = env.get("VISUAL", "").strip() or env.get("EDITOR", "").strip()
    search = env.get("PATH")
    if not told:
        found = next((name for name in KNOWN if shutil.which(name, path=search)), None)
        if found is None:
            raise BadRequest("No editor was found. Set VISUAL or EDITOR, for example: export EDITOR=nano")
        return [found]
    try:
        words = shlex.split(told)
    except ValueError as error:
        raise BadRequest(f"VISUAL or EDITOR cannot be read as a command: {told}") from error
    if not words or shutil.which(words[0], path=search) is None:
        raise BadRequest(
            f"The editor “{words[0] if words else told}” was not found. Set VISUAL or EDITOR to one that is."
        )
    return words


def needs_terminal(command: Sequence[str], env: Mapping[str, str]) -> bool:
    """Tell whether an editor is one of those that draw on the terminal; what is not known is taken at its word."""
    found = shutil.which(command[0], path=env.get("PATH"))
    names = {Path(command[0]).name, Path(found).resolve().name if found else ""}
    has_window = bool({"emacs", "emacs-gtk"} & names and not {"-nw", "--no-window-system"} & set(command))
    return bool(names & ON_TERMINAL) and not (has_window and (env.get("DISPLAY") or env.get("WAYLAND_DISPLAY")))


def open_editor(command: Sequence[str], file: Path, env: Mapping[str, str]) -> int:
    """Run the editor on a file, wait for it, and return its exit status."""
    quiet = {name: value for name, value in env.items() if not name.startswith("GIT_")}
    return subprocess.run([*command, str(file.absolute())], env=quiet, check=False).returncode  # noqa: S603, TID251 - this is the editor launcher
