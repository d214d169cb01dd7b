"""A repository's own programs: which hooks git would run, and what they said where one of them said no."""

import hashlib
import os
import re
from pathlib import Path
from typing import Protocol

NAMES = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"),
    *("commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"),
    *("proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc"),
    *("post-rewrite", "sendemail-validate", "fsmonitor-watchman", "post-index-change", "p4-changelist"),
    *("p4-prepare-changelist", "p4-post-changelist", "p4-pre-submit"),
)
"""All that git knows; other files beside them are never run."""
OF_COMMITS = ("pre-commit", "prepare-commit-msg", "commit-msg")
"""Those that can keep git from committing."""
PREFIX = "hook "
"""What the rows of hooks begin with; no key of git's settings is without a dot."""
STEERING = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)")
LONGEST = 300


class Asking(Protocol):
    """Git, as far as it is needed here."""

    folder: Path

    def plainly(self, *arguments: str) -> str:
        """Return what a command says that runs nothing, without anything taken away from git."""


def hooks_of(git: Asking) -> dict[str, Path]:
    """Return the hooks that git would run in a repository, by their names, wherever its settings say they are."""
    top = git.plainly("rev-parse", "--show-toplevel")
    if not top:
        return {}
    folder = Path(top, git.plainly("-C", top, "rev-parse", "--git-path", "hooks"))
    places = {name: folder / name for name in NAMES}
    return {name: place for name, place in places.items() if place.is_file() and os.access(place, os.X_OK)}


def hook_rows(git: Asking) -> tuple[str, ...]:
    """Return a row for each hook: its name, and a mark of what is in it."""
    return tuple(f"{PREFIX}{name}\n{_mark(place)}" for name, place in hooks_of(git).items())


def said_no(git: Asking, error: str) -> str:
    """Say that a hook kept git from committing, in its own words; empty where there is none that could have.

    Args:
        git: git in the vault.
        error: what was written; git itself writes nothing where a hook says no.
    """
    names = [name for name in OF_COMMITS if name in hooks_of(git)]
    if not names or re.search(r"^fatal: ", error, re.MULTILINE):
        return ""
    lines = (line.strip() for line in STEERING.sub("", error).splitlines() if not line.startswith("hint:"))
    words = " ".join("".join(c if c.isprintable() else " " for c in " ".join(filter(None, lines))).split())
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} ..."
    told = f"It says: “{shown}”." if shown else "It gives no reason."
    which = f"the hook {names[0]}" if len(names) == 1 else f"a hook ({' or '.join(names)})"
    return f"{which[0].upper()}{which[1:]} of this vault's git said no. {told} Your files are saved all the same."


def _mark(place: Path) -> str:
    try:
        return hashlib.sha256(place.read_bytes()).hexdigest()
    except OSError as error:  # then git cannot run it either
        return error.strerror or "cannot be read"
