"""Opportunities as rows, one line each: stage, company, position, what comes next."""

from collections.abc import Iterable, Mapping
from datetime import date

from store.model.agenda import Bucket, Item
from store.model.opportunity import CLOSED, Opportunity
from tui.presentation import agenda
from tui.presentation.rows import Column, Row
from tui.presentation.spans import Span
from tui.presentation.words import BUCKETS, STAGES, company

COLUMNS = (
    Column(least=1),
    Column(least=14, share=4, most=32),
    Column(least=10, share=5, most=46),
    Column(least=12),
    Column(least=20, share=3, most=40, needs=86),
    Column(least=13),
)
"""Sign of the stage, company, position, stage, next step, its day."""

ORDER = (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING, Bucket.HELD, Bucket.WAITING)


def next_items(items: Iterable[Item]) -> dict[str, Item]:
    """Return the most urgent item of each opportunity."""
    found: dict[str, Item] = {}
    for item in sorted(items, key=_urgency):
        found.setdefault(item.opportunity, item)
    return found


def _urgency(item: Item) -> tuple[int, date]:
    return (ORDER.index(item.bucket) if item.bucket else len(ORDER), item.due)


def rows(opportunities: Iterable[Opportunity], coming: Mapping[str, Item], today: date) -> tuple[Row, ...]:
    """Return the list's lines: open ones by what is most urgent, closed ones last."""

    def rank(opportunity: Opportunity) -> tuple[bool, int, date, str]:
        item = coming.get(opportunity.id)
        urgency = _urgency(item) if item else (len(ORDER), date.max)
        return (opportunity.stage in CLOSED, *urgency, company(opportunity).casefold())

    return tuple(_row(o, coming.get(o.id), today) for o in sorted(opportunities, key=rank))


def _row(opportunity: Opportunity, item: Item | None, today: date) -> Row:
    if not opportunity.readable:
        return Row(
            key=opportunity.id,
            cells=(
                Span("?", "warn"),
                Span(company(opportunity), "warn"),
                Span(opportunity.path, "muted"),
                Span("unreadable", "warn"),
                Span("see problems", "muted"),
                Span(""),
            ),
        )
    sign, tone = STAGES[opportunity.stage]
    quiet = "muted" if opportunity.stage in CLOSED else ""
    bucket_tone = BUCKETS[item.bucket][2] if item and item.bucket else "muted"
    return Row(
        key=opportunity.id,
        cells=(
            Span(sign, tone),
            Span(company(opportunity), quiet or "strong"),
            Span(opportunity.position, quiet),
            Span(opportunity.stage_text or opportunity.stage, tone or "muted"),
            Span(agenda.what(item) if item else "", quiet),
            Span(agenda.day(item, today) if item else "", bucket_tone),
        ),
    )
