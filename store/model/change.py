"""A change as a value: which files become what, and one sentence that says why."""

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field


class Edit(Struct, frozen=True, kw_only=True, array_like=True):
    """One file before and after."""

    path: str
    """Relative to the vault, with `/`."""
    before: bytes | None
    """What was read; None = the file must not exist yet."""
    after: bytes | None
    """What it becomes; None = the file is deleted."""


class Change(Struct, frozen=True, kw_only=True, array_like=True):
    """Edits that belong together, applied as one git commit; made in the order given."""

    sentence: str
    """What a person understands, for commit and screen: names and companies, never notes or bodies."""
    edits: tuple[Edit, ...] = ()
    trailers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Lines for machines in the commit message; empty for an ordinary change."""
    over_text: bool = False
    """It replaces text that may have been typed later: refused where nothing can keep that text first."""
    merged: tuple[tuple[str, bytes], ...] = ()
    """Texts that went into a merge and that no file holds, as path and bytes: kept outside of the vault."""
