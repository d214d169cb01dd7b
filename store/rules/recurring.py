"""Steps that come again: each counts from the latest touch with its person, on the next channel in turn."""

from collections.abc import Iterator

from store.rules.channels import allowed_channels, in_turn
from store.rules.clock import Moment, later
from store.rules.due import place
from store.rules.expansion import fits, for_each
from store.rules.expected import Expected, name_in_key
from store.rules.logbook import follows
from store.rules.situation import Situation
from store.rules.sorted_book import SortedBook


def recurring(situation: Situation, book: SortedBook, used: dict[int, list[Expected]]) -> Iterator[Expected]:
    """Yield the steps that come again after an event, other than the turns of a silence."""
    if not book.again:
        return
    for event in situation.events:
        for step in book.again.get(event.sort, ()):
            if fits(step.after, event):
                for item in for_each(situation, book.book, step, event):
                    recur(situation, item, used)
                    yield item


def recur(situation: Situation, item: Expected, used: dict[int, list[Expected]]) -> None:
    """Count a recurring step from the latest touch with that person since its event, on the next channel in turn."""
    step, event = item.step, item.event
    touches = [
        o
        for o in situation.past
        if o.goes_out
        and o.reaches(item.person)
        and follows(o.when, event.when)
        and o.entry is not event.entry
        and not any(i.event.sort == event.sort for i in used.get(o.entry.line, ()))
    ]
    base = max([event.when.day, *(o.when.day for o in touches)])
    item.is_recurring = True
    if touches and step.every:
        item.due, item.note = later(Moment(base), step.every, situation.calendar), ""
    wanted = situation.opportunity.next_touch
    if wanted is not None and wanted > base:
        item.due, item.note = Moment(wanted), "on the day that `next_touch` in the file names"
    item.key = f"{step.id}/{base}/{name_in_key(item.who)}"
    channels = allowed_channels(situation, step)
    if step.in_turn and touches:
        item.channel = in_turn(channels, [o.channel for o in touches])
        item.times = sum(o.channel == item.channel for o in touches)
    place(situation, item)
