"""What each opportunity brings into the limits, kept from one state of the vault to the next.

A share depends on its file, on what the whole vault says (`Surroundings`), and on the hours of its day that have
struck. What the limits do to it depends on all others and is worked out for each state of the vault.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import time

from store.model.opportunity import Opportunity
from store.model.share import Share
from store.rules.keeping import ByFile, Memory
from store.rules.sharing import Plan, share_of
from store.rules.situation import Situation
from store.rules.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of one opportunity."""

    share: Share | None
    """None where nothing is outstanding, and nothing uses up a limit."""
    hours: tuple[time, ...] = ()
    """The hours of its day in the log: what stands there has begun, or is still to come."""
    at: time | None = None
    """What time it was."""

    def holds(self, at: time | None) -> bool:
        """Tell whether the same would come of it at that time: none of its hours has struck."""
        if self.at == at or not self.hours:
            return True
        return self.at is not None and at is not None and all((h > self.at) == (h > at) for h in self.hours)


class Planned:
    """The shares of a vault; a thread that works out another state of it takes a copy."""

    def __init__(self, memory: Memory[Kept] | None = None) -> None:
        self._kept: ByFile[Kept] = ByFile(memory)
        self._around: Surroundings | None = None

    @property
    def made(self) -> int:
        """How many opportunities were planned so far."""
        return self._kept.made

    @property
    def hours(self) -> frozenset[time]:
        """The hours of the day at which something begins: when one strikes, something else may follow."""
        return frozenset(hour for kept in self._kept.values for hour in kept.hours)

    def copy(self) -> "Planned":
        """Return the same shares, to go on from elsewhere."""
        other = Planned()
        other._kept, other._around = self._kept.copy(), self._around
        return other

    def around(self, found: Surroundings) -> Surroundings:
        """Return what the vault says now; as it was gathered before where it still says the same."""
        known = self._around
        return known.at(found.now) if known is not None and known.says_what(found) else found

    def of(
        self,
        opportunities: Collection[Opportunity],
        around: Surroundings,
        situation_of: Callable[[Opportunity], Situation | None],
        plan_of: Callable[[Situation], Plan],
    ) -> list[Share]:
        """Return what each opportunity brings into the limits, where it brings anything.

        Args:
            opportunities: those of the vault.
            around: what the vault says.
            situation_of: is asked for the situation of each opportunity that must be planned; None = nothing matters.
            plan_of: makes a plan of it.
        """

        def make(opportunity: Opportunity) -> Kept:
            situation = situation_of(opportunity)
            return Kept(None) if situation is None else _kept(situation, plan_of)

        found = self._kept.of(around.said, opportunities, make, lambda kept: kept.holds(around.now.at))
        self._around = around
        return [kept.share for kept in found if kept.share is not None]


def _kept(situation: Situation, plan_of: Callable[[Situation], Plan]) -> Kept:
    now = situation.around.now
    hours = tuple(o.when.at for o in situation.past if o.when.day == now.day and o.when.at is not None)
    return Kept(share_of(plan_of(situation)), hours, now.at)
