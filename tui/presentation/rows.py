"""Rows of a list and the widths of their columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tui.presentation.safe import safe_line
from tui.presentation.spans import Span

GAP = 2
"""Blank cells between columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a list."""

    least: int
    """Cells that it always gets."""
    share: int = 0
    """Its part of what is left over."""
    most: int = 1_000
    """Cells that it never exceeds."""
    needs: int = 0
    """Width of the list below which the column is left out."""
    to_right: bool = False
    after: int = GAP
    """Blank cells between it and the next column."""
    counts: bool = False
    """Whether its text may end in how many more there are, as in `Kestrel +2`; the number is never cut."""


SIGN = Column(least=1, after=1)
"""The column of a sign, which stands close to what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list."""

    key: str
    """What it stands for; unique in the list. Headings and blank lines have none."""
    cells: tuple[Span, ...] = ()

    @property
    def drawn(self) -> tuple[Span, ...]:
        """Return the cells as they are drawn."""
        return self.cells

    @property
    def is_heading(self) -> bool:
        """Tell whether it cannot be highlighted."""
        return not self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow(Row):
    """A line whose cells are made when it is drawn: of ten thousand, those on the screen."""

    of: tuple[object, ...]
    """What it shows; equal things look equal."""
    draw: Callable[..., tuple[Span, ...]] = field(compare=False)
    """Makes the cells of them."""

    @property
    def drawn(self) -> tuple[Span, ...]:
        """Return the cells."""
        return self.draw(*self.of)


def fitting(columns: Sequence[Column], rows: Iterable[Row], cells: Callable[[str], int]) -> tuple[Column, ...]:
    """Return the columns with no more room than the rows fill; one that is empty in all of them is left out.

    Args:
        columns: as wide as they may be.
        rows: all that are shown.
        cells: tells how wide a text is.
    """
    longest = [0] * len(columns)
    for row in rows:
        for place, cell in enumerate(row.cells if row.key else ()):
            if 2 * len(cell.text) > longest[place]:  # what is shorter cannot be wider
                longest[place] = max(longest[place], cells(safe_line(cell.text, 400)))
    return tuple(
        replace(column, least=min(column.least, most), most=min(column.most, most))
        for column, most in zip(columns, longest, strict=True)
    )


def heading(text: str, count: int) -> Row:
    """Return a heading that says how many follow."""
    return Row(key="", cells=(Span(text, "strong"), Span(str(count), "muted")))


BLANK = Row(key="")


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Return the cells of each column in a list of that width; 0 = the column is left out."""
    shown = [width >= c.needs and c.most > 0 for c in columns]
    cells = [c.least if show else 0 for c, show in zip(columns, shown, strict=True)]
    left = width - sum(cells) - sum([c.after for c, show in zip(columns, shown, strict=True) if show][:-1])
    while left > 0:
        growing = [i for i, c in enumerate(columns) if shown[i] and c.share and cells[i] < c.most]
        if not growing:
            break
        total = sum(columns[i].share for i in growing)
        given = 0
        for i in growing:
            more = min(left * columns[i].share // total, columns[i].most - cells[i])
            cells[i] += more
            given += more
        if not given:
            cells[growing[0]] += left
            given = left
        left -= given
    return tuple(cells)
