"""What follows from each opportunity by itself, kept from one state of the vault to the next, and between two runs."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from store.model.opportunity import Opportunity

Value = TypeVar("Value")
Said = tuple[object, ...]
"""Everything beside its own file that a value may depend on."""


class Memory(Protocol[Value]):
    """Where values are kept between two runs."""

    def recall(self, said: Said, by_path: Mapping[str, Opportunity]) -> Mapping[str, Value]:
        """Return what followed from the very bytes of these files, with the same said, by path."""

    def keep(self, said: Said, fresh: Iterable[tuple[Opportunity, Value]], paths: Collection[str]) -> None:
        """Keep what is new, and forget files that are not named."""


class ByFile(Generic[Value]):
    """One value for each opportunity."""

    def __init__(self, memory: Memory[Value] | None = None) -> None:
        self._memory = memory
        self._said: Said | None = None
        self._known: Mapping[str, tuple[Opportunity, Value]] = {}
        self.made = 0
        """How many values were made so far."""

    def copy(self) -> "ByFile[Value]":
        """Return the same values, to go on from elsewhere; they are kept for this run only."""
        other: ByFile[Value] = ByFile()
        other._said, other._known = self._said, self._known
        return other

    @property
    def values(self) -> Iterable[Value]:
        """The values of the last state, in the order of their opportunities."""
        return (value for _, value in self._known.values())

    def of(
        self,
        said: Said,
        opportunities: Collection[Opportunity],
        make: Callable[[Opportunity], Value],
        holds: Callable[[Value], bool] = lambda _: True,
    ) -> list[Value]:
        """Return the value of each opportunity, made only where the same would not follow again.

        Args:
            said: everything beside its own file that a value may depend on.
            opportunities: those of the vault.
            make: makes a value.
            holds: tells whether a value that was kept holds now.
        """
        known = self._recalled(said, opportunities)
        kept: dict[str, tuple[Opportunity, Value]] = {}
        fresh: list[tuple[Opportunity, Value]] = []
        for opportunity in opportunities:
            path = opportunity.path
            one = known.get(path)
            if one is None or one[0] is not opportunity or not holds(one[1]):
                one = (opportunity, make(opportunity))
                fresh.append(one)
            kept[path] = one
        self._said, self._known = said, kept
        self.made += len(fresh)
        if fresh and self._memory:
            self._memory.keep(said, fresh, kept.keys())
        return list(self.values)

    def _recalled(self, said: Said, opportunities: Collection[Opportunity]) -> Mapping[str, tuple[Opportunity, Value]]:
        if self._said == said:
            return self._known
        if self._memory is None:
            return {}
        by_path = {opportunity.path: opportunity for opportunity in opportunities}
        found = self._memory.recall(said, by_path)
        return {path: (by_path[path], value) for path, value in found.items()}
