"""The agenda as rows: who, company, what, channel, day, by bucket."""

from collections.abc import Iterable
from datetime import date

from store.model.agenda import Bucket, Item
from tui.presentation import days
from tui.presentation.rows import BLANK, Column, Row, heading
from tui.presentation.spans import Span
from tui.presentation.words import BUCKETS, channel_name, who

COLUMNS = (
    Column(least=1),
    Column(least=10, share=5, most=26),
    Column(least=11, share=1, most=30),
    Column(least=12, share=6, most=44),
    Column(least=7, needs=68),
    Column(least=13),
)
"""Sign, who, company, what, channel, day."""

SEPARATOR = "\x1f"
"""Between an opportunity's id and a step's key: no file name and no key holds it."""


def item_id(item: Item) -> str:
    """Return what names an item among all opportunities."""
    return f"{item.opportunity}{SEPARATOR}{item.key}"


def rows(items: Iterable[Item], today: date) -> tuple[Row, ...]:
    """Return the agenda's lines, a heading before each bucket that holds something."""
    listed = tuple(items)
    lines: list[Row] = []
    for bucket, (name, _sign, _tone) in BUCKETS.items():
        inside = [item for item in listed if item.bucket is bucket]
        if not inside:
            continue
        if lines:
            lines.append(BLANK)
        lines.append(heading(name, len(inside)))
        lines.extend(_row(item, bucket, today) for item in inside)
    return tuple(lines)


def _row(item: Item, bucket: Bucket, today: date) -> Row:
    _name, sign, tone = BUCKETS[bucket]
    quiet = "muted" if tone == "muted" else ""
    return Row(
        key=item_id(item),
        cells=(
            Span(sign, tone or "muted"),
            Span(who(item), quiet or "strong"),
            Span(item.company or item.opportunity, quiet),
            Span(what(item), quiet),
            Span(channel_name(item.channel), "muted"),
            Span(day(item, today), tone or "muted"),
        ),
    )


def what(item: Item) -> str:
    """Return the step in two or three words; the detail pane says where it is optional."""
    return item.title


def day(item: Item, today: date) -> str:
    """Return the day column: when it is due, or from when it is allowed."""
    if item.bucket is Bucket.HELD and item.allowed:
        return f"from {item.allowed.day} {days.MONTHS[item.allowed.month - 1]}"
    if item.bucket is Bucket.WAITING:
        return days.short(item.due, today)
    return days.due(item.due, today, item.time)
