"""The people of one opportunity: how to reach each, what they said, and what is open between them and the user."""

from collections.abc import Iterable, Sequence
from datetime import date

from store.model.entry import TASKS, Box, Entry, Mark
from store.model.opportunity import Contact, Opportunity
from tui.presentation import days
from tui.presentation.reasons import fact
from tui.presentation.rows import SIGN, Column, Row
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.timeline import entry_name, mark_line

COLUMNS = (
    SIGN,
    Column(least=12, share=3, most=30),
    Column(least=12, share=3, most=34),
    Column(least=10, share=3, most=34, needs=66),
    Column(least=11),
)
"""Sign, name, title, part, last touch."""


def rows(opportunity: Opportunity, today: date) -> tuple[Row, ...]:
    """Return a line for each contact, in the order of the file."""
    return tuple(_row(contact, opportunity.entries, today) for contact in opportunity.contacts)


def _row(contact: Contact, entries: Sequence[Entry], today: date) -> Row:
    owed = any(mark.box is Box.OPEN and mark.mine for _entry, mark in _marks(contact, entries) if mark.word in TASKS)
    last = _last(contact, entries, today)
    return Row(
        key=contact.ident,
        cells=(
            Span("!", "accent") if owed else Span("?", "warn") if not contact.is_confirmed else Span(" "),
            Span(contact.name, "strong"),
            Span(contact.title),
            Span(", ".join(contact.part), "muted"),
            Span(days.short(last.day, today) if last else "no touch yet", "muted"),
        ),
    )


def detail(contact: Contact, entries: Sequence[Entry], today: date) -> tuple[Line, ...]:
    """Return what is known of somebody here."""
    lines: list[Line] = [(Span(contact.name, "strong"), Span(f"  {contact.title}" if contact.title else "", "muted"))]
    if not contact.is_confirmed:
        lines.append(line("spelling not confirmed", "warn"))
    pairs = (
        ("part", ", ".join(contact.part)),
        ("email", contact.email),
        ("phone", contact.phone),
        ("address", contact.address),
        ("prefers", contact.prefers),
        *contact.extra.items(),
    )
    lines.extend(fact(label, Span(value)) for label, value in pairs if value)
    if not (contact.email or contact.phone or contact.address):
        lines.append(fact("reach", Span("no e-mail, phone or address yet", "warn")))
    if last := _last(contact, entries, today):
        near = days.near(last.day, today)
        lines.append(fact("last", Span(entry_name(last)), Span(f"  {days.short(last.day, today)}, {near}", "muted")))
    said = list(_marks(contact, entries))
    tasks = [(e, m) for e, m in said if m.word in TASKS and m.box is Box.OPEN]
    if tasks:
        lines.extend((BLANK, line("Open between you", "strong"), *(mark_line(mark) for _entry, mark in tasks)))
    notes = [(e, m) for e, m in said if m.word not in TASKS]
    if notes:
        lines.extend((BLANK, line("Noted", "strong")))
        seen = None
        for entry, mark in notes:
            if entry is not seen:
                lines.append(line(f"  {days.short(entry.day, today)}, {entry.kind.value}", "muted"))
                seen = entry
            lines.append(mark_line(mark))
    return tuple(lines)


def _marks(contact: Contact, entries: Sequence[Entry]) -> Iterable[tuple[Entry, Mark]]:
    """Yield the marks that are somebody's, the latest entries first."""
    for entry in sorted(entries, key=lambda e: e.day, reverse=True):
        for mark in entry.marks:
            if any(name.who == contact.ident for name in mark.persons):
                yield entry, mark


def _last(contact: Contact, entries: Sequence[Entry], today: date) -> Entry | None:
    past = [e for e in entries if e.day <= today and any(name.who == contact.ident for name in e.names)]
    return max(past, key=lambda e: e.day, default=None)
