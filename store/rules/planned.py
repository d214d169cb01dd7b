"""What each opportunity brings into the limits, kept from one state of the vault to the next.

A share depends on its file, on what the whole vault says (`Surroundings`), on the day, which changes little of it, and
on the hours of that day that have struck. What the limits do to it depends on all others and is worked out for each
state of the vault.
"""

from collections.abc import Callable, Collection
from datetime import time

from msgspec import Struct

from store.model.opportunity import Opportunity
from store.model.share import Share
from store.rules.clock import Moment
from store.rules.keeping import ByFile, Memory
from store.rules.sharing import Plan, share_of
from store.rules.situation import Situation
from store.rules.surroundings import Surroundings
from store.rules.watched_day import Asked, Validity


class Kept(Struct, frozen=True):
    """What came of one opportunity."""

    share: Share | None
    """None where nothing is outstanding, and nothing uses up a limit."""
    validity: Validity
    """The days on which the same would come of it."""
    hours: tuple[time, ...] = ()
    """The hours of its first day in the log: what stands there has begun, or is still to come."""
    at: time | None = None
    """What time it was."""

    def holds(self, now: Moment) -> bool:
        """Tell whether the same would come of it now: its days are not over, and none of its hours has struck."""
        at = now.at
        if not self.validity.holds(now.day):
            return False
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
        situation_of: Callable[[Opportunity, Surroundings], Situation | None],
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
            asked = Asked()
            situation = situation_of(opportunity, around.watched(asked))
            share = None if situation is None else share_of(plan_of(situation))
            hours = () if situation is None else _hours(situation)
            return Kept(share, asked.validity(around.day), hours, around.now.at)

        found = self._kept.of(around.said, opportunities, make, lambda kept: kept.holds(around.now))
        self._around = around
        return [kept.share for kept in found if kept.share is not None]


def _hours(situation: Situation) -> tuple[time, ...]:
    return tuple(o.when.at for o in situation.past if o.when.at is not None and o.when.day == situation.around.day)
