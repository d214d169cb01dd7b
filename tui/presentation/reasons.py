"""Why an item stands where it stands: the sentence, the rules, what it counted from."""

from collections.abc import Sequence
from datetime import date

from store.model.agenda import Bucket, Item, State
from store.model.entry import Entry
from tui.presentation import days
from tui.presentation.settled import in_full
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import STATES, channel_name, touch

LABEL = 9
"""Cells of the label column."""
RUN = 3
"""Articles in a row from which on they are named as a run."""


def reason(item: Item, today: date, entries: Sequence[Entry] = ()) -> tuple[Line, ...]:
    """Return the lines of the detail pane for one item; the entries tell what settled it."""
    lines: list[Line] = [
        line(item.says or item.title, "strong"),
        line(" · ".join(part for part in (item.position, item.company) if part), "muted"),
        BLANK,
        fact("due", *_due(item, today)),
    ]
    lines.extend(_choices(item, today))
    if settled := in_full(item, entries):
        lines.append(fact("settled", *settled))
    if how := _how(item):
        lines.append(fact("how", Span(how)))
    for place, hint in enumerate(item.hints):
        lines.append(fact("" if place else "mind", Span(days.spoken(hint, today))))
    lines.append(fact("because", Span(_event(item, today))))
    lines.append(fact("", Span(f"{item.because.path}:{item.because.line}", "muted")))
    if item.note and item.bucket is not Bucket.HELD:
        lines.append(fact("note", Span(days.spoken(item.note, today))))
    if rules := _rules(item):
        lines.append(fact("rules", Span(rules, "muted")))
    if item.optional:
        lines.append(fact("", Span("optional: skipping it breaks nothing", "muted")))
    return tuple(lines)


def fact(label: str, *spans: Span, width: int = LABEL) -> Line:
    """Return a line with its label in a column of its own, `width` cells wide."""
    return (Span(f"{label:<{width - 1}} ", "muted"), *spans)


def _due(item: Item, today: date) -> tuple[Span, ...]:
    when = days.full(item.due) + (f" {item.time}" if item.time else "")
    if item.state is not State.OPEN:
        name, _sign, tone = STATES[item.state]
        return (Span(f"{when}, "), Span(name, tone))
    if item.bucket is Bucket.HELD:
        return (Span(f"{when}, "), Span("held back", "accent"))
    distance = days.due(item.due, today) if item.days < 0 else days.near(item.due, today)
    tone = "alarm" if item.bucket is Bucket.OVERDUE else "accent" if item.bucket is Bucket.TODAY else ""
    return (Span(f"{when}, "), Span(distance, tone))


def _choices(item: Item, today: date) -> list[Line]:
    """Return what can be done with an item besides doing it, and what holds it back."""
    lines = []
    if item.bucket is Bucket.HELD:
        if item.allowed:
            lines.append(fact("allowed", Span(f"{days.full(item.allowed)}, {days.near(item.allowed, today)}")))
        if item.note:
            why = item.note.removeprefix(f"held until {item.allowed}: ")  # the line above says it
            lines.append(fact("held", Span(days.spoken(why, today))))
    if item.answers:
        lines.append(fact("answers", Span(" · ".join(item.answers), "accent"), Span("  d answers", "muted")))
    if item.stale:
        lines.append(fact("skip it?", Span(days.spoken(item.stale, today), "warn"), Span("  x skips it", "muted")))
    return lines


def _event(item: Item, today: date) -> str:
    """Return what a step counts from, and its day, once."""
    event, day = item.because.event, item.because.day
    return days.spoken(event, today) if day.isoformat() in event else f"{days.spoken(event, today)}, {days.full(day)}"


def _how(item: Item) -> str:
    channel = channel_name(item.channel)
    if not channel and not item.template:
        return ""
    to = touch(item) or channel or item.who or ""
    return ", ".join(part for part in (to, item.template and f"letter {item.template}") if part)


def _rules(item: Item) -> str:
    parts = [
        ", ".join(item.rules),
        _articles(item.source) if item.rules else "",
        f"playbook {item.playbook}, step {item.step}" if item.playbook else "",
    ]
    return " · ".join(part for part in parts if part)


def _articles(source: Sequence[str]) -> str:
    """Return where rules come from: `from the articles S0-S4`, runs of three and more in short."""
    if not source:
        return ""
    one = "article" if len(source) == 1 else "articles"
    names = sorted(source)
    numbers = [int(name[1:]) for name in names if name[1:].isdecimal()]
    is_run = len(numbers) == len(names) >= RUN and numbers == list(range(numbers[0], numbers[0] + len(names)))
    return f"from the {one} {f'{names[0]}-{names[-1]}' if is_run else ', '.join(names)}"
