"""Two schedules beside each other as rows: side by side where there is room, else one part below the other."""

from collections.abc import Sequence
from datetime import date

from store.model.agenda import Item
from store.model.playbook import Playbook
from store.rules.comparing import Fate, Pair
from tui.presentation import days
from tui.presentation.rows import BLANK, Column, Row, heading
from tui.presentation.spans import Span
from tui.presentation.words import channel_name, who

SIDE_BY_SIDE = 96
"""Cells of the list from which two schedules stand side by side."""
HALF = (
    Column(least=10),
    Column(least=12, share=3, most=26),
    Column(least=13, share=3, most=24),
    Column(least=7),
)
"""Day, what, who, channel."""
BESIDE = (Column(least=1), *HALF, Column(least=1), *HALF)
STACKED = (
    Column(least=1),
    Column(least=10),
    Column(least=12, share=3),
    Column(least=13, share=2),
    Column(least=7, needs=56),
)
"""Sign, then as above."""
BOOKS = (Column(least=3), Column(least=8, share=1, most=14), Column(least=10, share=8))
"""Whether it is followed now, its name, what it is about."""
SIGNS: dict[Fate, tuple[str, str]] = {
    Fate.STAYS: ("=", "muted"),
    Fate.CHANGES: ("~", "accent"),
    Fate.GOES: ("-", "warn"),
    Fate.COMES: ("+", "good"),
}
"""Sign and tone of each fate."""
PARTS = ((Fate.GOES, "Goes"), (Fate.COMES, "Comes"), (Fate.CHANGES, "Changes"), (Fate.STAYS, "Stays"))


def books(playbooks: Sequence[Playbook], now: str) -> tuple[Row, ...]:
    """Return the playbooks to choose among; a word stands at the one that is followed."""
    return tuple(
        Row(
            key=book.name,
            cells=(
                Span("now" if book.name == now else "", "accent"),
                Span(book.name, "strong"),
                Span(book.about, "muted"),
            ),
        )
        for book in playbooks
    )


def beside(pairs: Sequence[Pair], today: date, now: str, then: str) -> tuple[Row, ...]:
    """Return a row for each step: today's at the left, the new one at the right."""
    empty = (Span(""),) * len(HALF)
    head = Row(
        key="head",
        cells=(
            Span(""),
            Span("now", "strong"),
            Span(now, "strong"),
            *empty[2:],
            Span(""),
            Span("then", "strong"),
            Span(then, "strong"),
            *empty[2:],
        ),
    )
    rows = [head]
    for place, pair in enumerate(pairs):
        sign, tone = SIGNS[pair.fate]
        left = _cells(pair.before, today, tone) if pair.before else empty
        right = _cells(pair.after, today, tone) if pair.after else empty
        rows.append(Row(key=str(place), cells=(Span(sign, tone), *left, Span("│", "muted"), *right)))
    return tuple(rows)


def stacked(pairs: Sequence[Pair], today: date) -> tuple[Row, ...]:
    """Return what goes, comes, changes and stays, a heading before each part."""
    rows: list[Row] = []
    for fate, name in PARTS:
        inside = [pair for pair in pairs if pair.fate is fate]
        if not inside:
            continue
        rows += [*([BLANK] if rows else []), heading(name, len(inside))]
        for place, pair in enumerate(inside):
            sign, tone = SIGNS[fate]
            versions = [item for item in (pair.before, pair.after) if item]
            if fate is Fate.CHANGES:
                rows += [_row(f"{fate} {place} {s}", s, tone, i, today) for s, i in zip("-+", versions, strict=True)]
            else:
                rows.append(_row(f"{fate} {place}", sign, tone, versions[0], today))
    return tuple(rows)


def _row(key: str, sign: str, tone: str, item: Item, today: date) -> Row:
    return Row(key=key, cells=(Span(sign, tone), *_cells(item, today, tone)))


def _cells(item: Item, today: date, tone: str) -> tuple[Span, ...]:
    return (
        Span(days.short(item.due, today), tone),
        Span(item.title, "" if tone == "muted" else tone),
        Span(who(item), "muted"),
        Span(channel_name(item.channel), "muted"),
    )
