"""Filters through which files go into git, such as an encryption: what one would lock is never stored in the open.

Git itself stores a file as it stands where its filter is not set up here, or fails without being called required. The
lines that ask for a filter travel with a vault and its setting does not, so a new clone would show what was locked.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git

ATTRIBUTES = ".gitattributes"
NONE = ("", "unspecified", "unset", "set")
SETTING = re.compile(r"filter\.(?P<name>.*)\.(?:clean|process|(?P<opens>smudge))", re.DOTALL)


def required(git: Git, paths: Iterable[str]) -> tuple[str, ...]:
    """Return the options with which git stores these files through their filters, or not at all.

    Args:
        git: git where the attributes lie that count.
        paths: relative to its folder, with `/`.

    Raises:
        GitTrouble: a filter is not set up on this machine.
    """
    wanted = tuple(paths)
    return required_of(git, _asked_for(git, wanted)) if _may_ask(git, wanted) else ()


def required_of(git: Git, names: Iterable[str]) -> tuple[str, ...]:
    """Return the same for filters by their names, as git tells them of a path.

    Raises:
        GitTrouble: a filter is not set up on this machine.
    """
    wanted = sorted({name for name in names if name not in NONE})
    if not wanted:
        return ()
    out = git.ask("config", "-z", "--name-only", "--get-regexp", r"^filter\.", fine=(0, 1))
    found = [SETTING.fullmatch(key) for key in out.decode("utf-8", "surrogateescape").split("\0")]
    stores = {one["name"] for one in found if one and not one["opens"]}
    opens = {one["name"] for one in found if one and one["opens"]}
    for name in wanted:
        if name not in stores | opens:
            raise GitTrouble(_missing(name))
    # One that only opens files stores them as they are, and its user knows that.
    return tuple(part for name in wanted if name in stores for part in ("-c", f"filter.{name}.required=true"))


def _missing(name: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in name)[:80]
    return (
        f"The attributes of this vault ask for the filter “{shown}”, which is not set up on this machine: without it, "
        "git would keep in the open what the filter locks, or look at what is locked. Your files are saved all the "
        "same, and nothing was committed. Set it up as on your other machines (`git-crypt unlock`, `git lfs install`), "
        "or take its line out of the attributes."
    )


def _asked_for(git: Git, paths: tuple[str, ...]) -> Iterator[str]:
    text = b"".join(os.fsencode(path) + b"\0" for path in paths)
    yield from (
        os.fsdecode(value) for value in git.ask("check-attr", "-z", "--stdin", "filter", text=text).split(b"\0")[2::3]
    )


def _may_ask(git: Git, paths: tuple[str, ...]) -> bool:
    """Tell whether any attributes that came with the vault speak of filters at all: mostly none do, and git rests."""
    folders = {folder for path in paths for folder in Path(git.prefix + path).parents}
    places = [git.home / "info" / "attributes", *(git.top / folder / ATTRIBUTES for folder in sorted(folders))]
    return any(b"filter" in _bytes_of(place) for place in places)


def _bytes_of(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except OSError:
        return b""
