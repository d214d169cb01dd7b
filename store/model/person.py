"""A person beyond one opportunity: a reference, an ally, a recruiter, a helper."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field

from store.model.review import Review


class Person(Struct, frozen=True, kw_only=True, array_like=True):
    """One file of `people/`."""

    path: str
    name: str
    ident: str
    part: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: str = ""
    company: str = ""
    opportunities: tuple[str, ...] = ()
    """Ids of the opportunities this person helps with."""
    spelling: str = ""
    prefers: str = ""
    notes: str = ""
    merge_review: tuple[Review, ...] = ()
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line of each key in the header."""
    readable: bool = True
