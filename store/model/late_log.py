"""A log that is unpacked when somebody looks at it: of ten thousand opportunities hardly any is looked at."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import overload

from store.model.entry import Entry, Kind

AT_ONCE = 64
"""Logs that stay unpacked; the one looked at longest ago is let go."""

Unpack = Callable[[bytes], tuple[Entry, ...]]


class LateLog(Sequence[Entry]):
    """The entries of a log, equal to the tuple of them."""

    __slots__ = ("_packed", "_unpack", "kinds")

    def __init__(self, packed: bytes, kinds: frozenset[Kind], unpack: Unpack) -> None:
        """Unpack nothing yet.

        Args:
            packed: the entries.
            kinds: what they record, which is often all that is asked.
            unpack: makes the entries.
        """
        self._packed = packed
        self._unpack = unpack
        self.kinds = kinds

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        """Return an entry, or some of them."""
        return _unpacked(self)[place]

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in file order."""
        return iter(_unpacked(self))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(_unpacked(self))

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.kinds)

    def __eq__(self, other: object) -> bool:
        """Tell whether it holds the same entries as another one, or as a tuple."""
        if isinstance(other, LateLog):
            return self is other or self._packed == other._packed or _unpacked(self) == _unpacked(other)
        return _unpacked(self) == other

    __hash__ = object.__hash__

    def __repr__(self) -> str:
        """Return what it looks like to somebody who debugs."""
        return repr(_unpacked(self))

    def unpacked(self) -> tuple[Entry, ...]:
        """Return the entries."""
        return self._unpack(self._packed)


@lru_cache(maxsize=AT_ONCE)
def _unpacked(log: LateLog) -> tuple[Entry, ...]:
    return log.unpacked()
