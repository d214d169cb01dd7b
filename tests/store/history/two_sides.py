"""Two sides of one vault in one repository, made by plain git, and a stand-in for the merge of notes."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from store.history.git import Git
from store.history.merging.joining import Joined, Signature, join, settle
from store.history.merging.meaning import Meaning
from store.text.merging.decisions import Decision
from tests.store.history.trusting import given_to

Files = dict[str, bytes | None]
ANN = ("Ann Example", "ann@home.example")
BY_HAND = Signature(identity=ANN)
BOTH = Decision(where="prose", kept="ours", other="theirs")


@dataclass(frozen=True)
class Note:
    """What the stand-in made of two notes."""

    data: bytes
    reviews: tuple[Decision, ...] = ()


def merge(base: bytes | None, ours: bytes, theirs: bytes, path: str) -> Note:
    """Bring notes together as a set of lines: what one side took away goes, everything else stays, sorted."""
    assert path.endswith(".md")
    old, mine, other = (set((data or b"").splitlines()) for data in (base, ours, theirs))
    if base in (ours, theirs) or ours == theirs:
        return Note(theirs if base == ours else ours)
    kept = (mine & other) | (mine - old) | (other - old)
    return Note(b"".join(line + b"\n" for line in sorted(kept)), (BOTH,))


def is_same_subject(one: bytes, other: bytes) -> bool:
    """Compare first lines."""
    return one.split(b"\n")[0] == other.split(b"\n")[0]


STAND_IN = Meaning(merge, is_same_subject)


def git(root: Path, *arguments: str, text: bytes = b"") -> str:
    """Run git and return what it says."""
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, input=text)
    return done.stdout.decode("utf-8", "surrogateescape")


class Sides:
    """A repository in which commits are made on one side or the other."""

    meaning: Meaning | None = STAND_IN
    """How notes are merged; None = as the program does it."""

    def __init__(self, root: Path, *, hash_name: str = "sha1", attributes: bytes = b"*.md -text\n") -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        git(root, "init", "-q", "-b", "main", f"--object-format={hash_name}", ".")
        git(root, "config", "user.name", ANN[0])
        git(root, "config", "user.email", ANN[1])
        self.start = self.commit({".gitattributes": attributes}, "start") if attributes else ""

    def commit(self, files: Files, sentence: str = "change") -> str:
        """Change files where the work tree is and commit all of it."""
        for path, data in files.items():
            put(self.root, path, data)
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", sentence)
        return self.head()

    def at(self, commit: str, files: Files | None = None, *, moved: dict[str, str] | None = None) -> str:
        """Begin at a commit, rename and change files, and return the new commit."""
        git(self.root, "checkout", "-q", "--detach", commit)
        for old, new in (moved or {}).items():
            (self.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.root / old).rename(self.root / new)
        return self.commit(files or {})

    def head(self) -> str:
        """Return the commit that is checked out."""
        return git(self.root, "rev-parse", "HEAD").strip()

    def stand_at(self, commit: str) -> None:
        """Put branch, index and files to a commit."""
        git(self.root, "checkout", "-q", "-f", "-B", "main", commit)

    def join(self, ours: str, theirs: str, *accept: str) -> Joined:
        """Join two commits."""
        at = Git(self.root, trusted=given_to(self.root))
        return join(at, ours, theirs, accept=frozenset(accept), signature=BY_HAND, meaning=self.meaning)

    def both_ways(self, ours: str, theirs: str, *accept: str) -> Joined:
        """Join two commits, and see that the other machine comes to the same files."""
        here, there = self.join(ours, theirs, *accept), self.join(theirs, ours, *accept)
        assert self.tree(here.commit) == self.tree(there.commit)
        return here

    def bring_together(self, ours: str, theirs: str, *accept: str) -> tuple[Joined, tuple[str, ...]]:
        """Stand at one commit, join another, write the files and settle: a whole sync without a network."""
        self.stand_at(ours)
        joined = self.join(ours, theirs, *accept)
        write(self.root, joined)
        return joined, settle(Git(self.root, trusted=given_to(self.root)), joined)

    def tree(self, commit: str) -> str:
        """Return the id of a commit's tree."""
        return git(self.root, "rev-parse", f"{commit}^{{tree}}").strip()

    def files(self, commit: str) -> dict[str, bytes]:
        """Return what a commit holds, as git stores it."""
        rows = git(self.root, "ls-tree", "-r", "-z", commit).split("\0")
        found = {}
        for row in rows[:-1]:
            head, path = row.split("\t", 1)
            _, kind, name = head.split()
            if kind == "blob":
                found[path] = git(self.root, "cat-file", "blob", name).encode("utf-8", "surrogateescape")
        return found

    def notes(self, commit: str) -> dict[str, bytes]:
        """Return what a commit holds beside the attributes."""
        return {path: data for path, data in self.files(commit).items() if path != ".gitattributes"}

    def status(self) -> str:
        """Return what git says of the work tree."""
        return git(self.root, "status", "--porcelain")


def put(root: Path, path: str, data: bytes | None) -> None:
    """Write a file, or take it away."""
    place = root / path
    if data is None:
        place.unlink()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def write(root: Path, joined: Joined) -> None:
    """Stand in for the one writer: each file must be what it was."""
    top = Path(git(root, "rev-parse", "--show-toplevel").strip())
    for edit in joined.edits:
        place = top / edit.path
        assert (place.read_bytes() if os.path.lexists(place) else None) == edit.before
        put(top, edit.path, edit.after)
        folder = place.parent
        while edit.after is None and folder != top and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
