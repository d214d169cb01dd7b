"""How one opportunity stands, in one line: its stage and for how long, the next touch, the deadline."""

from datetime import date

from store.model.opportunity import CLOSED, Opportunity
from tui.presentation import days
from tui.presentation.spans import Line, Span
from tui.presentation.words import STAGES, counted

BRIEF = 70
"""Cells below which the line is told in short."""


def standing(opportunity: Opportunity, today: date, width: int) -> Line:
    """Return the line; in short where there is little room."""
    o = opportunity
    if not o.readable:
        return (Span("its stage cannot be read", "warn"),)
    sign, tone = STAGES[o.stage]
    is_brief = width < BRIEF
    spans = [Span(f"{sign} {o.stage_text or o.stage}", tone)]
    if o.stage_since:
        number = max(0, (today - o.stage_since).days)
        age = f" {number}d" if is_brief else f" since {days.short(o.stage_since, today)}, {counted(number, 'day')}"
        spans.append(Span(age, "muted"))
    if o.next_touch and o.stage not in CLOSED:
        near = "" if is_brief else f", {days.near(o.next_touch, today)}"
        spans.extend((Span("   next touch ", "muted"), Span(f"{days.short(o.next_touch, today)}{near}")))
    if o.deadline and o.stage not in CLOSED:
        late = o.deadline < today
        day = "" if is_brief else f"{days.short(o.deadline, today)}, "
        spans.extend(
            (Span("   deadline ", "muted"), Span(f"{day}{days.near(o.deadline, today)}", "alarm" if late else ""))
        )
    return tuple(spans)
