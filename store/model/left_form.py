"""A form that was open when the program ended: what it was about, and what had been typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftForm:
    """What can be kept of an open form, as plain data."""

    title: str
    about: Mapping[str, Any]
    """What it was opened for, as whoever opened it tells; empty = it cannot be opened again."""
    held: Mapping[str, Any]
    """What its fields held, by their names: texts, lists of what was ticked, states by tags."""
