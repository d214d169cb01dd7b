"""The agenda as rows: who, company, what, channel, day, by bucket."""

from collections.abc import Iterable
from datetime import date

from store.model.agenda import Bucket, Item
from tui.presentation import days
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import Span, shared
from tui.presentation.words import BUCKETS, channel_name, who

COLUMNS = (
    SIGN,
    Column(least=10, share=5, most=26),
    Column(least=8, share=4, most=30),
    Column(least=16, share=6, most=44),
    Column(least=7, needs=68),
    Column(least=13),
)
"""Sign, who, company, what, channel, day."""

SEPARATOR = "\x1f"
"""Between an opportunity's id and a step's key: no file name and no key holds it."""


Drawn = dict[int, tuple[Item, Row]]
"""Rows by the identity of their items, which are held with them."""


def item_id(item: Item) -> str:
    """Return what names an item among all opportunities."""
    return f"{item.opportunity}{SEPARATOR}{item.key}"


def rows(items: Iterable[Item], today: date, drawn: Drawn | None = None) -> tuple[Row, ...]:
    """Return the agenda's lines, a heading before each bucket that holds something.

    Args:
        items: those of the agenda.
        today: the user's own day.
        drawn: takes the rows by their items; what is in it need not be made again.
    """
    listed = tuple(items)
    drawn = {} if drawn is None else drawn
    lines: list[Row] = []
    for bucket, (name, _sign, _tone) in BUCKETS.items():
        inside = [item for item in listed if item.bucket is bucket]
        if not inside:
            continue
        if lines:
            lines.append(BLANK)
        said = f"{name}, {days.short(today, today)}" if bucket is Bucket.TODAY else name
        lines.append(heading(said, len(inside)))
        for item in inside:
            known = drawn.get(id(item))
            if known is None:
                known = drawn[id(item)] = (item, _row(item, bucket, today))
            lines.append(known[1])
    return tuple(lines)


def _row(item: Item, bucket: Bucket, today: date) -> Row:
    _name, sign, tone = BUCKETS[bucket]
    quiet = "muted" if tone == "muted" else ""
    return Row(
        key=item_id(item),
        cells=(
            shared(sign, tone or "muted"),
            Span(who(item), quiet or "strong"),
            Span(item.company or item.opportunity, quiet),
            Span(what(item), quiet),
            shared(channel_name(item.channel), "muted"),
            shared(day(item, today), tone or "muted"),
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
