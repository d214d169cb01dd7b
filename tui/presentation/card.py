"""The front matter of one opportunity as a card: what is known, and whom one has met."""

from collections.abc import Iterator, Sequence
from datetime import date

from store.model.opportunity import Contact, Opportunity
from store.model.problem import Problem
from tui.presentation import days
from tui.presentation.reasons import LABEL, fact
from tui.presentation.spans import BLANK, Line, Span, line
from tui.presentation.words import STAGES

LONGEST = 20
"""Cells of the longest label that the column of labels makes room for."""


def card(opportunity: Opportunity, problems: tuple[Problem, ...], today: date) -> tuple[Line, ...]:
    """Return the lines of the card; the problems are those of this file."""
    lines: list[Line] = [
        (Span(f"{problem.severity}: ", "warn"), Span(f"{problem.message} (line {problem.line})"))
        for problem in problems
    ]
    if problems:
        lines.append(BLANK)
    lines.extend(_facts(opportunity, today))
    if opportunity.contacts:
        lines.extend((BLANK, line("People", "strong")))
    for contact in opportunity.contacts:
        lines.extend(_person(contact))
    lines.extend(
        fact("review", Span(f"{review.where}: kept {review.kept}, other {review.other}", "warn"))
        for review in opportunity.merge_review
    )
    return tuple(lines)


def _facts(o: Opportunity, today: date) -> list[Line]:
    sign, tone = STAGES[o.stage]
    since = f" since {days.short(o.stage_since, today)}" if o.stage_since else ""
    facts: list[tuple[str, Line]] = [("stage", (Span(f"{sign} {o.stage_text or o.stage}", tone), Span(since, "muted")))]
    for label, day in (("next", o.next_touch), ("deadline", o.deadline)):
        if day:
            facts.append((label, (Span(days.short(day, today)), Span(f"  {days.near(day, today)}", "muted"))))
    pairs = (
        ("where", o.location),
        ("salary", o.salary),
        ("source", o.source),
        ("link", o.url),
        ("tags", ", ".join(o.tags)),
        ("papers", ", ".join(o.documents)),
        ("limits", ", ".join(o.restrictions)),
        ("playbook", o.playbook),
        ("", "runner-up" if o.runner_up else ""),
        *o.extra.items(),
    )
    facts.extend((label, (Span(value),)) for label, value in pairs if value)
    facts.append(("file", (Span(o.path, "muted"),)))
    return list(labelled(facts))


def labelled(facts: Sequence[tuple[str, Line]]) -> Iterator[Line]:
    """Yield facts with their labels in one column; a label too long for it has a line of its own."""
    width = max(LABEL, *(len(label) + 1 for label, _spans in facts if len(label) <= LONGEST))
    for label, spans in facts:
        if len(label) > LONGEST:
            yield line(label, "muted")
        yield fact(label if len(label) <= LONGEST else "", *spans, width=width)


def _person(contact: Contact) -> list[Line]:
    known = "" if contact.is_confirmed else "  spelling not confirmed"
    part = ", ".join(contact.part)
    detail = ", ".join(p for p in (contact.title, part) if p)
    reach = [Span(f"  {p}", "muted") for p in (contact.email, contact.phone) if p]
    lines: list[Line] = [(Span(contact.name, "accent"), Span(known, "warn"))]
    if detail:
        lines.append((Span(f"  {detail}"),))
    if reach:
        lines.append(tuple(reach))
    if contact.prefers:
        lines.append((Span(f"  prefers {contact.prefers}", "muted"),))
    return lines
