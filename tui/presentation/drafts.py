"""Letters not sent yet, as rows."""

from collections.abc import Iterable, Mapping
from datetime import date

from store.model.draft import Draft
from store.workspace.unsaved import Unsaved
from tui.presentation import days
from tui.presentation.flowing import flowing
from tui.presentation.rows import Column, Row
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import channel_name, counted

COLUMNS = (
    Column(least=12, share=3, most=26),
    Column(least=12, share=3, most=30),
    Column(least=16, share=6, most=60),
    Column(least=7, needs=68),
    Column(least=11),
)
"""To, company, subject, channel, created."""
PREVIEW = 60
"""Lines of a draft that the detail pane shows."""


NOT_SAVED = "not saved"


def left(letters: Iterable[tuple[str, Unsaved]], companies: Mapping[str, str]) -> tuple[Row, ...]:
    """Return the lines of letters that a program left unsaved when it died, by their keys."""
    return tuple(
        Row(
            key=key,
            cells=(
                Span(typed.to or "?", "strong"),
                Span(companies.get(typed.opportunity, typed.opportunity)),
                Span(typed.subject or typed.template),
                Span(channel_name(typed.channel), "muted"),
                Span(NOT_SAVED, "warn"),
            ),
        )
        for key, typed in letters
    )


def left_preview(typed: Unsaved) -> tuple[Line, ...]:
    """Return the lines of the detail pane for a letter that was not saved."""
    return (
        line(typed.subject or "no subject", "strong"),
        line("It was typed and not saved when the program ended. Enter asks what becomes of it.", "warn"),
        BLANK,
        *(line(row) for row in flowing(typed.body).split("\n")[:PREVIEW]),
    )


def rows(drafts: Iterable[Draft], companies: Mapping[str, str], today: date) -> tuple[Row, ...]:
    """Return the list's lines, the newest first."""
    ordered = sorted(drafts, key=lambda d: (d.created or date.min, d.path), reverse=True)
    return tuple(
        Row(
            key=draft.path,
            cells=(
                Span(draft.to or "?", "strong"),
                Span(companies.get(draft.opportunity, draft.opportunity)),
                Span(draft.subject or draft.template or draft.path),
                Span(channel_name(draft.channel), "muted"),
                Span(days.short(draft.created, today) if draft.created else "", "muted"),
            ),
        )
        for draft in ordered
    )


def preview(draft: Draft) -> tuple[Line, ...]:
    """Return the lines of the detail pane for one draft."""
    gaps = draft.body.count("[[ ")
    state = f"{counted(gaps, 'gap')} to fill" if gaps else "no gaps"
    body = flowing(draft.body).split("\n")
    return (
        line(draft.subject or "no subject", "strong"),
        line(f"{channel_name(draft.channel)} to {draft.to}, {state}", "muted"),
        line(draft.path, "muted"),
        BLANK,
        *(line(row) for row in body[:PREVIEW]),
    )
