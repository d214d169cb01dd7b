"""A desk of its own to merge at: a private index, and a work tree that holds nothing but attributes.

What the user's folder and index hold is neither read nor touched from here, so a merge depends on commits alone.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git
from store.history.merging.blobs import ancestors, checked_out, store, stored
from store.history.merging.trees import Version

ATTRIBUTES = ".gitattributes"


@dataclass(slots=True, kw_only=True)
class Desk:
    """Where one merge is made."""

    git: Git
    """Git with the private index, in the folder of attributes."""
    folder: Path
    prefix: str
    """The vault inside its repository, ended by `/`; empty where they are the same folder."""
    hash_name: str
    """`sha1` or `sha256`."""
    is_shallow: bool
    attributes: dict[str, bytes] = field(default_factory=dict)
    """What lies in the folder now."""
    seen: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """What was read by these attributes."""

    @property
    def empty_tree(self) -> str:
        """Return the id of the tree that holds nothing."""
        return self.git.run("mktree", text="").decode().strip()

    def attributes_at(self, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the `.gitattributes` of a commit that say something of some paths."""
        folders = sorted(f"{folder}/" for folder in ancestors(paths) if "\n" not in folder)
        places = [folder + ATTRIBUTES for folder in ("", *folders)]
        answers = stored(self.git, [f"{commit}:{place}" for place in places])
        return {place: data for place, data in zip(places, answers, strict=True) if data is not None}

    def lay(self, attributes: Mapping[str, bytes]) -> None:
        """Put `.gitattributes` here, so that files are read and written as a checkout with them does it."""
        if dict(attributes) == self.attributes:
            return
        self.seen.clear()
        for path in self.attributes:
            (self.folder / path).unlink(missing_ok=True)
        for path, data in attributes.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        self.attributes = dict(attributes)

    def read(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
        """Return files as a checkout writes them, by id and path.

        Raises:
            GitTrouble: one is missing, or a filter failed.
        """
        asked = dict.fromkeys(wanted)
        missing = [one for one in asked if one not in self.seen]
        self.seen.update(zip(missing, checked_out(self.git, missing), strict=True))
        return {one: self.seen[one] for one in asked}

    def write(self, files: list[tuple[str, bytes]]) -> list[str]:
        """Put files into git as a commit of theirs would, and return their ids.

        Raises:
            GitTrouble: git or a filter says no.
        """
        return store(self.git, files, self.hash_name)

    def tree(self, start: str, gone: Iterable[str], there: Mapping[str, Version]) -> str:
        """Return the tree that differs from another one in some paths.

        Raises:
            GitTrouble: git refuses a path.
        """
        self.git.run("read-tree", "--reset", start)
        nothing = "0" * len(start)
        rows = [f"0 {nothing}\t{path}" for path in gone if path not in there]
        rows += [f"{version.mode} {version.id} 0\t{path}" for path, version in there.items()]
        self.git.run("update-index", "-z", "--index-info", text=os.fsencode("".join(f"{row}\0" for row in rows)))
        return self.git.run("write-tree").decode().strip()


@contextlib.contextmanager
def desk(git: Git) -> Iterator[Desk]:
    """Yield a desk in the repository that a folder lies in; it is gone afterwards.

    Raises:
        GitTrouble: there is no repository with files here.
    """
    out = git.ask(
        *("rev-parse", "--absolute-git-dir", "--show-object-format", "--is-shallow-repository"),
        *("--is-inside-work-tree", "--show-prefix"),
    )
    home, hash_name, shallow, inside, prefix = os.fsdecode(out).split("\n", 4)
    if inside != "true":
        raise GitTrouble("This vault is a bare repository: it has no files of its own to bring together.")
    with tempfile.TemporaryDirectory(prefix="afterword-") as name:
        folder = Path(name, "files")
        folder.mkdir()
        places = {"GIT_DIR": home, "GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": str(Path(name, "index"))}
        yield Desk(
            git=Git(folder, trusted=git.trusted, env=places),
            folder=folder,
            prefix=prefix.removesuffix("\n"),
            hash_name=hash_name,
            is_shallow=shallow == "true",
        )
