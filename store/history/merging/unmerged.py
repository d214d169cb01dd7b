"""What a stopped merge holds open: the versions of each file in the index, and files staged with markers in them."""

import os
from collections.abc import Iterable, Iterator, Sequence

from store.history.git import Git
from store.history.merging.bases import bases_of
from store.history.merging.trees import Version
from store.text.merging.markers import has_markers

AT_ONCE = 200
"""Paths that one command is given."""
Stages = dict[int, Version]
"""1 = the common version, 2 = this side's, 3 = the other's."""


def stages_of(top: Git) -> dict[str, Stages]:
    """Return the versions of every file that is open, by path from the repository's top.

    Raises:
        GitTrouble: git says no.
    """
    found: dict[str, Stages] = {}
    for row in top.ask("ls-files", "--unmerged", "-z").split(b"\0"):
        if row:
            head, _, path = row.partition(b"\t")
            mode, name, stage = head.decode().split(" ")
            found.setdefault(os.fsdecode(path), {})[int(stage)] = Version(mode=mode, id=name)
    return found


def marked(top: Git, ours: str, theirs: str) -> dict[str, Stages]:
    """Return the notes that somebody staged with conflict markers in them, as if they were open.

    Raises:
        GitTrouble: git says no.
    """
    # Git's own search knows the beginning of a marker; whether it is a whole conflict is seen in what it finds.
    out = top.ask("grep", "--cached", "-I", "-l", "-z", "-e", "^<<<<<<<", fine=(0, 1))
    suspects = [path for path in map(os.fsdecode, out.split(b"\0")) if path.endswith(".md")]
    if not suspects:
        return {}
    mine = versions_at(top, ours, suspects)
    other = versions_at(top, theirs, suspects)
    bases = bases_of(top, ours, theirs)
    common = versions_at(top, bases[0], suspects) if bases else dict.fromkeys(suspects)
    found = {}
    for path in suspects:
        staged = top.ask("cat-file", "blob", f":0:{path}", fine=(0, 128))
        stages = {n: v for n, v in ((1, common[path]), (2, mine[path]), (3, other[path])) if v}
        was = mine[path]
        was_so = was is not None and top.ask("cat-file", "blob", was.id) == staged
        if has_markers(staged) and stages and not was_so:
            found[path] = stages
    return found


def versions_at(top: Git, tree: str, paths: Iterable[str]) -> dict[str, Version | None]:
    """Return what a commit or tree holds at some paths; None where it holds nothing.

    Raises:
        GitTrouble: git says no.
    """
    wanted = list(dict.fromkeys(paths))
    found: dict[str, Version | None] = dict.fromkeys(wanted)
    for some in _in_portions(wanted):
        for row in top.ask("ls-tree", "-z", "--full-tree", tree, "--", *some).split(b"\0"):
            if row:
                head, _, path = row.partition(b"\t")
                mode, kind, name = head.decode().split(" ")
                if kind != "tree":
                    found[os.fsdecode(path)] = Version(mode=mode, id=name)
    return found


def staged_at(top: Git, paths: Iterable[str]) -> set[str]:
    """Return those of some paths that the index holds.

    Raises:
        GitTrouble: git says no.
    """
    found: set[str] = set()
    for some in _in_portions(list(paths)):
        found |= {os.fsdecode(path) for path in top.ask("ls-files", "-z", "--", *some).split(b"\0") if path}
    return found


def _in_portions(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[at : at + AT_ONCE] for at in range(0, len(paths), AT_ONCE))
