"""Charts drawn with the terminal's own characters: names, numbers and bars in columns that fit the width."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category, east_asian_width

from tui.presentation.safe import safe_line
from tui.presentation.spans import BLANK, Line, Span, line

EIGHTHS = " ▏▎▍▌▋▊▉█"
"""A cell filled by so many eighths from the left."""
GAP = 2
LEAST = 4
"""Cells of the shortest bar; where there are fewer, bars are left out."""
LONGEST = 30
"""Cells that a bar never exceeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A number drawn as a bar."""

    value: float
    most: float
    """What a full bar would be."""
    tone: str = "bar"


Cell = Span | Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of a chart."""

    key: str
    """What it stands for; unique on the screen. A row that cannot be chosen has none."""
    cells: tuple[Cell, ...]
    """One for each column of its chart; a bar where the column is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A title, rows, and a sentence that says how to read them."""

    title: str
    reads: str
    columns: str
    """One letter for each column: `n` a name, `#` a number, `=` a bar, `t` a text."""
    figures: tuple[Figure, ...]
    heads: tuple[str, ...] = ()


Drawn = tuple[str, Line]
"""A line of a chart, with the key of its figure; empty for what cannot be chosen."""


def bar(value: float, most: float, cells: int, *, ascii_only: bool = False) -> str:
    """Return a bar in so many cells, filled up with blanks; anything above nothing can be seen."""
    if most <= 0 or value <= 0:
        return " " * cells
    if ascii_only:
        full = max(1, min(cells, round(cells * value / most)))
        return ("#" * full).ljust(cells)
    eighths = max(1, min(8 * cells, round(8 * cells * value / most)))
    whole, part = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[part] if part else "")).ljust(cells)


def drawn(chart: Chart, width: int, *, ascii_only: bool = False) -> tuple[Drawn, ...]:
    """Return the lines of a chart at that width; its title and its sentence are for the widget to wrap."""
    sizes = widths(chart, width)
    rows: list[Drawn] = []
    if chart.heads:
        heads = tuple(Span(head, "muted") for head in chart.heads)
        rows.append(("", _row(heads, chart.columns, sizes, ascii_only=ascii_only)))
    rows += [(f.key, _row(f.cells, chart.columns, sizes, ascii_only=ascii_only)) for f in chart.figures]
    return (("", line(chart.title, "strong")), *rows, ("", line(chart.reads, "muted")), ("", BLANK))


def widths(chart: Chart, width: int) -> tuple[int, ...]:
    """Return the cells of each column; bars share what the words leave."""
    rows: list[Sequence[Cell]] = [f.cells for f in chart.figures]
    if chart.heads:
        rows.append([Span(head) for head in chart.heads])
    sizes = [max((_size(row[place]) for row in rows), default=0) for place in range(len(chart.columns))]
    bars = chart.columns.count("=")
    gaps = GAP * (len(sizes) - 1)
    over = sum(sizes) + gaps + LEAST * bars - width
    name = chart.columns.find("n")
    if name >= 0 and over > 0:
        sizes[name] = max(min(sizes[name], 8), sizes[name] - over)
    left = width - sum(sizes) - gaps
    each = min(LONGEST, left // bars) if bars else 0
    return tuple(
        (each if each >= LEAST else 0) if kind == "=" else size for kind, size in zip(chart.columns, sizes, strict=True)
    )


def _size(cell: Cell) -> int:
    return 0 if isinstance(cell, Bar) else cells_of(cell.text)


def cells_of(text: str) -> int:
    """Return the cells that a text takes in a terminal: none for a combining mark, two for a wide sign."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 0 if category(c) in ("Mn", "Me") else 1 for c in text)


def _fitted(text: str, size: int, *, to_right: bool) -> str:
    if cells_of(text) > size:
        while text and cells_of(text) >= size:
            text = text[:-1]
        text += "…"
    blank = " " * (size - cells_of(text))
    return blank + text if to_right else text + blank


def _row(cells: Sequence[Cell], columns: str, sizes: Sequence[int], *, ascii_only: bool) -> Line:
    spans: list[Span] = []
    for cell, kind, size in zip(cells, columns, sizes, strict=True):
        if not size:
            continue
        if spans:
            spans.append(Span(" " * GAP))
        if isinstance(cell, Bar):
            spans.append(Span(bar(cell.value, cell.most, size, ascii_only=ascii_only), cell.tone))
        else:
            spans.append(Span(_fitted(safe_line(cell.text, 200), size, to_right=kind == "#"), cell.tone))
    return tuple(spans)
