"""The letters of one opportunity: those in the making first, then what was written and received, the latest first."""

from collections.abc import Sequence
from datetime import date, time

from store.model.draft import Draft
from store.model.entry import WRITTEN, Direction, Entry
from tui.presentation import days
from tui.presentation.drafts import preview
from tui.presentation.flowing import flowing
from tui.presentation.rows import BLANK, SIGN, Column, Row, heading
from tui.presentation.spans import BLANK as EMPTY
from tui.presentation.spans import Line, Span, line
from tui.presentation.timeline import ARROWS, entry_name, mark_line
from tui.presentation.words import channel_name

COLUMNS = (
    SIGN,
    Column(least=10),
    Column(least=11, share=2, most=26),
    Column(least=14, share=5, most=70),
    Column(least=7, needs=66),
)
"""Sign, day, whom, subject, channel."""
DRAFT, ENTRY = "draft ", "entry "
"""What a key begins with."""


def rows(drafts: Sequence[Draft], entries: Sequence[Entry], today: date) -> tuple[Row, ...]:
    """Return the lines of drafts and of what is logged as written."""
    lines: list[Row] = []
    if drafts:
        lines += [heading("In the making", len(drafts)), *(_draft(draft, today) for draft in drafts)]
    written = _in_order(entries)
    if written:
        lines += [*([BLANK] if lines else []), heading("Sent and received", len(written))]
        lines += [_entry(entry, today) for entry in written]
    return tuple(lines)


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    written = [(place, entry) for place, entry in enumerate(entries) if entry.kind in WRITTEN]
    written.sort(key=lambda pair: (pair[1].day, pair[1].at or time.min, pair[0]), reverse=True)
    return [entry for _place, entry in written]


def _draft(draft: Draft, today: date) -> Row:
    return Row(
        key=f"{DRAFT}{draft.path}",
        cells=(
            Span("·", "accent"),
            Span(days.short(draft.created, today) if draft.created else "draft", "muted"),
            Span(draft.to or "nobody yet", "strong"),
            Span(draft.subject or draft.template),
            Span(channel_name(draft.channel), "muted"),
        ),
    )


def _entry(entry: Entry, today: date) -> Row:
    is_theirs = entry.direction in (Direction.FROM, Direction.BY)
    return Row(
        key=f"{ENTRY}{entry.line}",
        cells=(
            Span(ARROWS.get(entry.direction, "·") if entry.direction else "·", "accent" if is_theirs else "muted"),
            Span(days.short(entry.day, today), "muted"),
            Span(", ".join(name.text for name in entry.names) or "nobody named"),
            Span(entry.title, "muted" if not is_theirs else ""),
            Span(entry.kind.value.casefold(), "muted"),
        ),
    )


def text(key: str, drafts: Sequence[Draft], entries: Sequence[Entry]) -> tuple[Line, ...]:
    """Return a letter in full; of a draft its beginning, with the gaps that are left."""
    if draft := next((d for d in drafts if key == f"{DRAFT}{d.path}"), None):
        return (*preview(draft), EMPTY, line("Enter opens it.", "muted"))
    entry = next((e for e in entries if key == f"{ENTRY}{e.line}"), None)
    if entry is None:
        return ()
    clock = f" {entry.at:%H:%M}" if entry.at else ""
    lines: list[Line] = [
        line(entry.title or entry_name(entry), "strong"),
        line(f"{entry_name(entry)}, {days.full(entry.day)}{clock}", "muted"),
        *(mark_line(mark) for mark in entry.marks),
    ]
    body = entry.text.strip("\n")
    if body.strip():
        lines += [EMPTY, *(line(row) for row in flowing(body).split("\n"))]
    else:
        lines += [EMPTY, line("Its text is not in the log.", "muted")]
    return tuple(lines)
