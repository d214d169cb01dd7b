"""The text of a table to its lines and cells, whatever stands between the cells."""

import csv
import io
from dataclasses import dataclass

from store.errors import BadRequest
from store.exchange.csv_sheet.guarding import unguarded

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Lines of cells; the number of each line counts records, not line ends."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str


def read_grid(text: str) -> Grid:
    """Return the lines that hold anything.

    Raises:
        BadRequest: a quote is never closed, or it is no table.
    """
    told, text = told_separator(text)
    separator = told or likely_separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines = []
    try:
        for number, cells in enumerate(reader, 1):
            if len(cells) > MOST_COLUMNS:
                raise BadRequest(f"Row {number} has {len(cells)} cells: this is no table of applications.")
            if any(cell.strip() for cell in cells):
                lines.append((number, tuple(unguarded(cell) for cell in cells)))
    except csv.Error as error:
        raise BadRequest(f"The table cannot be read from row {len(lines) + 1} on: {error}.") from error
    refuse_open_quote(text, separator)
    return Grid(lines=tuple(lines), separator=SEPARATORS.get(separator, f"“{separator}”"))


def told_separator(text: str) -> tuple[str, str]:
    """Return the separator that a first line `sep=;` tells, and the text without that line."""
    first, _, rest = text.partition("\n")
    word = first.strip("\r\ufeff").casefold()
    return (word[4], rest) if word.startswith("sep=") and len(word) == len("sep=;") else ("", text)


def likely_separator(text: str) -> str:
    """Return the separator that cuts the first lines into most cells, and all of them alike."""
    start = text[:20_000]

    def cells(separator: str) -> tuple[int, int]:
        try:
            sizes = [len(line) for line in csv.reader(io.StringIO(start, newline=""), delimiter=separator) if line][:20]
        except csv.Error:
            return 0, 0
        return max(((sizes.count(size), size) for size in sizes if size > 1), default=(0, 0))

    return max(SEPARATORS, key=cells)


def refuse_open_quote(text: str, separator: str) -> None:
    """Refuse a table in which a quote swallows everything to the end.

    Raises:
        BadRequest: it does.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1
    try:
        for _ in reader:
            number += 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise BadRequest(f"A quote in row {number} is never closed. Nothing was imported.") from error
