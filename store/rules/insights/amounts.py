"""Amounts that remember what they count, and that are honest where there is little to count."""

from datetime import date
from math import sqrt
from statistics import median

from msgspec import Struct

ENOUGH = 5
"""Cases from which on a share may be told in percent; below, `2 of 3` says all there is to say."""
SURE = 1.96
"""Standard deviations that hold 95 of 100 cases."""


class Case(Struct, frozen=True, kw_only=True):
    """One thing that was counted, and where it stands."""

    opportunity: str
    """The id."""
    path: str
    line: int
    day: date | None = None
    """When it happened, in the user's own zone; None where no file tells."""
    days: int | None = None
    """How long it took, where that is what is counted."""


Cases = tuple[Case, ...]


class Share(Struct, frozen=True, kw_only=True):
    """So many of so many."""

    hits: Cases = ()
    cases: Cases = ()
    """All of them, the hits among them."""

    @property
    def percent(self) -> int | None:
        """The share in percent; None where there are too few cases for one."""
        total = len(self.cases)
        return round(100 * len(self.hits) / total) if total >= ENOUGH else None

    @property
    def range(self) -> tuple[int, int] | None:
        """Between what percentages the share lies as far as so few cases can tell (Wilson, 95 of 100)."""
        total = len(self.cases)
        if total < ENOUGH:
            return None
        share, square = len(self.hits) / total, SURE * SURE
        middle = share + square / (2 * total)
        spread = SURE * sqrt(share * (1 - share) / total + square / (4 * total * total))
        whole = 1 + square / total
        return max(0, round(100 * (middle - spread) / whole)), min(100, round(100 * (middle + spread) / whole))


class Spread(Struct, frozen=True, kw_only=True):
    """How many days things took."""

    cases: Cases = ()
    """Each with its days."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The days, from the least to the most."""
        return tuple(sorted(case.days for case in self.cases if case.days is not None))

    @property
    def median(self) -> float | None:
        """The day count in the middle; None where there is nothing."""
        return float(median(self.numbers)) if self.numbers else None

    @property
    def ends(self) -> tuple[int, int] | None:
        """The least and the most; None where there is nothing."""
        return (self.numbers[0], self.numbers[-1]) if self.numbers else None
