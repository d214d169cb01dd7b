"""Files that are not there at the moment: an editor or git may be about to put another version in their place.

Whoever shows a vault goes on showing such a file as it was, until it has been missing for a while; whoever changes one
works on what is there. What Afterword itself has deleted is gone at once.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.model.value import replace
from store.vault.parsing import Read
from store.vault.scan import Found, Scan

PATIENCE = 1.0
"""Seconds that a file must be missing before it is shown as deleted."""


@dataclass(frozen=True, slots=True)
class _Missing:
    file: Found
    read: Read
    """As it was read last."""
    until: float
    """When it counts as deleted."""


class Vanished:
    """Knows which files a vault held until a moment ago."""

    def __init__(self) -> None:
        self._missing: dict[str, _Missing] = {}
        self._deleted: set[str] = set()
        """What we have deleted since the last look."""
        self._next: float | None = None
        """When the first of those that were expected last counts as deleted."""

    def look(self, before: Scan, now: Scan, known: Mapping[str, Read]) -> None:
        """Note what has gone since the look before, and what is back.

        Args:
            before: what was there, with what is missing since then.
            now: what is there.
            known: as what each file was read.
        """
        there = {file.path for file in now.files}
        self._missing = {path: one for path, one in self._missing.items() if path not in there}
        until = time.monotonic() + PATIENCE
        for file in before.files:
            read = None if file.path in there or file.path in self._missing else known.get(file.path)
            if read is not None:
                self._missing[file.path] = _Missing(file, read, until)
        self.believe(self._deleted)
        self._deleted = set()

    def deleted(self, paths: Iterable[str]) -> None:
        """Let these count as deleted from the next look on, unless it finds them."""
        self._deleted.update(paths)

    def believe(self, paths: Iterable[str] | None = None) -> None:
        """Let what is missing count as deleted: these files, or all."""
        for path in self._missing.keys() if paths is None else self._missing.keys() & set(paths):
            self._missing[path] = replace(self._missing[path], until=0.0)

    def expected(self) -> dict[str, tuple[Found, Read]]:
        """Return the files that may come back."""
        now = time.monotonic()
        expected = {path: one for path, one in self._missing.items() if one.until > now}
        self._next = min((one.until for one in expected.values()), default=None)
        return {path: (one.file, one.read) for path, one in expected.items()}

    def next_end(self) -> float | None:
        """Return the seconds until one of those that were expected last counts as deleted; None where there was none.

        However long it took since then, somebody must look once more.
        """
        return None if self._next is None else max(0.0, self._next - time.monotonic())
