"""An accomplishment worth retelling, with the needs it answers."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from store.model.review import Review


class Story(Struct, frozen=True, kw_only=True, array_like=True):
    """One file of `stories/`."""

    path: str
    title: str
    needs: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    result: str = ""
    sample: str = ""
    """A file or link that proves it (R18)."""
    body: str = ""
    merge_review: tuple[Review, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key in the header."""
    readable: bool = True
