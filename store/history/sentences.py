"""What git wrote when it refused, in one sentence for a person: what happened, what was kept safe, what to do."""

import re
from pathlib import Path

TRUST = "afterword doctor --trust"
SAVED = "Your files are saved all the same."
DUBIOUS = "dubious ownership"
"""What git writes where a folder belongs to somebody else."""
NO_NAME = "Git does not know who you are"
ENDED = "Timeout: the command "
"""What the library writes in git's place where git came to no end."""
INDEX_DAMAGED = "its index .git/index is damaged"
KNOWN: tuple[tuple[str, str], ...] = (
    (
        "^" + ENDED,
        (
            "Git could not {command}: it did not come to an end and was stopped; perhaps it waited for a passphrase "
            "(commit.gpgsign) or for a program that git starts. {saved} `git commit --allow-empty -m test` in this "
            "vault shows it; what waits is committed with the next change."
        ),
    ),
    (
        r"gpg failed to sign|cannot run gpg|gpg\.ssh\.|failed to write commit object.*sign|signing failed|ssh-keygen",
        (
            "Git could not commit: your git settings ask for signed commits (commit.gpgsign), and there is no key that "
            "works here without asking you. {saved} `git config commit.gpgsign false` in this vault commits without a "
            "signature; or make the key work (`git commit --allow-empty -m test` tries it)."
        ),
    ),
    (
        r"external filter .* failed|(clean|smudge) filter .* failed",
        (
            "Git could not {command}: the filter that .gitattributes asks for failed, and without it nothing is "
            "stored. {saved} `git config --get-regexp filter` shows its command; what waits is "
            "committed with the next change once it works."
        ),
    ),
    (
        r"No space left on device|Disk quota exceeded",
        "Git could not {command}: the disk is full. {saved} Make room; what waits is committed with the next change.",
    ),
    (
        r"Read-only file system",
        (
            "Git could not {command}: this disk can only be read. {saved} When it can be written to again, what "
            "waits is committed with the next change."
        ),
    ),
    (
        r"insufficient permission|Permission denied",
        (
            "Git could not {command}: it may not write into its own folder .git (mostly because another user, root "
            "perhaps, once ran git here). {saved} "
            "Give that folder back to yourself; what waits is committed with the next change."
        ),
    ),
    (
        r"outside of your sparse-checkout",
        (
            "Git could not {command}: this vault is a sparse checkout (`git sparse-checkout`) that leaves this "
            "file out. {saved}"
        ),
    ),
    (
        r"unmerged files|unresolved conflict|needs merge",
        (
            "Git could not {command}: it holds two versions of some file and waits for one (mostly after "
            "`git stash pop`). {saved} `git status` lists them; `git add FILE` says that a file is as it should be."
        ),
    ),
    (
        r"empty ident name|unable to auto-detect email|Please tell me who you are",
        NO_NAME + ": `git config --global user.name` and `... user.email` tell it. {saved}",
    ),
    (
        r"index file (smaller than expected|corrupt)|bad signature 0x|bad index (version|file)|index uses .* extension",
        (
            "Git could not {command}: " + INDEX_DAMAGED + ", mostly by a power cut. {saved} "
            "`afterword doctor --fix` makes it anew; the history is not touched by that."
        ),
    ),
    (
        r"(object file|loose object).*(is empty|corrupt)|bad object|unable to read tree|invalid sha1 pointer",
        (
            "Git could not {command}: its own store .git is damaged, mostly by a power cut or a sync tool that copies "
            ".git. {saved} Keep a copy of the whole folder before anything else; `git fsck` tells how much is missing, "
            "and a clone of another machine's copy brings it back."
        ),
    ),
)
"""What git writes, and what is told instead; `{command}` is what it was to do."""


def is_locked(error: str) -> bool:
    """Tell whether git stopped because another git holds a lock, or was a moment faster: it can be tried again."""
    overtaken = "cannot lock ref" in error and "but expected" in error
    return overtaken or (".lock'" in error and "File exists" in error)


def sentence_of(error: str, command: str) -> str:
    """Make one line for a person of what git wrote."""
    if is_locked(error):
        found = re.search(r"'([^']*?([\w-]+\.lock))'", error)
        name = found[2] if found else "index.lock"
        return (
            f"Another git is busy in this repository, or one that crashed left its lock file {name} behind. {SAVED} "
            "If no git is running, `afterword doctor --fix` removes it."
        )
    for pattern, told in KNOWN:
        if re.search(pattern, error):
            return told.replace("{command}", command).replace("{saved}", SAVED)
    lines = [line.strip() for line in error.splitlines() if line.strip() and not line.startswith("hint:")]
    said = next((x for x in lines if x.startswith(("fatal:", "error:"))), lines[0] if lines else "no reason given")
    return f"Git could not {command}: {_plain(said).removeprefix('fatal: ').removeprefix('error: ')}"


def without_repository(error: str, folder: Path) -> str:
    """Say why git sees no repository in a folder."""
    if DUBIOUS in error:
        found = re.search(r"repository at '([^']+)'", error)
        return (
            "Git is off for this vault: the folder belongs to another user of this machine. Your files are saved all "
            f"the same. `git config --global --add safe.directory '{_plain(found[1]) if found else folder}'` tells git "
            "that you know that user."
        )
    if "only be used inside a git repository" in error or "not a git repository" in error:
        return "This vault is not in a git repository, so there is no history and no undo. `git init` makes it one."
    return sentence_of(error, "read the settings of this repository")


def of_audit(keys: tuple[str, ...], folder: Path, *, was_trusted: bool = False) -> str:
    """Say that git is off because of some settings, and what to do about them.

    Args:
        keys: the settings that are neither known to be harmless nor trusted; of a trusted vault hooks as well.
        folder: the vault.
        was_trusted: whether the user trusted others of this vault's before.
    """
    if keys == ("core.worktree",) and _is_submodule(folder):
        return f"This vault is a submodule of another repository; commit it from there. {SAVED}"
    if was_trusted:
        return (
            "Git is off for this vault: since you said that you trust it, these came or changed, which could start "
            f"programs: {', '.join(keys)}. {SAVED} If that was you, `{TRUST}` shows them and turns git on again; if "
            "not, remove them from .git."
        )
    return (
        "Git is off for this vault: its .git/config sets what could start programs, or is not known here: "
        f"{', '.join(keys)}. {SAVED} If you know these settings, `{TRUST}` shows them and turns git on; if not, "
        "remove them from .git/config."
    )


def _is_submodule(folder: Path) -> bool:
    """Tell whether the repository lies among the modules of another one."""
    for place in (folder, *folder.absolute().parents):
        if (place / ".git").is_file():
            return "/modules/" in (place / ".git").read_text(encoding="utf-8", errors="replace").replace("\\", "/")
        if (place / ".git").exists():
            return False
    return False


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:300]
