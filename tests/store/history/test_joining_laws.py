"""Random histories: both machines come to the same files, nothing is lost, and a merge made again changes nothing."""

import itertools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.store.history.two_sides import Sides, git

PATHS = (
    "a.md",
    "A.md",
    "b.md",
    "d/a.md",
    "d/b.md",
    "d/e/a.md",
    "d",
    "x.txt",
    "d/x.bin",
    ".gitignore",
    "afterword.toml",
)
SEEDS = int(os.environ.get("AFTERWORD_EXAMPLES", "100")) // 25
HEADER = b"---\ncompany: %s\nposition: Lead\n---\n"
Tree = dict[str, bytes]


class Writer:
    """Makes up files, each line with a word of its own that can be found again."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.numbers = itertools.count()

    def line(self, path: str) -> bytes:
        word = b"w%dw" % next(self.numbers)
        if path.endswith(".toml"):
            return b'key%d = "%s"\n' % (self.chance.randrange(4), word)
        return b"\0" + word + b"\n" if path.endswith(".bin") else word + b"\n"

    def file(self, path: str) -> bytes:
        head = HEADER % self.chance.choice([b"Acme", b"Bolt"]) if path.endswith(".md") else b""
        return head + b"".join(self.line(path) for _ in range(self.chance.randrange(9, 14)))

    def edited(self, path: str, data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        for _ in range(self.chance.randrange(1, 3)):
            below = 4 if path.endswith(".md") and self.chance.randrange(8) else 1  # seldom into the front matter
            at = self.chance.randrange(min(below, len(lines)), len(lines) + 1)
            lines[at : at + self.chance.randrange(2)] = [self.line(path)]
        return b"".join(lines)

    def changed(self, tree: Tree, steps: int) -> Tree:
        tree = dict(tree)
        for _ in range(steps):
            path, new = self.chance.choice(PATHS), self.chance.choice(PATHS)
            match self.chance.randrange(4):
                case 0 if path in tree:
                    del tree[path]
                case 1 if path in tree and fits(new, set(tree) - {path}):
                    tree[new] = self.edited(path, tree.pop(path)) if self.chance.randrange(2) else tree.pop(path)
                case 2 if path in tree:
                    tree[path] = self.edited(path, tree[path])
                case _ if fits(path, set(tree)):
                    tree[path] = self.file(path)
        return tree


def fits(path: str, others: set[str]) -> bool:
    """Tell whether a path is free, and no file where others have a folder."""
    return all(path != o and not o.startswith(f"{path}/") and not path.startswith(f"{o}/") for o in others)


def committed(sides: Sides, tree: Tree, *parents: str) -> str:
    """Commit a tree as it is, without a work tree."""
    rows = [b"commit refs/heads/made\ncommitter A <a@b.example> 1 +0000\ndata 1\nx\n"]
    rows += [b"%s %s\n" % (word, p.encode()) for word, p in zip((b"from", b"merge"), parents, strict=False)]
    rows += [b"deleteall\n"]
    rows += [b"M 100644 inline %s\ndata %d\n%s\n" % (p.encode(), len(data), data) for p, data in tree.items()]
    git(sides.root, "fast-import", "--quiet", "--force", text=b"".join(rows))
    return git(sides.root, "rev-parse", "made").strip()


def words(tree: Tree) -> set[bytes]:
    return {word for data in tree.values() for word in re.findall(rb"w\d+w", data)}


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    made = Sides(tmp_path / "vault")
    made.meaning = None
    return made


def rounds(sides: Sides, seed: int) -> Iterator[tuple[str, str]]:
    """Yield ours and theirs of several rounds; the second begins at two merges of the first that cross."""
    writer = Writer(Random(seed))  # noqa: S311 - repeatable, not secret
    one = other = committed(sides, writer.changed({}, 8))
    for _ in range(2):
        ours = committed(sides, writer.changed(sides.files(one), 4), one)
        theirs = committed(sides, writer.changed(sides.files(other), 4), other)
        yield ours, theirs
        one, other = sides.join(ours, theirs).commit, sides.join(theirs, ours).commit


@pytest.mark.parametrize("seed", range(SEEDS))
def test_random_histories_come_to_one_tree_without_loss(sides: Sides, seed: int) -> None:
    for ours, theirs in rounds(sides, seed):
        joined = sides.both_ways(ours, theirs)
        bases = git(sides.root, "merge-base", "--all", ours, theirs).split()
        one, other, result = (sides.files(commit) for commit in (ours, theirs, joined.commit))
        old = {word for base in bases for word in words(sides.files(base))}
        assert ((words(one) ^ words(other)) - old) | (words(one) & words(other)) <= words(result)
        assert sides.join(joined.commit, theirs).has_moved is False
        # a sync that died after the files were written finds them as changes of this side
        again = committed(sides, result, ours)
        repeated = sides.join(again, theirs).commit
        assert words(result) <= words(sides.files(repeated))
        if not any(has_renames(sides, base, side) for base in bases for side in (ours, theirs)):
            assert sides.tree(repeated) == sides.tree(joined.commit)


def has_renames(sides: Sides, base: str, side: str) -> bool:
    """Tell whether a file was moved: by its likeness only, so a merge can make it look like another file."""
    return "\nR" in "\n" + git(sides.root, "diff-tree", "-r", "-M", "--name-status", base, side)


def test_crossing_again_and_again_adds_nothing_to_what_is_to_be_decided(sides: Sides) -> None:
    note = b"---\ncompany: Acme\nposition: Lead\nstage: %s\nnext_touch: %s\n---\nText.\n"
    base = committed(sides, {"a.md": note % (b"lead", b"2026-11-01")})
    ours = committed(sides, {"a.md": note % (b"applied", b"2026-11-02")}, base)
    theirs = committed(sides, {"a.md": note % (b"offer", b"2026-11-03")}, base)
    first = sides.files(sides.join(ours, theirs).commit)["a.md"]
    assert first.count(b"where:") == 2
    for number in range(4):  # both merge by themselves before they see the other's merge
        ours, theirs = sides.join(ours, theirs).commit, sides.join(theirs, ours).commit
        assert sides.files(ours) == sides.files(theirs)
        assert sides.files(ours)["a.md"] == first
        ours = committed(sides, {**sides.files(ours), f"ours-{number}.txt": b"o\n"}, ours)
        theirs = committed(sides, {**sides.files(theirs), f"theirs-{number}.txt": b"t\n"}, theirs)


def test_what_was_decided_on_one_machine_stays_decided(sides: Sides) -> None:
    note = b"---\ncompany: Acme\nposition: Lead\nlocation: %s\n---\nText.\n"
    base = committed(sides, {"a.md": note % b"x"})
    one, two = (committed(sides, {"a.md": note % place}, base) for place in (b"Here", b"There"))
    left, right = sides.join(one, two).commit, sides.join(two, one).commit
    decided = committed(sides, {"a.md": note % b"Here"}, left)
    going_on = committed(sides, {"a.md": sides.files(right)["a.md"] + b"\nMore.\n"}, right)
    assert sides.notes(sides.both_ways(decided, going_on).commit) == {"a.md": note % b"Here" + b"\nMore.\n"}
