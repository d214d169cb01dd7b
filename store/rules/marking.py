"""What `Skipped` and `Snoozed` entries say of steps: left out and why, done, answered, put off."""

from collections.abc import Iterable

from store.model.agenda import State
from store.model.entry import Kind
from store.rules.chronicle import is_done
from store.rules.clock import Moment, days_later
from store.rules.expected import Expected
from store.rules.logbook import Logged, follows, snoozed_until
from store.rules.situation import Situation
from store.rules.workdays import FORTNIGHT


def mark(situation: Situation, items: Iterable[Expected]) -> None:
    """Take over `Skipped` and `Snoozed` entries that name an item's key, or its step alone."""
    if situation.marking:
        for item in items:
            _by_marking(item, situation.marking)


def _by_marking(item: Expected, marking: Iterable[Logged]) -> None:
    for logged in marking:
        entry = logged.entry
        if not _names(item, logged):
            continue
        if entry.kind is Kind.SKIPPED:
            if item.is_open:
                reason = entry.title.rpartition(" - ")[2]
                is_answer = is_done(entry.title) or reason.casefold() in item.step.asks
                item.state = State.DONE if is_answer else State.SKIPPED
                item.settled_by = entry.line
                item.note = item.note if is_done(entry.title) else reason
        else:
            until = snoozed_until(entry.title)
            if until and until > item.due.day:
                item.due = Moment(until)
                item.note = f"snoozed until {until}"


def _names(item: Expected, logged: Logged) -> bool:
    """Tell whether a `Skipped` or `Snoozed` entry means this item."""
    title = " ".join(logged.entry.title.split())
    if title == item.key or title.startswith(f"{item.key} "):
        return True
    bare = title.split(" ", 1)[0] == item.step.id
    if bare and item.event.sort == "silence" and logged.when.day <= item.event.when.day:
        return False  # it meant the turn before this one
    whom = not logged.persons or logged.reaches(item.person)
    return bare and whom and follows(logged.when, _began(item))


def _began(item: Expected) -> Moment:
    """Return from when on an entry can speak of a step; of a day to come, from its agreement or two weeks before."""
    event = item.event
    if event.mark is not None and event.entry is not None:
        return Moment(event.entry.day)
    if event.fixed or item.step.after.planned:
        return Moment(days_later(event.when.day, -FORTNIGHT.days))
    return event.when
