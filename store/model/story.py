"""An accomplishment worth retelling, with the needs it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One file of `stories/`."""

    path: str
    title: str
    needs: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    result: str = ""
    sample: str = ""
    """A file or link that proves it (R18)."""
    body: str = ""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key in the header."""
    readable: bool = True
