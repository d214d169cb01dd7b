"""The agenda: what is outstanding in all opportunities, the most urgent first."""

from collections.abc import Iterable, Mapping
from datetime import date, time, tzinfo

from store.model.agenda import HORIZON, Bucket, Item
from store.model.playbook import Playbook
from store.model.records import Records
from store.rules.clock import days_later
from store.rules.schedule import Schedules
from store.rules.workdays import IsHoliday, no_holiday

ORDER = {bucket: place for place, bucket in enumerate(Bucket)}
Urgency = tuple[int, date, bool, int, str, str, int, str]
FIRST = frozenset({"f-reply"})
"""Steps that come before others of the same day, as promises and agreed steps do: somebody waits."""


def agenda(  # noqa: PLR0913  what an agenda follows from is this much
    records: Records,
    books: Mapping[str, Playbook],
    today: date,
    tz: tzinfo,
    is_holiday: IsHoliday = no_holiday,
    *,
    horizon: int | None = HORIZON,
    clock: time | None = None,
) -> tuple[Item, ...]:
    """Return the items on the agenda of the whole vault, the most urgent first.

    Args:
        records: the vault as it was read.
        books: every playbook by name, the frame among them.
        today: the user's own day.
        tz: the user's own time zone.
        is_holiday: tells public holidays.
        horizon: how many days ahead an item may be due or waited for; None = any.
        clock: what time it is; None = not known, then an interview of today has taken place.
    """
    schedules = Schedules(records, books, today, tz, is_holiday, clock=clock)
    return in_order(schedules.outstanding(None if horizon is None else days_later(today, horizon)))


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items as the agenda lists them: what one message can do stands together, at the day of the earliest."""
    listed = list(items)
    days = {(i.opportunity, i.key): i.due for i in listed}
    leads = {(i.opportunity, key): i for i in listed for key in i.also}

    def place(item: Item) -> tuple[Urgency, bool, Urgency]:
        lead = leads.get((item.opportunity, item.key), item)
        if lead.bucket is not item.bucket:
            lead = item
        first = min([lead.due, *(days.get((lead.opportunity, key), lead.due) for key in lead.also)])
        return (urgency(lead, first), item is not lead, urgency(item, item.due))

    return tuple(sorted(listed, key=place))


def urgency(item: Item, day: date) -> Urgency:
    """Return what the agenda is sorted by: the bucket, the day, must before may, promises and answers first."""
    return (
        ORDER[item.bucket or Bucket.HELD],
        day,
        item.optional,
        0 if item.step in FIRST or item.mark_line is not None else 1,
        item.time or "24:00",
        item.opportunity,
        item.place,
        item.key,
    )
