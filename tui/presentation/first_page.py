"""The agenda as it is first seen: its rows down to below the screen, each with its reason, as they are painted.

It is kept as bytes, so that whoever opens the program again need not wait until the vault has been read.
"""

import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter

from tui.presentation.rows import BLANK, Column, Row
from tui.presentation.spans import Line, Span

MOST = 200
"""Rows that are kept: more than a screen holds, since the cursor may go down before the rest is there."""
OF_A_COLUMN = tuple(field.name for field in fields(Column))
Packed = tuple[tuple[str, str], ...]
"""A line as plain values."""


@dataclass(frozen=True, kw_only=True)
class FirstPage:
    """What the agenda shows before the vault has been read; what may be done about it waits until it has."""

    day: str
    strip: Line
    columns: tuple[Column, ...]
    known: tuple[Row, ...]
    """The first rows."""
    number: int
    """How many rows there are in all."""
    why: Mapping[str, Sequence[Packed]]
    """The reasons of the first rows, by key."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """As many rows as there are in all; those that are not known yet are blank and cannot be highlighted."""
        return self.known + (BLANK,) * (self.number - len(self.known))

    @property
    def is_whole(self) -> bool:
        """Tell whether every row is known."""
        return len(self.known) == self.number

    def reason(self, key: str) -> tuple[Line, ...]:
        """Return why a row is there; nothing of a row that is not known."""
        return tuple(map(_line, self.why.get(key, ())))

    def packed(self) -> bytes:
        """Return it as bytes."""
        columns = tuple(map(attrgetter(*OF_A_COLUMN), self.columns))
        rows = [(row.key, _packed(row.cells)) for row in self.known]
        return marshal.dumps((self.day, _packed(self.strip), columns, rows, self.number, dict(self.why)))


def first_page(
    day: str, strip: Line, rows: Sequence[Row], columns: Sequence[Column], reason: Callable[[str], Sequence[Line]]
) -> FirstPage:
    """Return the first page of an agenda.

    Args:
        day: which day it is, as the title bar says it.
        strip: the coming seven days.
        rows: all rows.
        columns: theirs.
        reason: tells why the row with a key is there.
    """
    known = tuple(rows[:MOST])
    why = {row.key: tuple(map(_packed, reason(row.key))) for row in known if row.key}
    return FirstPage(day=day, strip=strip, columns=tuple(columns), known=known, number=len(rows), why=why)


def unpacked(data: bytes) -> FirstPage:
    """Return what was packed."""
    day, strip, columns, rows, number, why = marshal.loads(data)  # noqa: S302 - sealed, and nobody else's
    return FirstPage(
        day=day,
        strip=_line(strip),
        columns=tuple(Column(**dict(zip(OF_A_COLUMN, one, strict=True))) for one in columns),
        known=tuple([Row(key=key, cells=_line(cells)) for key, cells in rows]),
        number=number,
        why=why,
    )


def _packed(line: Line) -> Packed:
    return tuple([(span.text, span.tone) for span in line])


def _line(packed: Packed) -> Line:
    return tuple([Span(text, tone) for text, tone in packed])
