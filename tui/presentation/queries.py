"""What is said of a query that cannot be read, under the line in which it is typed."""

from collections.abc import Callable

from store.errors import QueryFault
from tui.presentation.safe import safe_line
from tui.presentation.spans import Line, Span

LEAST = 24
"""Cells that the words need beside the place they point at."""


def pointed(fault: QueryFault, width: int, cells: Callable[[str], int] = len) -> Line:
    """Return one line: `^^^` under the place, then the reason; where that is too far to the right, the reason alone.

    What may only be unfinished is said without alarm.

    Args:
        fault: what is wrong.
        width: cells of the line.
        cells: measures a text on the screen.
    """
    tone = "muted" if fault.is_at_end else "warn"
    before = cells(safe_line(fault.query[: fault.start]))
    length = max(1, cells(safe_line(fault.query[fault.start : fault.start + fault.length])))
    if before + length + 1 + LEAST > width:
        return (Span(str(fault), tone),)
    return (Span(" " * before), Span("^" * length, "accent" if fault.is_at_end else "alarm"), Span(f" {fault}", tone))
