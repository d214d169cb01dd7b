"""A problem in the vault: a value with a place and a mend, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`error` and `warning` are about the file; `advice` is about the search and is not counted as wrong."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing that is wrong, where, and how to mend it."""

    path: str
    """Relative to the vault, with `/`."""
    line: int
    """From 1."""
    code: str
    """Stable, kebab-case."""
    message: str
    """What is wrong, in a sentence."""
    severity: Severity = Severity.ERROR
    fix: str | None = None
    """How to mend it, in a sentence."""
    table: str = ""
    """Of settings: the table that it stands in; empty for what stands in none."""
