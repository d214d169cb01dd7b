"""Histories of one note without git: versions that came from versions, merged in any order, crossings included."""

import random
from dataclasses import dataclass

from store.text.merging.files import merge_files
from tests.histories.world import NOTE, TOKEN

PATH = "opportunities/northwind.md"
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Version:
    """One state of the note, and all that it came from."""

    data: bytes
    past: frozenset[int]


class Model:
    """Machines that each hold a version, and a place where they meet."""

    def __init__(self, seed: int, machines: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - a history, no secret
        self.count = 0
        self.versions = [Version(NOTE.replace("TOKEN", self.token()).encode(), frozenset())]
        self.heads = [0] * machines
        self.place = 0
        self.let_go: set[str] = set()
        self.written: set[str] = words(self.versions[0].data)

    def token(self) -> str:
        """Return a word that stands nowhere yet."""
        self.count += 1
        return f"tk{self.count:x}z"

    def changed(self, machine: int, data: bytes) -> None:
        """Let a machine write the note anew; what that takes away on purpose is let go."""
        head = self.heads[machine]
        before, now = words(self.versions[head].data), words(data)
        self.written |= now
        self.let_go |= before - now
        self.heads[machine] = self._added(data, head)

    def synced(self, machine: int) -> None:
        """Let a machine take in what lies at the place, and leave the result there."""
        self.heads[machine] = self.place = self.merged(self.heads[machine], self.place)

    def crossed(self, one: int, two: int) -> None:
        """Let two machines take in each other's version, each by itself: their next merge has two bases."""
        ours, theirs = self.heads[one], self.heads[two]
        self.heads[one] = self.merged(ours, theirs)
        self.heads[two] = self.merged(theirs, ours, again=True)

    def merged(self, ours: int, theirs: int, *, again: bool = False) -> int:
        """Return a version that holds both."""
        if theirs == ours or theirs in self.versions[ours].past:
            return ours
        if ours in self.versions[theirs].past:
            return theirs
        bases = self._bases(ours, theirs)
        base = self.versions[bases[0]].data
        for other in bases[1:]:
            older = self._bases(bases[0], other)
            base = merge_files(self.versions[older[0]].data, base, self.versions[other].data, PATH).data
        one, two = self.versions[ours].data, self.versions[theirs].data
        result = merge_files(base, one, two, PATH).data
        assert result == merge_files(base, two, one, PATH).data
        return self._added(result, ours, theirs, is_new=again)

    def _bases(self, ours: int, theirs: int) -> list[int]:
        shared = (self.versions[ours].past | {ours}) & (self.versions[theirs].past | {theirs})
        return sorted(v for v in shared if not any(v in self.versions[w].past for w in shared))

    def _added(self, data: bytes, *parents: int, is_new: bool = False) -> int:
        past = frozenset(parents).union(*(self.versions[p].past for p in parents))
        same = next((at for at, v in enumerate(self.versions) if (v.data, v.past) == (data, past)), None)
        if same is not None and not is_new:
            return same
        self.versions.append(Version(data, past))
        return len(self.versions) - 1

    def come_together(self) -> bytes:
        """Sync until all hold the same, and return that."""
        for _ in range(ROUNDS):
            for machine in range(len(self.heads)):
                self.synced(machine)
        assert len({self.versions[head].data for head in self.heads}) == 1
        return self.versions[self.place].data


def words(data: bytes) -> set[str]:
    """Return every word of ours that stands in a note."""
    return set(TOKEN.findall(data.decode()))
