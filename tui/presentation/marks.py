"""What marked steps are: how many, what acts on all of them, and which they are."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from store.model.agenda import Item
from tui.actions.naming import keys_of
from tui.presentation.agenda import item_id
from tui.presentation.reasons import fact
from tui.presentation.spans import Line, Span
from tui.presentation.words import who

LONGEST = 22
"""Cells that the names of steps take at most in a list of them."""


def marked_line(number: int) -> Line:
    """Return the line above the footer while steps are marked."""
    acts = (("item.done", "done"), ("item.snooze", "snooze"), ("item.skip", "skip"), ("app.back", "unmark"))
    spans = [Span(f" {number} marked", "strong")]
    for ident, does in acts:
        spans.extend((Span(f"  {keys_of(ident)}", "accent"), Span(f" {does}")))
    return tuple(spans)


def about(items: Sequence[Item], asides: Mapping[str, str] = MappingProxyType({})) -> tuple[Line, ...]:
    """Return what a dialog is about: one step in full, or several in a line each.

    Args:
        items: the steps.
        asides: what to add to the lines of some of several steps, by `item_id`.
    """
    if len(items) == 1:
        return (fact("what", Span(items[0].says or items[0].title)), fact("who", Span(_whose(items[0]))))
    width = min(LONGEST, max(len(item.title) for item in items)) + 2
    return tuple(
        fact(item.title[:LONGEST], Span(_whose(item)), Span(f"  {aside}" if aside else "", "accent"), width=width)
        for item in items
        for aside in (asides.get(item_id(item), ""),)
    )


def _whose(item: Item) -> str:
    return ", ".join(part for part in (who(item), item.company) if part)
