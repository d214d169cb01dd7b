"""Rows of a list and the widths of their columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from store.model.value import replace
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
    def is_heading(self) -> bool:
        """Tell whether it cannot be highlighted."""
        return not self.key


class LateRows(Sequence[Row]):
    """Rows that are made when they are looked at, and no others: of ten thousand, those on the screen."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], Row]) -> None:
        """Take what is known of all of them.

        Args:
            keys: what they stand for, from top to bottom; there are no headings.
            make: makes the row of a key.
        """
        self.keys = tuple(keys)
        self._make = make

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        """Make a row, or have some made later."""
        if isinstance(place, slice):
            return LateRows(self.keys[place], self._make)
        return self._make(self.keys[place])

    def __eq__(self, other: object) -> bool:
        """Tell whether the same would be made of the same keys."""
        return isinstance(other, LateRows) and (self._make, self.keys) == (other._make, other.keys)

    __hash__ = None  # type: ignore[assignment]  # as of a list


def keys_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what rows stand for, without making any."""
    return rows.keys if isinstance(rows, LateRows) else tuple([row.key for row in rows])


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
