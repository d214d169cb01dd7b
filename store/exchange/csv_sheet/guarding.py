"""Cells that a spreadsheet would take for a formula: an apostrophe before them says that they are text."""

import re

STARTS = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
"""What begins a formula, in full width too."""
DANGEROUS = re.compile(f"'*[{STARTS}]")
GUARDED = re.compile(f"''*[{STARTS}]")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet calculates: one that could be a formula, guarded or not, has one more guard."""
    return f"'{cell}" if DANGEROUS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take away the apostrophe that `guarded` puts before a cell."""
    return cell[1:] if GUARDED.match(cell) else cell
