"""The moment at which the program runs, as an argument: nothing below the entry point reads a clock."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Today, and the wall-clock time."""

    today: date
    now: datetime
    """Aware; its zone is the machine's, used where the settings name none."""
    fixed: bool = False
    """True when the user named the day; otherwise it is the day in the settings' own zone."""
