"""An accomplishment worth retelling, with the needs it answers."""

from dataclasses import dataclass


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
    readable: bool = True
