"""Names for what two sides hold under one name and cannot share."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import count

from store.history.merging.renames import shown
from store.history.merging.trees import Version
from store.model.folding import fold


class Names:
    """Which names are taken in the result of a merge, told only when one is needed."""

    def __init__(self, listing: Callable[[], Iterable[str]], result: Mapping[str, Version]) -> None:
        self._listing = listing
        self._result = result

    def beside(self, path: str, version: Version) -> str:
        """Return the path for a version that cannot stay at another one's path.

        A note gets the next free id of the whole vault, `acme-2`; every other file `NAME (kept 1).ext`.
        """
        for number in count(2 if path.endswith(".md") else 1):
            name = candidate(path, number)
            if self._result.get(name) == version:
                return name  # an earlier merge of the same two put it there already
            if self._taken.isdisjoint(_forms(name)):
                self._taken.update(_forms(name))
                return name
        raise AssertionError("there is always another number")

    @cached_property
    def _taken(self) -> set[str]:
        return {form for path in (*self._listing(), *self._result) for form in _forms(path)}


def candidate(path: str, number: int) -> str:
    """Return the name beside a path with some number."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if name.endswith(".md"):
        return f"{folder}{slash}{stem}-{number}.md"
    if not stem:  # .name, or no dot at all
        return f"{folder}{slash}{name} (kept {number})"
    return f"{folder}{slash}{stem} (kept {number}){dot}{ending}"


def twins(paths: Iterable[str]) -> list[str]:
    """Return a sentence for each two paths of which a system that ignores case or Unicode form would hide one."""
    first: dict[str, str] = {}
    said = []
    for path in sorted(paths, key=os.fsencode):
        other = first.setdefault(fold(path), path)
        if other != path:
            said.append(
                f"{shown(other)} and {shown(path)} differ only in case or in how accents are written: on some systems "
                "one hides the other. Both are kept; rename one of them."
            )
    return said


def _forms(path: str) -> Iterator[str]:
    """Yield what no other path may equal: the path itself and the id of a note, as they are compared."""
    yield fold(path)
    if path.endswith(".md"):
        yield "id " + fold(path.rpartition("/")[2].removesuffix(".md"))
