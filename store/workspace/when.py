"""Dates as people type them, for both front ends."""

from datetime import date

from store.text import when


def parse_when(text: str, today: date) -> date:
    """Read a date or a phrase such as `fri`, `+3d`, `2w`, `2026-11-24`.

    Raises:
        BadRequest: it is no date that can be meant in one way only.
    """
    return when.parse_when(text, today)
