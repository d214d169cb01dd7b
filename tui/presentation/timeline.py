"""The log of one opportunity as a timeline, newest first: conversations with their notes, letters with their text."""

from collections.abc import Sequence
from datetime import date, time

from store.model.entry import TASKS, Box, Direction, Entry, Mark
from tui.presentation import days
from tui.presentation.spans import BLANK, Line, Span, line

ARROWS = {Direction.TO: "→", Direction.FROM: "←", Direction.BY: "←", Direction.WITH: "↔"}
BOXES = {Box.OPEN: "[ ]", Box.DONE: "[x]", Box.DROPPED: "[-]"}
TEXT_LINES = 40
"""Lines of one letter that the timeline shows; the file pane has them all."""


def timeline(entries: Sequence[Entry], today: date) -> tuple[Line, ...]:
    """Return the lines of the log pane."""
    ordered = sorted(enumerate(entries), key=lambda pair: (pair[1].day, pair[1].at or time.min, pair[0]), reverse=True)
    lines: list[Line] = []
    for _place, entry in ordered:
        if lines:
            lines.append(BLANK)
        lines.extend(_entry(entry, today))
    return tuple(lines)


def _entry(entry: Entry, today: date) -> list[Line]:
    clock = f" {entry.at:%H:%M}" if entry.at else ""
    ahead = entry.day > today
    arrow = ARROWS.get(entry.direction, "·") if entry.direction else "·"
    head = (
        Span(f"{days.short(entry.day, today)}{clock}", "muted"),
        Span(f"  {arrow} ", "accent"),
        Span(entry_name(entry), "strong"),
        Span("  planned" if ahead else "", "accent"),
    )
    lines: list[Line] = [head]
    if entry.title:
        lines.append(line(f"  {entry.title}"))
    lines.extend(mark_line(mark) for mark in entry.marks)
    text = entry.text.strip("\n")
    if text.strip():
        lines.append(BLANK)
        rows = text.split("\n")
        lines.extend(line(f"  {row}" if row else "", "") for row in rows[:TEXT_LINES])
        if len(rows) > TEXT_LINES:
            lines.append(line(f"  … {len(rows) - TEXT_LINES} more lines, in the file pane", "muted"))
    return lines


def entry_name(entry: Entry) -> str:
    """Return what an entry is called: `Email to Joe Alvarez`."""
    names = ", ".join(name.text for name in entry.names)
    direction = entry.direction.value if entry.direction else ""
    return " ".join(part for part in (entry.kind.value, direction, names) if part)


def mark_line(mark: Mark) -> Line:
    """Return a note mark as a line: word, text, by when, whose."""
    word = f"{mark.word.value}"
    box = f"{BOXES[mark.box]} " if mark.word in TASKS else ""
    whose = ", ".join(name.text for name in mark.persons)
    over = mark.word in TASKS and mark.box is not Box.OPEN
    spans = [
        Span(f"  {word:<10}", "accent" if not over else "muted"),
        Span(f"{box}{mark.text}", "muted" if over else ""),
    ]
    if mark.by:
        spans.append(Span(f" by {mark.by.isoformat()}", "muted" if over else "strong"))
    if whose:
        spans.append(Span(f"  {whose}", "muted"))
    return tuple(spans)
