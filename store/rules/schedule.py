"""The schedule of one opportunity: every step of its playbook and of the frame, what became of it, and why."""

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo

from store.model.agenda import Item, State
from store.model.opportunity import Opportunity
from store.model.playbook import Playbook
from store.model.records import Records
from store.rules.announced import merge_announced
from store.rules.expansion import Expected, chain_ids, expand, follow_ups
from store.rules.limits import hold, spent
from store.rules.reasons import item_from
from store.rules.satisfaction import mark, settle
from store.rules.silence import chain
from store.rules.situation import Acceptance, Situation, situation_of
from store.rules.workdays import IsHoliday, no_holiday

FRAME = "frame"
FALLBACK = "blend"


def schedule(  # noqa: PLR0913, PLR0917  what a schedule follows from is this much
    opportunity: Opportunity,
    books: Mapping[str, Playbook],
    records: Records,
    today: date,
    tz: tzinfo,
    is_holiday: IsHoliday = no_holiday,
    acceptances: tuple[Acceptance, ...] | None = None,
) -> tuple[Item, ...]:
    """Return every step of an opportunity: open, forecast, done, skipped, stopped, retired.

    Args:
        opportunity: its file as it was read.
        books: every playbook by name, the frame among them.
        records: the whole vault: people who help, offers accepted elsewhere, settings.
        today: the user's own day.
        tz: the user's own time zone.
        is_holiday: tells public holidays.
        acceptances: the vault's accepted offers, where they are known already.
    """
    if not opportunity.readable:
        return ()
    situation = situation_of(opportunity, records, today, tz, is_holiday, acceptances)
    items = planned(situation, book_of(opportunity, books, records), books.get(FRAME))
    return tuple(item_from(situation, item) for item in items)


def book_of(opportunity: Opportunity, books: Mapping[str, Playbook], records: Records) -> Playbook:
    """Return the playbook of an opportunity: its own, the settings' one, the default; empty where there is none."""
    for name in (opportunity.playbook, records.settings.playbook, FALLBACK):
        if name and name != FRAME and name in books:
            return books[name]
    return Playbook(name=FALLBACK, path="")


def planned(situation: Situation, book: Playbook, frame: Playbook | None) -> list[Expected]:
    """Return all steps of an opportunity, settled, within the limits, in the order of their days."""
    frame = frame or Playbook(name=FRAME, path="")
    items = numbered([*expand(situation, book), *_still_framing(situation, book, frame)], ())
    used = settle(situation, items)
    turns = numbered(chain(situation, book, frame, items, used), items)
    mark(situation, turns)
    items = _without_double_touch(situation, [*items, *turns])
    later = numbered(follow_ups(situation, book, items), items)
    settle(situation, later)
    items = merge_announced([*items, *later])
    _hold_elsewhere(items)
    hold(situation, [i for i in items if not i.is_held], spent(situation, used, turns))
    return sorted(items, key=lambda i: (i.due.day, i.step.line, i.key))


def _still_framing(situation: Situation, book: Playbook, frame: Playbook) -> Iterable[Expected]:
    """Yield the frame's steps but those that a step of the playbook stands for, at the same event and person."""
    chained = chain_ids(book)
    replaced = {
        (item.step.stands_for, id(item.event), item.person)
        for item in expand(situation, book)
        if item.step.stands_for and item.step.id not in chained
    }
    for item in expand(situation, frame):
        if (item.step.id, id(item.event), item.person) not in replaced:
            yield item


def numbered(items: Iterable[Expected], others: Iterable[Expected]) -> list[Expected]:
    """Give each item a key of its own: the second of the same name gets `#2`."""
    taken = {item.key for item in others}
    result = []
    for item in items:
        key, number = item.key, 1
        while item.key in taken:
            number += 1
            item.key = f"{key}#{number}"
        taken.add(item.key)
        result.append(item)
    return result


def _without_double_touch(situation: Situation, items: list[Expected]) -> list[Expected]:
    """Drop the plain `next_touch` item where a turn of the playbook falls on that day already."""
    wanted = situation.opportunity.next_touch
    turn = any(i.is_open and i.is_recurring and i.due.day == wanted for i in items)
    return [i for i in items if not (turn and i.event.sort == "next_touch" and i.is_open)]


def _hold_elsewhere(items: Iterable[Expected]) -> None:
    """Hold what presses on until the user has decided about a search that an accepted offer overtook (guard 14)."""
    listed = tuple(items)
    asking = next((i for i in listed if i.event.sort == "elsewhere" and i.is_open), None)
    if asking is None:
        return
    for item in listed:
        if item.state is State.OPEN and item.step.counts and item is not asking:
            item.is_held = True
            item.note = f"held: you accepted another offer on {asking.event.when.day}"
