"""What marked steps are: how many, what acts on all of them, and which they are."""

from collections.abc import Sequence

from store.model.agenda import Item
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span
from tui.presentation.words import who

LONGEST = 22
"""Cells that the names of steps take at most in a list of them."""


def marked_line(number: int) -> Line:
    """Return the line above the footer while steps are marked."""
    keys = (("d", "done"), ("s", "snooze"), ("x", "skip all of them"), ("Esc", "unmarks"))
    spans = [Span(f" {number} marked  ", "strong")]
    for key, does in keys:
        spans.extend((Span(f" {key}", "accent"), Span(f" {does} ")))
    return tuple(spans)


def about(items: Sequence[Item]) -> tuple[Line, ...]:
    """Return what a dialog is about: one step in full, or several in a line each."""
    if len(items) == 1:
        return (fact("what", Span(items[0].says or items[0].title)), fact("who", Span(_whose(items[0]))))
    width = min(LONGEST, max(len(item.title) for item in items)) + 2
    return tuple(fact(item.title[:LONGEST], Span(_whose(item)), width=width) for item in items)


def _whose(item: Item) -> str:
    return ", ".join(part for part in (who(item), item.company) if part)
