"""Dates as people type them, for both front ends."""

from datetime import date

from store.text import when
from store.workspace.snapshot import Snapshot


def day_meant(snapshot: Snapshot, text: str) -> date:
    """Read a date or a phrase such as `fri`, `+3d`, `in 2 weeks`, `2026-11-24`; `3bd` counts the vault's own workdays.

    Raises:
        BadRequest: it is no date that can be meant in one way only.
    """
    return when.parse_when(text, snapshot.today, snapshot.calendar.workdays_from)
