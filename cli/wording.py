"""Days, numbers and steps in words, the same in every command."""

from datetime import date
from typing import TYPE_CHECKING

from cli.output import Output
from cli.safe import cells, column, cut
from store.model.agenda import Bucket, Item, State

if TYPE_CHECKING:
    from store.model.opportunity import Opportunity

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

INDENT = 19
"""Where the text of an item begins, under its day."""
CHANNEL = 10
"""Columns of the channel, with the space before it."""
NARROW, WIDEST = 60, 100
"""Columns from which, and to which, the channel stands in a column of its own."""


def day_words(day: date, today: date) -> str:
    """Return a day as people say it: `Tue 24 Nov`, with the year where it is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def late_words(days: int) -> str:
    """Return how far off a day is: `2 days late`, `today`, `tomorrow`, `in 5 days`."""
    if days < 0:
        return f"{counted(-days, 'day')} late"
    return ("today", "tomorrow")[days] if days < len(("today", "tomorrow")) else f"in {days} days"


def counted(number: int, thing: str) -> str:
    """Return a number with its noun: `1 file`, `3 files`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def title_of(opportunity: "Opportunity") -> str:
    """Return what an opportunity is called; the id where the file tells nothing."""
    named = ": ".join(part for part in (opportunity.company, opportunity.position) if part)
    return named or opportunity.id


def item_when(item: Item, today: date) -> str:
    """Return an item's day in the words that suit its place on the agenda."""
    if item.bucket is Bucket.OVERDUE:
        return late_words(item.days)
    if item.bucket is Bucket.HELD and item.allowed:
        return day_words(item.allowed, today)
    day = "today" if item.days == 0 else day_words(item.due, today)
    return f"{day} {item.time}" if item.time else day


def event_words(item: Item) -> str:
    """Return the event that an item counts from, with its day."""
    event, day = item.because.event, str(item.because.day)
    return event if day in event else f"{event} on {day}"


def reason_of(item: Item) -> str:
    """Return why an item is there: its step, its rules, its event, and what moved or held it."""
    parts = (
        item.step,
        " ".join(item.rules),
        f"since {event_words(item)}" if item.because.event else "",
        item.note,
    )
    return " · ".join(part for part in parts if part)


def write_item(out: Output, item: Item, head: tuple[str, str], more: str, indent: int = INDENT) -> None:
    """Write an item: its head in two parts with the channel, what to do, what to mind, and the reason dimmed below."""
    when, what = head
    beside = min(out.width, WIDEST) - indent - CHANNEL
    fits = cells(when) < indent - 2 and cells(what) <= beside and out.width >= NARROW
    told = f"{what} · {item.channel}" if item.channel else what
    if fits:
        out.line("  ", column(when, indent - 2), column(what, beside), "  ", item.channel or "")
    else:
        out.beside(("  ", column(when, max(indent - 2, cells(when) + 2))), told, indent=indent)
    out.paragraph(item.says + (" (optional)" if item.optional else ""), indent=indent)
    for hint in minded(item):
        out.paragraph(f"- {hint}", indent=indent)
    out.paragraph(more, indent=indent, style="dim")


def minded(item: Item) -> tuple[str, ...]:
    """Return what to mind while doing an item: its hints, its answers, and whether it had better be left out."""
    if item.state not in (State.OPEN, State.FORECAST):
        return ()
    stale = (f"better left out by now: {item.stale}",) if item.stale else ()
    return (*item.hints, *((f"answer with {' / '.join(item.answers)}",) if item.answers else ()), *stale)


def heading(out: Output, text: str, style: str = "bold") -> None:
    """Write the heading of a section, at most a few lines of it."""
    out.paragraph(cut(text, out.width * 3), style=style)
