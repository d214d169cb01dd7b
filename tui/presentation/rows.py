"""Rows of a list and the widths of their columns."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list."""

    key: str
    """What it stands for; unique in the list. Headings and blank lines have none."""
    cells: tuple[Span, ...] = ()

    @property
    def is_heading(self) -> bool:
        """Tell whether it cannot be highlighted."""
        return not self.key


def heading(text: str, count: int) -> Row:
    """Return a heading that says how many follow."""
    return Row(key="", cells=(Span(text, "strong"), Span(str(count), "muted")))


BLANK = Row(key="")


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Return the cells of each column in a list of that width; 0 = the column is left out."""
    shown = [width >= c.needs for c in columns]
    cells = [c.least if show else 0 for c, show in zip(columns, shown, strict=True)]
    left = width - sum(cells) - GAP * max(0, sum(shown) - 1)
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
