"""A repository found, and its own settings read, without a git: where the form of both leaves no doubt.

Promise: what is returned is what git would say, byte for byte. Whatever is not written in the plain form that git
itself gives it makes None of the answer, and git is asked.
"""

import os
import re
import stat
from pathlib import Path

SECTION = re.compile(rb'[ \t]*\[([A-Za-z0-9-]+)(?: "([^"\\\n\0]*)")?\][ \t]*')
SETTING = re.compile(rb"[ \t]*([A-Za-z][A-Za-z0-9-]*)[ \t]*=[ \t]*([^\x00-\x1f\"\\#;\x7f]*?)[ \t]*")
NOTHING = re.compile(rb"[ \t]*(?:[#;][^\0\r\n]*)?")
LARGEST = 1 << 20
"""Bytes of a file of settings that are read here."""
MODEL = {"core.repositoryformatversion": "0", "core.bare": "false"}
"""What the settings of a plain repository say."""
ODD = ("extensions.", "core.worktree")
"""Beginnings of settings that make a repository another one than its place says."""


def home_of(folder: Path) -> Path | None:
    """Return the `.git` of a folder that is a repository by itself, as git names it; None = ask git.

    One that belongs to another user, or lies in another repository, is git's to judge.
    """
    try:
        top = folder.resolve(strict=True)
        home = top / ".git"
        places = (top, home, home / "objects", home / "refs")
        plain = all(_is_folder_of_mine(place) for place in places) and (home / "HEAD").read_bytes().startswith(
            b"ref: refs/heads/"
        )
        return None if not plain or (home / "commondir").exists() or _is_within(top) else home
    except (OSError, ValueError, AttributeError):  # the last where a system knows no users
        return None


def listing_of(home: Path) -> str | None:
    """Return the settings of a plain repository as `git config --local --list -z` does; None = ask git."""
    try:
        place = home / "config"
        told = place.lstat()
        if not stat.S_ISREG(told.st_mode) or told.st_size > LARGEST or told.st_uid != os.geteuid():
            return None
        listing = listed(place.read_bytes())
    except (OSError, AttributeError):
        return None
    if listing is None:
        return None
    said = dict(row.partition("\n")[::2] for row in listing.split("\0"))
    is_model = all(said.get(key) == value for key, value in MODEL.items())
    return listing if is_model and not any(key.startswith(ODD) for key in said) else None


def listed(data: bytes) -> str | None:
    """Return a file of settings as git lists it: key, line feed and value, each ended by NUL; None = ask git."""
    rows: list[bytes] = []
    section = b""
    for line in data.split(b"\n"):
        if NOTHING.fullmatch(line):
            continue
        if found := SECTION.fullmatch(line):
            name, below = found.groups()
            section = name.lower() + (b"" if below is None else b"." + below) + b"."
        elif section and (found := SETTING.fullmatch(line)):
            rows.append(b"%s%s\n%s\0" % (section, found[1].lower(), found[2]))
        else:
            return None
    return b"".join(rows).decode("utf-8", "surrogateescape")


def _is_folder_of_mine(place: Path) -> bool:
    told = place.lstat()
    return stat.S_ISDIR(told.st_mode) and told.st_uid == os.geteuid()


def _is_within(top: Path) -> bool:
    """Tell whether a folder may lie in another repository."""
    return any(os.path.lexists(above / ".git") for above in top.parents)
