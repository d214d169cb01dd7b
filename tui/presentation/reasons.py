"""Why an item stands where it stands: the sentence, the rules, what it counted from."""

from datetime import date

from store.model.agenda import Bucket, Item, State
from tui.presentation import days
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import STATES, channel_name, who

LABEL = 9
"""Cells of the label column."""


def reason(item: Item, today: date) -> tuple[Line, ...]:
    """Return the lines of the detail pane for one item."""
    lines: list[Line] = [
        line(item.says or item.title, "strong"),
        line(" · ".join(part for part in (item.position, item.company) if part), "muted"),
        BLANK,
        fact("due", *_due(item, today)),
    ]
    if how := _how(item):
        lines.append(fact("how", Span(how)))
    lines.append(fact("because", Span(f"{item.because.event}, {days.full(item.because.day)}")))
    lines.append(fact("", Span(f"{item.because.path}:{item.because.line}", "muted")))
    if item.note:
        lines.append(fact("note", Span(item.note)))
    lines.append(fact("rules", Span(_rules(item), "muted")))
    if item.optional:
        lines.append(fact("", Span("optional: skipping it breaks nothing", "muted")))
    return tuple(lines)


def fact(label: str, *spans: Span) -> Line:
    """Return a line with its label in a column of its own."""
    return (Span(f"{label:<{LABEL - 1}} ", "muted"), *spans)


def _due(item: Item, today: date) -> tuple[Span, ...]:
    when = days.full(item.due) + (f" {item.time}" if item.time else "")
    if item.state is not State.OPEN:
        name, _sign, tone = STATES[item.state]
        return (Span(f"{when}, "), Span(name, tone))
    if item.bucket is Bucket.HELD and item.allowed:
        return (Span(f"{when}, held back until {days.full(item.allowed)}"),)
    distance = days.due(item.due, today) if item.days < 0 else days.near(item.due, today)
    tone = "alarm" if item.bucket is Bucket.OVERDUE else "accent" if item.bucket is Bucket.TODAY else ""
    return (Span(f"{when}, "), Span(distance, tone))


def _how(item: Item) -> str:
    channel = channel_name(item.channel)
    to = f"{channel} to {who(item)}" if channel and item.who else channel or (item.who or "")
    return f"{to}, letter {item.template}" if to and item.template else to


def _rules(item: Item) -> str:
    rules = " ".join(item.rules) or "no rule of an article"
    source = f" ({' '.join(item.source)})" if item.source else ""
    book = f", playbook {item.playbook}" if item.playbook else ""
    return f"{rules}{source}{book}, step {item.step}"
