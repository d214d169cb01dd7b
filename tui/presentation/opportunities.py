"""Opportunities as rows, one line each: stage, company, position, what comes next; and what is said around them."""

from collections.abc import Callable, Sequence
from datetime import date

from store.model.agenda import Item
from store.model.entry import Entry
from store.model.opportunity import CLOSED, Opportunity
from store.rules.query import last_touch
from tui.presentation import agenda, days
from tui.presentation.card import card
from tui.presentation.rows import SIGN, Column, Row
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.timeline import timeline
from tui.presentation.words import BUCKETS, STAGES, company

HEADS: tuple[tuple[str, str], ...] = (
    ("", "stage"),
    ("company", "company"),
    ("position", ""),
    ("stage", "stage"),
    ("next step", "urgency"),
    ("last touch", "touch"),
    ("deadline", "deadline"),
    ("due", "urgency"),
)
"""What stands over each column, and what a click there sorts by."""
SHOWS = {"touch": 5, "deadline": 6}
"""The column that shows what the list is sorted by, where that is not always seen."""
COMPANY, POSITION, DUE = 1, 2, 7
LATEST = 6
"""Log entries beside the list."""


def longest(listed: Sequence[Opportunity], cells: Callable[[str], int]) -> tuple[int, int]:
    """Return how wide the longest company and the longest position are; `cells` tells how wide a name is."""
    return (
        max((cells(company(o)) for o in listed), default=0),
        max((cells(o.position or o.path) for o in listed), default=0),
    )


def columns(sort: str, names: tuple[int, int] | None = None) -> tuple[Column, ...]:
    """Return the columns of opportunities: what they are sorted by is always one of them.

    Args:
        sort: what they are sorted by.
        names: the longest company and the longest position; what they do not need of their columns the others get.
    """
    needs = [0, 0, 0, 0, 84, 100, 116, 0]
    if sort in SHOWS:
        needs[SHOWS[sort]] = 0
        needs[DUE] = 74
    least = (1, 14, 10, 12, 16, 12, 10, 12)
    share = (0, 4, 5, 0, 3, 0, 0, 0)
    most = [1, 32, 46, 12, 18, 12, 11, 13]
    for place, cells in zip((COMPANY, POSITION), names or (), strict=False):
        most[place] = max(least[place], min(most[place], cells))
    made = (Column(least=a, share=b, most=c, needs=d) for a, b, c, d in zip(least, share, most, needs, strict=True))
    return (SIGN, *tuple(made)[1:])


def row(opportunity: Opportunity, item: Item | None, today: date) -> Row:
    """Return an opportunity as a line of the list."""
    return Row(key=opportunity.id, cells=_cells(opportunity, item, today))


def _cells(opportunity: Opportunity, item: Item | None, today: date) -> tuple[Span, ...]:
    o = opportunity
    if not o.readable:
        return (
            Span("?", "warn"),
            Span(company(o), "warn"),
            Span(o.path, "muted"),
            Span("unreadable", "warn"),
            Span("see problems", "muted"),
            *(Span(""), Span(""), Span("")),
        )
    sign, tone = STAGES[o.stage]
    quiet = "muted" if o.stage in CLOSED else ""
    bucket_tone = BUCKETS[item.bucket][2] if item and item.bucket else "muted"
    touched = last_touch(o, today)
    return (
        Span(sign, tone),
        Span(company(o), quiet or "strong"),
        Span(o.position, quiet),
        Span(o.stage_text or o.stage, tone or "muted"),
        Span(agenda.what(item) if item else "", quiet),
        Span(days.near(touched, today) if touched else "", "muted"),
        Span(days.short(o.deadline, today) if o.deadline else "", _urgent(o, today)),
        Span(agenda.day(item, today) if item else "", bucket_tone),
    )


def _urgent(o: Opportunity, today: date) -> str:
    is_near = o.deadline is not None and o.stage not in CLOSED and (o.deadline - today).days <= days.SOON
    return "warn" if is_near else "muted"


def beside(opportunity: Opportunity | None, item: Item | None, today: date) -> tuple[Line, ...]:
    """Return what stands beside the list on a wide screen: what comes next, the card, the latest of the log."""
    if opportunity is None:
        return (line("Choose a line to see what is known of it.", "muted"),)
    lines: list[Line] = [line(company(opportunity), "strong")]
    if opportunity.position:
        lines.append(line(opportunity.position))
    lines.append(BLANK)
    if item:
        tone = BUCKETS[item.bucket][2] if item.bucket else ""
        lines.extend(
            ((Span("next     ", "muted"), Span(f"{agenda.day(item, today)}: {item.says or item.title}", tone)),)
        )
    lines.extend(card(opportunity, (), today))
    if opportunity.entries:
        lines.extend(
            (BLANK, line("The latest of its log", "strong"), BLANK, *timeline(_latest(opportunity.entries), today))
        )
    return tuple(lines)


def _latest(entries: Sequence[Entry]) -> Sequence[Entry]:
    return sorted(entries, key=lambda entry: entry.day)[-LATEST:]


def marked_line(number: int) -> Line:
    """Return the line above the footer while opportunities are marked."""
    keys = (("m", "stage"), ("s", "put off"), ("t", "tags"), ("D", "delete"), ("Esc", "unmark"))
    spans = [Span(f" {number} marked", "strong")]
    for key, does in keys:
        spans.extend((Span(f"  {key}", "accent"), Span(f" {does}")))
    return tuple(spans)
