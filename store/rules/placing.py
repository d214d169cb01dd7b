"""The open steps of a whole vault at their places: a backlog spread over the days to come, then the limits."""

from collections.abc import Iterable, Sequence
from datetime import date

from store.model.agenda import Item
from store.model.share import Share
from store.model.value import replace
from store.rules.backlog import spread
from store.rules.limits import hold
from store.rules.placed import Placed, told
from store.rules.workdays import Calendar


def in_places(shares: Iterable[Share], calendar: Calendar, today: date) -> list[tuple[Share, list[Placed]]]:
    """Return every share with its open steps, each at its place.

    Args:
        shares: what the opportunities bring in.
        calendar: the user's working days.
        today: the user's own day, on which the shares were worked out.
    """
    searches = [(share, [Placed(share, step) for step in share.steps]) for share in shares]
    spread(searches, calendar, today)
    hold(searches, calendar, today)
    return searches


def outstanding(searches: Iterable[tuple[Share, Sequence[Placed]]], last: date | None, today: date) -> list[Item]:
    """Return what is on the agenda and due up to a day; None = any day. Of today, whenever the shares were made."""
    return [
        told(one, _on(one.step.item, today))
        for _, steps in searches
        for one in steps
        if not one.retired and (last is None or one.step.item.due <= last)
    ]


def _on(item: Item, today: date) -> Item:
    days = (item.due - today).days
    return item if item.days == days else replace(item, days=days)
