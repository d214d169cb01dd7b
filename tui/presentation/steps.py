"""The schedule of one opportunity as rows: what is open first, then what is planned, then what is over."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from store.model.agenda import Item, State
from store.model.entry import Entry
from store.rules.preparing import Preparation
from tui.presentation import agenda, days
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.settled import entry_of, in_short
from tui.presentation.spans import Span
from tui.presentation.words import BUCKETS, STATES, channel_name, who

COLUMNS = (
    SIGN,
    Column(least=14, share=5, most=44),
    Column(least=10, share=3, most=26),
    Column(least=7, needs=66),
    Column(least=14),
)
"""Sign, what, who, channel, day."""

OVER = frozenset({State.DONE, State.SKIPPED, State.STOPPED, State.RETIRED})
PARTS: tuple[tuple[str, frozenset[State]], ...] = (
    ("Outstanding", frozenset({State.OPEN})),
    ("Planned", frozenset({State.FORECAST})),
    ("Behind you", OVER),
)


def rows(
    items: Iterable[Item], today: date, entries: Sequence[Entry] = (), plans: Sequence[Preparation] = ()
) -> tuple[Row, ...]:
    """Return the lines of the steps pane.

    Args:
        items: the schedule.
        today: the user's own day.
        entries: those of the log, which tell when a step was settled.
        plans: those of interviews still to come; each is a block with the steps that will follow from it.
    """
    listed = tuple(items)
    lines: list[Row] = []
    planned = {step.key for plan in plans for step in plan.steps if step.state is State.FORECAST}
    for name, states in PARTS:
        inside = [item for item in listed if item.state in states and item.key not in planned]
        if name == "Planned":
            lines.extend(_blocks(plans, listed, today, entries, first=not lines))
        if not inside:
            continue
        if lines:
            lines.append(BLANK)
        lines.append(heading(name, len(inside)))
        if states == OVER:
            inside.sort(key=lambda item: _over_on(item, entries), reverse=True)  # the latest first
        lines.extend(_row(item, today, entries) for item in inside)
    return tuple(lines)


def _blocks(
    plans: Sequence[Preparation], listed: Sequence[Item], today: date, entries: Sequence[Entry], *, first: bool
) -> Iterator[Row]:
    for plan in plans:
        if not first:
            yield BLANK
        first = False
        inside = {step.key for step in plan.steps if step.state is State.FORECAST}
        clock = f" {plan.entry.at:%H:%M}" if plan.entry.at else ""
        yield heading(f"Interview on {days.short(plan.entry.day, today)}{clock}", len(inside))
        names = ", ".join(plan.names) or "nobody named yet"
        day = Span(days.near(plan.entry.day, today), "accent")
        yield Row(
            key=plan_id(plan),
            cells=(Span("?", "accent"), Span("Ask and bring", "strong"), Span(names), Span(""), day),
        )
        yield from (_row(item, today, entries) for item in listed if item.key in inside)


def plan_id(plan: Preparation) -> str:
    """Return what names the plan of an interview among the steps: no key of a step begins so."""
    return f"plan{agenda.SEPARATOR}{plan.entry.line}"


def _over_on(item: Item, entries: Sequence[Entry]) -> date:
    entry = entry_of(item, entries)
    return entry.day if entry else item.due


def _row(item: Item, today: date, entries: Sequence[Entry]) -> Row:
    _name, sign, tone = STATES[item.state]
    if item.bucket is not None and item.state is State.OPEN:
        _name, sign, tone = BUCKETS[item.bucket]
    over = item.state is not State.OPEN
    when = days.short(item.due, today) if over else agenda.day(item, today)
    if item.state in OVER:
        when = in_short(item, entries, today)
    return Row(
        key=agenda.item_id(item),
        cells=(
            Span(sign, tone or "muted"),
            Span(agenda.what(item), "muted" if over else "strong"),
            Span(who(item), "muted" if over else ""),
            Span(channel_name(item.channel), "muted"),
            Span(when, tone if not over else "muted"),
        ),
    )
