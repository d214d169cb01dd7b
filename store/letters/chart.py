"""The needs-to-accomplishments chart (R17): two columns of plain text, side by side, within a width."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from store.model.letter import Passage
from store.rules.columns import fold, signs, width_of

WIDTH = 66
GUTTER = " | "
NARROWEST = 8
RULE = re.compile(r"(-+)\+-+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a chart as it stands in a text."""

    first: int
    """Its first line, from 0."""
    last: int
    """Its last line."""
    cells: tuple[tuple[Passage, ...], tuple[Passage, ...]]
    """The pieces of its two cells, line by line; what is empty is left out."""
    is_rule: bool = False
    """Whether it is a line between two rows."""


def chart(rows: Sequence[tuple[str, str]], width: int = WIDTH, heads: tuple[str, str] = ("", "")) -> str:
    """Set pairs of texts beside each other, wrapped inside their cells.

    The columns are the same whatever stands in them, so that another row changes none of the others.

    Args:
        rows: what they need, what I have done about such a need.
        width: columns that a line may take; wide characters count as two.
        heads: the headings of the two columns; none where both are empty.
    """
    if not rows:
        return ""
    left = max(NARROWEST, (width - len(GUTTER)) * 2 // 5)
    right = max(NARROWEST, width - len(GUTTER) - left)
    blocks = [_row(row, left, right) for row in ([heads] if any(heads) else []) + list(rows)]
    rule = "-" * (left + 1) + "+" + "-" * (right + 1)
    lines: list[str] = []
    for number, block in enumerate(blocks):
        lines += [rule] * bool(number) + block
    return "\n".join(lines)


def _row(cells: tuple[str, str], left: int, right: int) -> list[str]:
    folded = [
        fold(" ".join(text.split()), width, split_long=True) for text, width in zip(cells, (left, right), strict=True)
    ]
    pairs = zip_longest(*folded, fillvalue="")
    return [(_padded(a, left) + GUTTER + b).rstrip() for a, b in pairs]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - width_of(text))


def read_charts(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of the charts in a text, the lines between them too, from above."""
    row = 0
    while row < len(lines):
        rule = next((n for n in range(row, len(lines)) if RULE.fullmatch(lines[n])), None)
        if rule is None:
            return
        left = lines[rule].index("+") - 1
        first = rule
        while first > row and _gutter(lines[first - 1], left) is not None:
            first -= 1
        row = first
        while row < len(lines) and (lines[row] == lines[rule] or _gutter(lines[row], left) is not None):
            row += 1
        yield from _rows(lines, first, row, left)


def _rows(lines: Sequence[str], first: int, end: int, left: int) -> Iterator[Row]:
    start = first
    for number in range(first, end + 1):
        is_rule = number < end and _gutter(lines[number], left) is None
        if (is_rule or number == end) and start < number:
            yield Row(first=start, last=number - 1, cells=_cells(lines, start, number, left))
        if is_rule:
            yield Row(first=number, last=number, cells=((), ()), is_rule=True)
            start = number + 1


def _cells(lines: Sequence[str], first: int, end: int, left: int) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    pieces: tuple[list[Passage], list[Passage]] = ([], [])
    for number in range(first, end):
        line, cut = lines[number], _gutter(lines[number], left) or 0
        for cell, start, stop in ((0, 0, cut), (1, min(cut + len(GUTTER), len(line)), len(line))):
            text = line[start:stop]
            if text.strip():
                begins = start + len(text) - len(text.lstrip())
                pieces[cell].append(Passage(row=number, start=begins, end=start + len(text.rstrip())))
    return tuple(pieces[0]), tuple(pieces[1])


def _gutter(line: str, left: int) -> int | None:
    """Return where the gutter begins in a line of a chart; None where there is none in that column."""
    columns = place = 0
    for sign in signs(line):
        if columns >= left:
            break
        columns, place = columns + width_of(sign), place + len(sign)
    return place if columns == left and line.startswith(GUTTER.rstrip(), place) else None
