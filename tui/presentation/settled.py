"""What became of a step that is over: done, skipped or stopped, on which day, by which entry of the log."""

from collections.abc import Sequence
from datetime import date

from store.model.agenda import Item, State
from store.model.entry import Entry
from tui.presentation import days
from tui.presentation.spans import Span
from tui.presentation.timeline import entry_name
from tui.presentation.words import STATES


def entry_of(item: Item, entries: Sequence[Entry]) -> Entry | None:
    """Return the entry of the log that settled a step, or that holds the mark that did."""
    here = item.settled_by
    if here is None:
        return None
    return next((e for e in entries if e.line == here or any(mark.line == here for mark in e.marks)), None)


def in_short(item: Item, entries: Sequence[Entry], today: date) -> str:
    """Return the day column of what is over: `done 20 Nov`."""
    name = STATES[item.state][0]
    if (entry := entry_of(item, entries)) is None:
        return name
    day = entry.day
    month = days.MONTHS[day.month - 1]
    name = "passed" if item.state is State.RETIRED else name
    return f"{name} {day.day} {month}" if day.year == today.year else f"{name} {month} {day.year}"


def in_full(item: Item, entries: Sequence[Entry]) -> tuple[Span, ...]:
    """Return how a step was settled, for the detail pane; nothing where the log does not tell."""
    if (entry := entry_of(item, entries)) is None:
        return ()
    return (Span(f"{STATES[item.state][0]}: {entry_name(entry)}, {days.full(entry.day)}"),)
