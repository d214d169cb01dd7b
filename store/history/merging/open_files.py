"""The files that a stopped merge holds open, settled one after the other: what a sync would have made of each.

Files are read here and never written; what is to be written comes back as edits.
"""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from store.errors import GitTrouble
from store.history.git import Git
from store.history.merging.afterthoughts import Merge, Stages, with_afterthoughts
from store.history.merging.beside import candidate
from store.history.merging.desk import Desk
from store.history.merging.meaning import Meaning
from store.history.merging.renames import shown
from store.history.merging.trees import Version, differences
from store.history.merging.unmerged import marked, staged_at, stages_of, versions_at
from store.model.change import Edit
from store.text.merging.markers import has_markers, sides_of

MOST_NAMES = 100
"""So many names beside one are looked for."""


class OpenFiles:
    """The files that are open, settled one after the other."""

    def __init__(self, top: Git, at: Desk, meaning: Meaning, *, ours: str, theirs: str, joined: str) -> None:
        """Begin.

        Args:
            top: git in the repository's top folder.
            at: where the merge is made.
            meaning: how notes are merged.
            ours: the commit that the branch is at.
            theirs: the commit that is merged in.
            joined: the commit that a sync would make of the two.
        """
        self.top, self.at, self.meaning = top, at, meaning
        self.ours, self.theirs, self.joined = ours, theirs, joined
        self.edits: list[Edit] = []
        """What makes of the files as they are now those of the merge."""
        self.notes: list[str] = []

    def settle(self) -> dict[str, Version | None]:
        """Settle every file that the index holds open, or holds with markers in it.

        Returns:
            What the index must hold at each path instead; None = nothing.

        Raises:
            GitTrouble: only a person can settle one of them.
        """
        stages = stages_of(self.top)
        stages |= marked(self.top, self.ours, self.theirs)
        made = self._made_beside(stages)
        after = versions_at(self.top, self.joined, (*stages, *made))
        known = versions_at(self.top, self.ours, stages) | {
            path: version for path, version in versions_at(self.top, self.theirs, stages).items() if version
        }
        self.at.lay(self.at.attributes_at(self.joined, (*stages, *made)))
        results: dict[str, bytes | None] = {}
        for path, versions in stages.items():
            self._require_file(path, (*versions.values(), after[path]))
            found = _on_disk(self.top.folder / path, path)
            is_named_by_git = known[path] is None and after[path] is None
            results[path] = self._result(path, versions, after[path], found, is_named_by_git=is_named_by_git)
            self._edit(path, found, results[path])
        for path in made:
            self._require_file(path, (after[path],))
            found = _on_disk(self.top.folder / path, path)
            results[path] = self._bytes(path, after[path])
            self._edit(path, found, results[path])
        there = [(path, data) for path, data in results.items() if data is not None]
        ids = dict(zip((path for path, _ in there), self.at.write(there), strict=True))
        return {
            path: Version(mode=_mode(after[path], stages.get(path, {})), id=ids[path]) if path in ids else None
            for path in results
        }

    def _made_beside(self, stages: Mapping[str, Mapping[int, Version]]) -> list[str]:
        """Return the names that a sync makes for what cannot share one: of two files that came to one name."""
        rows = differences(self.at.git, self.ours, self.joined)
        new = [row.path for row in rows if row.before is None]
        taken = {p for p, version in versions_at(self.top, self.theirs, new).items() if version} | staged_at(
            self.top, new
        )
        beside = {candidate(path, number) for path in stages for number in range(1, MOST_NAMES)} if new else set()
        return [path for path in new if path in beside and path not in taken]

    def _result(
        self,
        path: str,
        versions: Mapping[int, Version],
        after: Version | None,
        found: bytes | None,
        *,
        is_named_by_git: bool,
    ) -> bytes | None:
        base, ours, theirs = (self._bytes(path, versions.get(stage)) for stage in (1, 2, 3))
        stages = Stages(base=base, ours=ours, theirs=theirs)
        joined = self._bytes(path, after)
        if joined is None and is_named_by_git and stages.sides:
            # A name that git gave to a file whose own is taken, or whose folder was renamed: it stays there.
            joined = stages.sides[0] if len(stages.sides) == 1 else self._merge(path)(base, *stages.sides)
        if joined is None:
            if found is None or found in (base, *stages.sides):
                return None
            self.notes.append(f"{shown(path)} was written to after the merge had stopped, so it stays.")
            return found
        if not path.endswith(".md") and found not in (None, base, ours, theirs, joined):
            assert found is not None  # noqa: S101 - None is among the versions that are no change
            if self._is_of_git(stages, found):
                return joined
            raise GitTrouble(
                f"{shown(path)} is no note and was changed since git stopped, so only you can say what it is to be: "
                f"`git add` it as it should be, then sync again. Nothing was touched."
            )
        return with_afterthoughts(stages, joined, found, self._merge(path), self._by_line)

    def _is_of_git(self, stages: Stages, found: bytes) -> bool:
        if stages.ours is None or stages.theirs is None or not has_markers(found):
            return False
        return sides_of(found)[1:] == sides_of(self._by_line(stages.base or b"", stages.ours, stages.theirs))[1:]

    def _merge(self, path: str) -> Merge:
        def merge(base: bytes | None, ours: bytes, theirs: bytes) -> bytes:
            return self.meaning.merge(base, ours, theirs, path).data

        return merge

    def _by_line(self, base: bytes, ours: bytes, theirs: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="afterword-") as name:
            places = [Path(name, which) for which in ("ours", "base", "theirs")]
            for place, data in zip(places, (ours, base, theirs), strict=True):
                place.write_bytes(data)
            words = ("merge-file", "-p", "-q", *(str(place) for place in places))
            return self.top.run(*words, fine=tuple(range(128)))

    def _bytes(self, path: str, version: Version | None) -> bytes | None:
        return self.at.read([(version.id, path)])[version.id, path] if version else None

    def _edit(self, path: str, before: bytes | None, after: bytes | None) -> None:
        if before != after:
            self.edits.append(Edit(path=path, before=before, after=after))

    def _require_file(self, path: str, versions: Iterable[Version | None]) -> None:
        if any(version is not None and not version.is_file for version in versions):
            raise GitTrouble(
                f"{shown(path)} is a link or a submodule on one side, so only you can say what it is to be: `git add` "
                "it as it should be, then sync again. Nothing was touched."
            )


def _mode(after: Version | None, versions: Mapping[int, Version]) -> str:
    if after is not None:
        return after.mode
    return next((version.mode for stage, version in sorted(versions.items(), reverse=True)), "100644")


def _on_disk(place: Path, path: str) -> bytes | None:
    if place.is_symlink():
        raise GitTrouble(f"{shown(path)} is a link by now; links are left alone. Nothing was touched.")
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GitTrouble(f"{shown(path)} cannot be read: {error.strerror}. Nothing was touched.") from error
