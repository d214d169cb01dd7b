"""The orders in which opportunities are listed, the same in both front ends."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from store.model.agenda import Bucket, Item
from store.model.folding import fold
from store.model.opportunity import CLOSED, Opportunity, Stage
from store.rules.query import last_touch

SORTS: Mapping[str, str] = {
    "urgency": "what is most urgent",
    "company": "company",
    "stage": "stage, the furthest first",
    "touch": "last touch, the longest ago first",
    "deadline": "deadline, the nearest first",
}
"""What lists can be sorted by, in words; the first is how they begin."""
ORDER = (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING, Bucket.HELD, Bucket.WAITING)
FURTHEST = (Stage.OFFER, Stage.INTERVIEWING, Stage.APPLIED, Stage.LEAD, Stage.ACCEPTED, Stage.REJECTED, Stage.WITHDRAWN)


def next_items(items: Iterable[Item]) -> dict[str, Item]:
    """Return the most urgent item of each opportunity."""
    found: dict[str, Item] = {}
    for item in sorted(items, key=urgency):
        found.setdefault(item.opportunity, item)
    return found


def urgency(item: Item) -> tuple[int, date]:
    """Return what items are compared by: the bucket, then the day on which something can be done."""
    return (ORDER.index(item.bucket) if item.bucket else len(ORDER), item.allowed or item.due)


def by_name(opportunities: Iterable[Opportunity]) -> tuple[Opportunity, ...]:
    """Return opportunities by the names of employer and position: what every order falls back on."""
    return tuple(sorted(opportunities, key=lambda o: (_named(o), o.path)))


def _named(opportunity: Opportunity) -> tuple[str, str]:
    return fold(opportunity.company or opportunity.id), fold(opportunity.position)


def in_order(
    opportunities: Iterable[Opportunity],
    sort: str,
    coming: Mapping[str, Item],
    today: date,
    *,
    is_turned: bool = False,
) -> tuple[Opportunity, ...]:
    """Return opportunities in an order; what a file does not tell comes last, whichever way it is turned.

    Args:
        opportunities: in any order.
        sort: one of SORTS.
        coming: the most urgent item of each.
        today: the user's own day.
        is_turned: whether the order is the other way round.
    """
    return _laid(*_keyed(by_name(opportunities), sort, coming, today), is_turned=is_turned)


def both_ways(
    named: Sequence[Opportunity], sort: str, coming: Mapping[str, Item], today: date
) -> tuple[tuple[Opportunity, ...], tuple[Opportunity, ...]]:
    """Return what `in_order` does, as it is and turned round; each is asked once for what it is sorted by.

    Args:
        named: opportunities as `by_name` has them.
        sort: one of SORTS.
        coming: the most urgent item of each.
        today: the user's own day.
    """
    known, unknown = _keyed(named, sort, coming, today)
    return _laid(known, unknown, is_turned=False), _laid(known, unknown, is_turned=True)


def _keyed(
    named: Sequence[Opportunity], sort: str, coming: Mapping[str, Item], today: date
) -> tuple[list[tuple[Any, Opportunity]], list[Opportunity]]:
    """Return those that tell what they are sorted by, with it, and the others; of equals the most urgent first."""

    def urgent(o: Opportunity) -> tuple[Any, ...]:
        item = coming.get(o.id)
        return (o.stage in CLOSED, *(urgency(item) if item else (len(ORDER), date.max)))

    keys: dict[str, Callable[[Opportunity], Any]] = {
        "urgency": urgent,
        "company": _named,
        "stage": lambda o: FURTHEST.index(o.stage),
        "touch": lambda o: last_touch(o, today),
        "deadline": lambda o: o.deadline,
    }
    key = keys[sort]
    listed = named if sort in ("urgency", "company") else sorted(named, key=urgent)
    keyed = [(key(o), o) for o in listed]
    known = [one for one in keyed if one[0] is not None]
    return known, [o for found, o in keyed if found is None]


def _laid(
    known: list[tuple[Any, Opportunity]], unknown: list[Opportunity], *, is_turned: bool
) -> tuple[Opportunity, ...]:
    return (*[o for _, o in sorted(known, key=itemgetter(0), reverse=is_turned)], *unknown)
