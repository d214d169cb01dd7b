"""The log of one opportunity as a timeline, newest first: conversations with their notes, letters with their text."""

import re
from collections.abc import Sequence
from datetime import date, time

from store.model.entry import TASKS, Box, Direction, Entry, Kind, Mark
from store.rules.expected import ME
from tui.presentation import days
from tui.presentation.flowing import flowing
from tui.presentation.spans import BLANK, Line, Span, line

ARROWS = {Direction.TO: "→", Direction.FROM: "←", Direction.BY: "←", Direction.WITH: "↔"}
BOXES = {Box.OPEN: "[ ]", Box.DONE: "[x]", Box.DROPPED: "[-]"}
ABOUT_STEPS = frozenset({Kind.SNOOZED, Kind.SKIPPED})
NUMBER = re.compile(r"^#\d+")
"""What tells a step of an event from that of another one on the same day."""
TEXT_LINES = 40
"""Lines of one letter that the timeline shows; the file pane has them all."""


def timeline(entries: Sequence[Entry], today: date) -> tuple[Line, ...]:
    """Return the log as text."""
    return tuple(line for line, _value in log_lines(entries, today))


def log_lines(entries: Sequence[Entry], today: date) -> tuple[tuple[Line, str], ...]:
    """Return the lines of the log, each promise and next step with the value that names it, others with none."""
    ordered = sorted(enumerate(entries), key=lambda pair: (pair[1].day, pair[1].at or time.min, pair[0]), reverse=True)
    lines: list[tuple[Line, str]] = []
    for _place, entry in ordered:
        if lines:
            lines.append((BLANK, ""))
        lines.extend(_entry(entry, today))
    return tuple(lines)


def task_at(entries: Sequence[Entry], value: str) -> Mark | None:
    """Return the promise or next step that a line of the log stands for."""
    return next((m for e in entries for m in e.marks if m.word in TASKS and value == _value_of(m)), None)


def _value_of(mark: Mark) -> str:
    """Return what names a task among the lines; each has a line of its own."""
    return f"{mark.word.value} {mark.line}" if mark.word in TASKS else ""


def _entry(entry: Entry, today: date) -> list[tuple[Line, str]]:
    clock = f" {entry.at:%H:%M}" if entry.at else ""
    ahead = entry.day > today
    arrow = ARROWS.get(entry.direction, "·") if entry.direction else "·"
    head = (
        Span(f"{days.short(entry.day, today)}{clock}  ", "muted"),
        Span(f"{arrow} ", "accent"),
        Span(entry_name(entry), "strong"),
        Span("  planned" if ahead else "", "accent"),
    )
    lines: list[tuple[Line, str]] = [(head, "")]
    if entry.title:
        lines.append((line(f"  {_title(entry, today)}"), ""))
    lines.extend((mark_line(mark), _value_of(mark)) for mark in entry.marks)
    text = entry.text.strip("\n")
    if text.strip():
        lines.append((BLANK, ""))
        rows = text.split("\n")
        shown = flowing("\n".join(rows[:TEXT_LINES])).split("\n")
        lines.extend((line(f"  {row}") if row else BLANK, "") for row in shown)
        if len(rows) > TEXT_LINES:
            lines.append((line(f"  … {len(rows) - TEXT_LINES} more lines, in the file pane", "muted"), ""))
    return lines


def _title(entry: Entry, today: date) -> str:
    """Return an entry's title; of a step that was put off or left out without the key that names it in the file."""
    step, _, rest = entry.title.partition("/")
    if entry.kind not in ABOUT_STEPS:
        return entry.title
    for whom in (*(part for name in entry.names for part in (name.who, name.text) if part), ME):
        _, found, said = rest.partition(f"/{whom}")
        if found:
            return days.spoken(step.replace("-", " ") + NUMBER.sub("", said), today)
    return entry.title


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
