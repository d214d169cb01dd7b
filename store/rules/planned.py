"""What each opportunity brings into the limits, kept from one state of the vault to the next.

A share depends on its file, on what the whole vault says (`Surroundings`), and on the hours of its day that have
struck. What the limits do to it depends on all others and is worked out for each state of the vault.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from store.model.opportunity import Opportunity
from store.model.share import Share
from store.rules.sharing import Plan, share_of
from store.rules.situation import Situation
from store.rules.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of one opportunity."""

    opportunity: Opportunity
    share: Share | None
    """None where nothing is outstanding, and nothing uses up a limit."""
    hours: tuple[time, ...] = ()
    """The hours of its day in the log: what stands there has begun, or is still to come."""
    at: time | None = None
    """What time it was."""

    def holds(self, opportunity: Opportunity, at: time | None) -> bool:
        """Tell whether the same would come of it now: its file has not changed, and none of its hours has struck."""
        if self.opportunity is not opportunity:
            return False
        if self.at == at or not self.hours:
            return True
        return self.at is not None and at is not None and all((h > self.at) == (h > at) for h in self.hours)


NOTHING: Mapping[str, Kept] = {}


class Planned:
    """The shares of a vault; a thread that works out another state of it takes a copy."""

    def __init__(self) -> None:
        self._last: tuple[Surroundings | None, Mapping[str, Kept]] = (None, NOTHING)
        self.made = 0
        """How many opportunities were planned so far."""

    def copy(self) -> "Planned":
        """Return the same shares, to go on from elsewhere."""
        other = Planned()
        other._last = self._last
        return other

    @property
    def hours(self) -> frozenset[time]:
        """The hours of the day at which something begins: when one strikes, something else may follow."""
        return frozenset(hour for kept in self._last[1].values() for hour in kept.hours)

    def around(self, found: Surroundings) -> Surroundings:
        """Return what the vault says now; as it was gathered before where it still says the same."""
        known = self._last[0]
        return known.at(found.now) if known is not None and known.says_what(found) else found

    def of(
        self,
        opportunities: Iterable[Opportunity],
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
        before, known = self._last
        if before is None or not before.says_what(around):
            known = NOTHING
        kept: dict[str, Kept] = {}
        for opportunity in opportunities:
            one = known.get(opportunity.path)
            if one is None or not one.holds(opportunity, around.now.at):
                situation = situation_of(opportunity)
                one = _kept(opportunity, situation, plan_of)
                self.made += 1
            kept[opportunity.path] = one
        self._last = (around, kept)
        return [one.share for one in kept.values() if one.share is not None]


def _kept(opportunity: Opportunity, situation: Situation | None, plan_of: Callable[[Situation], Plan]) -> Kept:
    if situation is None:
        return Kept(opportunity, None)
    plan, now = plan_of(situation), situation.around.now
    hours = tuple(o.when.at for o in situation.past if o.when.day == now.day and o.when.at is not None)
    return Kept(opportunity, share_of(plan), hours, now.at)
