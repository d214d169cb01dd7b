"""What `doctor` looks at in a vault's repository, and what `doctor --fix` mends there.

Promise: each deed is told, is about one thing, and takes nothing away that somebody may still need.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from store.errors import GitTrouble
from store.history.driver import Standing, install, standing
from store.history.git import Git
from store.history.git_index import is_damaged, make_anew
from store.history.hooks import hooks_of
from store.history.housekeeping import counts, due, keep_quick
from store.history.locks import SECONDS, left_behind, remove
from store.history.program import missing
from store.history.repository import ATTRIBUTES, OWN_SETTINGS
from store.history.sentences import TRUST
from store.history.state import locks_of
from store.history.trust import foreign_rows, keys_of
from store.model.change import Change, Edit
from store.workspace.door import Workspace
from store.workspace.look import Look
from store.workspace.snapshot import Snapshot

FIX = "afterword doctor --fix"
TRUST_NOT = "afterword doctor --no-trust"
NOTE = "opportunities/a.md"
"""A path that stands for every note, to ask git what it does with one."""
WANTED = {"text": "unset", "merge": "afterword"}
OTHERS = 0o077
"""What a mode grants to other users of the machine."""


def repository_looks(workspace: Workspace) -> Iterator[Look]:
    """Look at what Afterword needs in the vault's repository; nothing where there is none."""
    git = Git(workspace.root, trusted=workspace.trusted)
    try:
        folder = git.home
        found, value = standing(git)
    except GitTrouble:  # the look at the history says why
        return
    yield from lock_looks(folder)
    if is_damaged(git):
        yield index_look(git)
    yield driver_look(git, found, value)
    try:
        git.audit()
        attributes = attributes_of(git)
        unset = settings_missing(git)
    except GitTrouble:
        return
    yield attributes_look(workspace, attributes)
    if unset:
        yield settings_look(git, unset)
    yield from hook_looks(git)
    yield from trust_looks(git)
    yield from order_looks(git)


def driver_look(git: Git, found: Standing, value: str) -> Look:
    """Look whether plain git merges the vault's files by meaning."""
    gone = missing(value)
    says = {
        Standing.OURS: "plain `git pull` merges by meaning",
        Standing.ABSENT: "plain `git pull` merges by line: git does not know Afterword here",
        Standing.OUTDATED: f"it points nowhere: {gone} is not there"
        if gone
        else "it is another Afterword, or an earlier",
        Standing.FOREIGN: f"it is no Afterword: {value}",
    }[found]
    if found is Standing.OURS:
        return Look(name="merge driver", good=True, says=says)
    mend = f"{FIX} makes it this Afterword."
    return Look(name="merge driver", good=False, says=says, mend=mend, repair=lambda: install(git, whatever=True))


def lock_looks(folder: Path) -> Iterator[Look]:
    """Look for locks that stop every commit; only those of a git that is gone can be removed."""
    there = tuple(lock for lock in locks_of(folder) if lock.exists())
    stale = left_behind(folder)
    if not (there or stale):
        return
    names = ", ".join(str(lock) for lock in dict.fromkeys((*there, *stale)))
    if not stale:
        mend = (
            f"It is younger than {SECONDS:.0f} s, or a git may have this repository open: wait for it. "
            "If you are certain that none is running, remove the file."
        )
        yield Look(name="git lock", good=False, says=names, mend=mend)
        return

    def unlock() -> str:
        gone = remove(left_behind(folder))  # looked at once more: a git may have begun meanwhile
        told = ", ".join(str(lock) for lock in gone)
        return f"Removed {told}, which a git that ended long ago had left." if gone else ""

    yield Look(
        name="git lock",
        good=False,
        says=f"{names}, left by a git that is not running any more",
        mend=f"{FIX} removes it.",
        repair=unlock,
    )


def index_look(git: Git) -> Look:
    """Say that git cannot read its index, which stops every commit."""
    return Look(
        name="git index",
        good=False,
        says="damaged, mostly by a power cut; nothing can be committed",
        mend=f"{FIX} makes it anew out of the last commit.",
        repair=lambda: make_anew(git),
    )


def attributes_of(git: Git) -> dict[str, str]:
    """Return what git does with a note: how it ends lines, how it merges.

    Raises:
        GitTrouble: git says no.
    """
    out = git.ask("check-attr", "-z", *WANTED, "--", NOTE).decode("utf-8", "replace").split("\0")
    return dict(zip(out[1::3], out[2::3], strict=True))


def attributes_look(workspace: Workspace, found: dict[str, str]) -> Look:
    """Look whether git keeps the bytes of notes, and hands them to the merge driver."""
    if found == WANTED:
        return Look(name="git attributes", good=True, says="notes keep their bytes, and merge by meaning")
    kept = found.get("text") == "unset"
    says = "git does not merge notes by meaning" if kept else "git may change the line ends of notes"
    line = ATTRIBUTES.strip()

    def add_line() -> str:
        applied = workspace.carry_out(with_attributes)
        return f"{applied.sentence}. {applied.note}".strip() if applied.paths else ""

    return Look(
        name="git attributes",
        good=False,
        says=says,
        mend=f"{FIX} adds `{line}` to .gitattributes. If it stays so, another such file says otherwise.",
        repair=add_line,
    )


def with_attributes(snapshot: Snapshot) -> Change:
    """Plan to add the vault's own line to `.gitattributes`, below what is there."""
    place = snapshot.root / ".gitattributes"
    before = place.read_bytes() if place.is_file() else None
    lines = before or b""
    end = b"" if not lines or lines.endswith(b"\n") else b"\n"
    after = lines + end + ATTRIBUTES.encode()
    edits = () if lines.endswith(ATTRIBUTES.encode()) else (Edit(path=".gitattributes", before=before, after=after),)
    return Change(sentence="Notes keep their bytes in git and merge by meaning: a line in .gitattributes", edits=edits)


def settings_missing(git: Git) -> dict[str, str]:
    """Return those of our own settings that the repository lacks.

    Raises:
        GitTrouble: git says no.
    """
    rows = git.ask("config", "--local", "--no-includes", "--list", "-z").decode("utf-8", "replace").split("\0")
    known = dict(row.partition("\n")[::2] for row in rows)
    return {key: value for key, value in OWN_SETTINGS.items() if known.get(key.lower()) != value}


def settings_look(git: Git, unset: dict[str, str]) -> Look:
    """Look whether a commit survives a power cut, in a shell as well."""
    told = ", ".join(f"{key}={value}" for key, value in unset.items())

    def write() -> str:
        for key, value in unset.items():
            git.run("config", "--local", key, value)
        return f"Set {told} in .git/config: what git writes here survives a power cut."

    return Look(name="git settings", good=False, says=f"not set: {told}", mend=f"{FIX} sets it.", repair=write)


def hook_looks(git: Git) -> Iterator[Look]:
    """Say which hooks there are, and whether they run for a commit of Afterword's."""
    names = ", ".join(sorted(hooks_of(git)))
    if names and git.trusted.given:
        yield Look(name="git hooks", good=True, says=f"{names}: run by Afterword, too, since you trust this vault")
    elif names:
        mend = f"`{TRUST}` lets Afterword run them as well."
        yield Look(name="git hooks", good=True, says=f"{names}: not run by Afterword, only by plain git", mend=mend)


def trust_looks(git: Git) -> Iterator[Look]:
    """Say what the user's word holds for; nothing where it was not given."""
    if git.trusted.given:
        names = ", ".join(keys_of(foreign_rows(git.settings()))) or "its hooks"
        yield Look(
            name="trust", good=True, says=f"given on this machine: {names}", mend=f"`{TRUST_NOT}` takes it back."
        )


def order_looks(git: Git) -> Iterator[Look]:
    """Look whether much lies about by itself in git, which makes it slow; nothing where it does not."""
    if not any(due(git)):
        return
    loose = counts(git)["count"]

    def pack() -> str:
        keep_quick(git)
        return f"Packed what lay about in .git: {loose:,} objects before, {counts(git)['count']:,} now."

    yield Look(
        name="git store",
        good=True,
        says=f"{loose:,} objects lie about by themselves, or git has not noted which files its commits touched; "
        f"{FIX} sees to that, and the history opens faster",
        repair=pack,
    )


def mode_looks(root: Path) -> Iterator[Look]:
    """Look whether other users of this machine can read the vault."""
    if os.name == "nt":
        return
    open_ones = [place for place in (root, *below(root)) if mode_of(place) & OTHERS]
    if not open_ones:
        return

    def close() -> str:
        for place in open_ones:
            with contextlib.suppress(FileNotFoundError):  # a lock or a temporary file, gone by now
                place.chmod(mode_of(place) & ~OTHERS)
        return f"Took {counted(len(open_ones))} out of the reach of other users of this machine."

    closed = root not in open_ones
    yield Look(
        name="privacy",
        good=closed,
        says=(
            "nobody else can enter the vault's folder"
            if closed
            else f"other users of this machine can read {counted(len(open_ones))} of it"
        ),
        mend="" if closed else f"{FIX} makes the folder yours alone.",
        repair=close,
    )


def mode_of(place: Path) -> int:
    """Return what a file's mode grants; nothing where it is gone."""
    try:
        return stat.S_IMODE(place.lstat().st_mode)
    except FileNotFoundError:
        return 0


def below(root: Path) -> Iterator[Path]:
    """Name everything in a folder that is a file or a folder itself, git's own included; links are not followed."""
    for folder, folders, files in os.walk(root):
        for name in (*folders, *files):
            place = Path(folder, name)
            if not place.is_symlink():
                yield place


def counted(number: int) -> str:
    """Write a number of files or folders."""
    return "1 file or folder" if number == 1 else f"{number} files and folders"
