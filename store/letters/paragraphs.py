"""A letter's text taken apart: lines of prose as they were meant, however they are folded, and rows of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.letters.chart import read_charts
from store.rules.columns import WIDE, pieces, width_of

WIDTHS = {"email": 60, "letter": 72, "note": 72, "phone": 72}
"""Columns to which a channel's lines are folded: three quarters of a screen for an e-mail (R30).

The others are left to whatever shows them.
"""
BULLETS = ("- ", "* ")
HANGING = "  "
"""Begins each further line of a point in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One line as it was meant, with the lines that it stands on."""

    lines: tuple[str, ...]
    words: tuple[tuple[str, bool], ...]
    """What must stay together, each with whether a space stands before it."""
    gap: int
    """How many empty lines stand above it."""
    is_row: bool = False
    """Whether it belongs to a chart."""

    @property
    def key(self) -> tuple[str, ...]:
        """What it says, however it is folded."""
        return tuple(word for word, _ in self.words)


def units_of(text: str, width: int | None) -> list[Unit]:
    """Take a text apart.

    Args:
        text: with LF line ends.
        width: columns to which its lines were folded; None = they were not. A line that ends earlier than it had to
            was ended by somebody, and stays as it is.
    """
    lines = text.split("\n")
    rows = {row.first: row.last for row in read_charts(lines)}
    units: list[Unit] = []
    gap = at = 0
    while at < len(lines):
        if not lines[at].strip():
            gap, at = gap + 1, at + 1
            continue
        end = rows[at] + 1 if at in rows else _end_of_line(lines, at, width, rows)
        here = tuple(lines[at:end])
        units.append(Unit(lines=here, words=_words(here), gap=gap, is_row=at in rows))
        gap, at = 0, end
    return units


def text_of(units: Sequence[Unit]) -> str:
    """Put a text together again; nothing stands above its first line."""
    lines: list[str] = []
    for unit in units:
        lines += [*[""] * (unit.gap if lines else 0), *unit.lines]
    return "\n".join(lines)


def _end_of_line(lines: Sequence[str], start: int, width: int | None, rows: dict[int, int]) -> int:
    """Return the line behind those that were one line before it was folded."""
    end = start + 1
    while (
        width is not None
        and end < len(lines)
        and lines[end].strip()
        and end not in rows
        and not lines[end].lstrip().startswith(BULLETS)
        and _was_folded(lines[end - 1], lines[end], width)
    ):
        end += 1
    return end


def _was_folded(line: str, below: str, width: int) -> bool:
    """Tell whether what begins the line below had no room in this one."""
    first, _ = next(pieces(below.strip(), width))
    return width_of(f"{line.rstrip()} {first}") > width


def joined(lines: Sequence[str]) -> str:
    """Return the one line that several were before it was folded."""
    whole, *others = (line.rstrip() for line in lines)
    for line in others:
        whole += _between(whole, line.strip()) + line.strip()
    return whole


def _between(before: str, after: str) -> str:
    """Return what stood between two lines: nothing where both sides are written without spaces."""
    return "" if WIDE == width_of(before[-1:]) == width_of(after[:1]) else " "


def _words(lines: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Return what must stay together; the first piece with what the line is indented by."""
    whole = joined(lines)
    lead = whole[: len(whole) - len(whole.lstrip())]
    (first, _), *others = pieces(whole, 0)
    return ((lead + first, False), *others)
