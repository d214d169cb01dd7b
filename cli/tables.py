"""Tables: rows in columns as wide as what they hold; where there is little room, one thing below the other."""

from collections.abc import Callable, Sequence

from cli.output import HANGING, Output, Styled
from cli.safe import cells, column, wrap

GAP = 2
FAIR = 24
"""Columns that a text needs to be read in a column; with fewer the rows are stacked."""

Row = tuple[str, ...]


def write_table(
    out: Output, heads: Row, rows: Sequence[Row], stacked: Callable[[Row], Row], *, told: bool = True
) -> None:
    """Write rows; nothing of them is cut.

    A row is a line where all rows fit. Where they nearly do, what is too long goes on below, in its column.

    Args:
        out: where to.
        heads: the names of the columns.
        rows: as many cells each as there are heads.
        stacked: the lines of a row where there is no room for columns; the first is its title.
        told: whether the names of the columns are written above.
    """
    shown = [heads, *rows] if told else list(rows)
    sizes = shares([max((cells(row[place]) for row in shown), default=0) for place in range(len(heads))], out.room)
    if sizes is None:
        for row in rows:
            title, *rest = stacked(row)
            for place, line in enumerate(wrap(title, out.width - HANGING)):
                out.line(" " * (HANGING if place else 0), line)
            for text in rest:
                out.paragraph(text, indent=2)
        return
    if told:
        out.line(*(Styled(column(head, size + GAP), "dim") for head, size in zip(heads, sizes, strict=True)))
    for row in rows:
        write_row(out, row, sizes)


def write_row(out: Output, row: Row, sizes: Sequence[int]) -> None:
    """Write one row, on as many lines as its longest cell takes."""
    broken = [[text] if cells(text) <= size else wrap(text, size) for text, size in zip(row, sizes, strict=True)]
    for place in range(max(map(len, broken))):
        parts = (part[place] if place < len(part) else "" for part in broken)
        out.line(*(column(part, size + GAP) for part, size in zip(parts, sizes, strict=True)))


def shares(wanted: Sequence[int], width: int) -> list[int] | None:
    """Return the width of each column; None where some would get too little to be read.

    Columns that want little get it; the others share what is left.
    """
    left = width - GAP * (len(wanted) - 1)
    given = [0] * len(wanted)
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for nth, place in enumerate(order):
        given[place] = min(wanted[place], left // (len(order) - nth))
        if given[place] < min(wanted[place], FAIR):
            return None
        left -= given[place]
    return given
