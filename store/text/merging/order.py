"""Two orders of things that came from one brought into one order: of keys, contacts, log entries, list items.

What both sides hold is the skeleton. The side that moved something there has its say; where both did, or put
something new in different places, the lesser order holds. What one side alone holds follows what it follows there;
where that is gone, it stands where that stood. So nothing depends on which side is called ours, and the result put in
for one of the sides gives itself again.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

Thing = TypeVar("Thing", bound=Any)
"""Something that can be hashed and compared, such as a text or a tuple of texts."""


def in_one_order(
    base: Sequence[Thing],
    ours: Sequence[Thing],
    theirs: Sequence[Thing],
    kept: Container[Thing],
    rank: Callable[[Thing], Any] | None = None,
) -> list[Thing]:
    """Return what is kept of two orders, in one order; each order holds a thing once.

    Args:
        base: the order that both came from.
        ours: one order.
        theirs: the other.
        kept: what goes into the result; each of it stands in one of the two orders at least.
        rank: what decides between two things that were put in at one place, such as their dates; without it the run
            of one side stays together and the lesser run stands first, unless they replace old things of two places.
    """
    mine, other = ([thing for thing in order if thing in kept] for order in (ours, theirs))
    shared = set(mine) & set(other)
    skeleton = _skeleton(base, mine, other, shared)
    runs, others = runs_of(mine, shared), runs_of(other, shared)
    places, others_places = places_of(base, ours), places_of(base, theirs)
    result: list[Thing] = []
    for anchor in (None, *skeleton):
        if anchor is not None:
            result.append(anchor)
        run, other_run = runs.get(anchor, []), others.get(anchor, [])
        if not (run and other_run):
            result += run or other_run
        elif rank is None:
            result += _by_place(run, other_run, places, others_places)
        else:
            result += _by_rank(run, other_run, rank)
    return result


def _skeleton(base: Sequence[Thing], mine: list[Thing], other: list[Thing], shared: set[Thing]) -> list[Thing]:
    one, two = ([thing for thing in order if thing in shared] for order in (mine, other))
    if one == two:
        return one
    has_moved, others_moved = _has_moved(base, mine), _has_moved(base, other)
    if has_moved != others_moved:
        return one if has_moved else two
    return min(one, two)


def _has_moved(base: Sequence[Thing], order: list[Thing]) -> bool:
    """Tell whether what is old stands in another order than before."""
    place = {thing: at for at, thing in enumerate(base)}
    old = [place[thing] for thing in order if thing in place]
    return old != sorted(old)


def runs_of(order: list[Thing], shared: set[Thing]) -> dict[Thing | None, list[Thing]]:
    """Return what one side alone holds, by the shared thing that it follows; None for the beginning."""
    runs: dict[Thing | None, list[Thing]] = {}
    anchor: Thing | None = None
    for thing in order:
        if thing in shared:
            anchor = thing
        else:
            runs.setdefault(anchor, []).append(thing)
    return runs


def places_of(base: Sequence[Thing], order: Sequence[Thing]) -> dict[Thing, int]:
    """Return the place in the base that each thing of a side follows, from -1; what is old is at its own place."""
    old = {thing: at for at, thing in enumerate(base)}
    places: dict[Thing, int] = {}
    at = -1
    for thing in order:
        at = places[thing] = old.get(thing, at)
    return places


def _by_place(
    mine: list[Thing], other: list[Thing], places: dict[Thing, int], others: dict[Thing, int]
) -> Iterator[Thing]:
    """Join two runs; what followed an earlier place stands first, and at one place the lesser run."""
    one, two = (
        [(at, list(run)) for at, run in groupby(things, known.__getitem__)][::-1]
        for things, known in ((mine, places), (other, others))
    )
    while one or two:
        yield from (one if not two or (one and one[-1] <= two[-1]) else two).pop()[1]


def _by_rank(mine: list[Thing], other: list[Thing], rank: Callable[[Thing], Any]) -> Iterator[Thing]:
    one, two = mine[::-1], other[::-1]
    while one and two:
        yield (one if (rank(one[-1]), one[-1]) <= (rank(two[-1]), two[-1]) else two).pop()
    yield from reversed(one or two)
