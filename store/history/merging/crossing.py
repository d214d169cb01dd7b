"""The merge of two trees, given what both came from: files placed, contents brought together, names found."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from store.history.merging.beside import Names, twins
from store.history.merging.blobs import ancestors, stored
from store.history.merging.contents import Settled, settle_claims
from store.history.merging.desk import ATTRIBUTES, Desk
from store.history.merging.meaning import Meaning
from store.history.merging.renames import Claim, Plan, plan, shown
from store.history.merging.trees import SUBMODULE, Side, Version
from store.text.merging.decisions import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """What came of two trees."""

    tree: str
    reviews: tuple[tuple[str, Decision], ...]
    """Path and what a person should decide there."""
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Result:
    """The files of a merge, as they are found."""

    files: dict[str, Version] = field(default_factory=dict)
    apart: list[tuple[Settled, Version]] = field(default_factory=list)
    """What must go beside a file, and the file's settling."""
    reviews: list[tuple[str, Decision]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, settled: Iterable[Settled]) -> None:
        """Put in what claims came to."""
        for one in settled:
            self.files[one.path] = one.version
            self.reviews += ((one.path, review) for review in one.reviews)
            if one.beside:
                self.apart.append((one, one.beside))
            elif one.note:
                self.notes.append(one.note)


def cross(desk: Desk, ours: str, sides: tuple[Side, Side], others: tuple[str, ...], meaning: Meaning | None) -> Crossed:
    """Return the tree in which everything is that two sides have changed since their base.

    Args:
        desk: where the merge is made.
        ours: the commit or tree that one side is.
        sides: what each side changed.
        others: commits or trees whose names count as taken, beside `ours`.
        meaning: how notes are merged; None = by meaning.

    Raises:
        GitTrouble: git says no.
    """
    planned = plan(*sides)
    result = _Result(notes=list(planned.notes))
    first = [paths for paths in planned.claims if paths.rpartition("/")[2] == ATTRIBUTES]
    desk.lay({})
    _settle(desk, planned, first, result, meaning)
    desk.lay(_attributes(desk, ours, planned, result))
    _settle(desk, planned, [path for path in planned.claims if path not in first], result, meaning)
    names = Names(lambda: _listing(desk, (ours, *others)), result.files)
    _put_beside(result, names)
    _part_from_folders(result, names)
    result.notes += twins(result.files)
    tree = desk.tree(ours, planned.touched, result.files)
    reviews = tuple(sorted(result.reviews, key=lambda review: os.fsencode(review[0])))
    return Crossed(tree=tree, reviews=reviews, notes=tuple(result.notes))


def _settle(desk: Desk, planned: Plan, paths: Iterable[str], result: _Result, meaning: Meaning | None) -> None:
    """Bring the contents at some paths together: each claim by itself, then those that came to one path."""
    claims = [claim for path in paths for claim in planned.claims[path]]
    settled = settle_claims(desk, claims, meaning)
    result.take(settled)
    here: dict[str, list[Settled]] = {}
    for one in settled:
        here.setdefault(one.path, []).append(one)
    rivals = [
        Claim(path=path, ours=first.version, theirs=second.version)
        for path, (first, second) in ((path, two) for path, two in here.items() if len(two) == 2)  # noqa: PLR2004
    ]
    result.take(settle_claims(desk, rivals, meaning))


def _attributes(desk: Desk, ours: str, planned: Plan, result: _Result) -> dict[str, bytes]:
    """Return the `.gitattributes` of the result, as far as they say something of its changed files."""
    same = desk.attributes_at(ours, planned.touched)
    kept = {path: data for path, data in same.items() if path not in planned.touched}
    new = [path for path, version in result.files.items() if version.is_file]
    answers = stored(desk.git, [result.files[path].id for path in new])
    return kept | {path: data for path, data in zip(new, answers, strict=True) if data is not None}


def _put_beside(result: _Result, names: Names) -> None:
    for one, version in result.apart:
        path = names.beside(one.path, version)
        result.files[path] = version
        result.notes.append(f"{one.note}: both are kept, one of them as {shown(path)}.")


def _part_from_folders(result: _Result, names: Names) -> None:
    """Give a file another name where the other side has a folder of that name."""
    for path in sorted(ancestors(result.files) & set(result.files), key=os.fsencode):
        version = result.files.pop(path)
        if version.mode == SUBMODULE:
            result.notes.append(f"The submodule {shown(path)} is a folder now; it was commit {version.id}.")
            continue
        new = names.beside(path, version)
        result.files[new] = version
        result.notes.append(
            f"{shown(path)} is a file on one side and a folder on the other: the file is kept as {shown(new)}."
        )


def _listing(desk: Desk, trees: Iterable[str]) -> set[str]:
    found = set()
    for tree in trees:
        out = desk.git.ask("ls-tree", "-r", "-z", "--name-only", "--full-tree", tree)
        found |= {os.fsdecode(name) for name in out.split(b"\0") if name}
    return found
