"""What the user of this machine said of one vault's git: nothing, or which settings and hooks may start programs."""

from collections.abc import Iterable

from msgspec import Struct


class Trust(Struct, frozen=True, kw_only=True, array_like=True):
    """The user's word. It holds for exactly what was shown; whatever is added or changed later is not meant."""

    given: bool = False
    """Whether the word was given at all: then hooks run."""
    marks: frozenset[str] = frozenset()
    """A mark of each setting and hook that it was given for, so that no password in one is kept twice."""

    @classmethod
    def in_rows(cls, rows: Iterable[str]) -> "Trust":
        """Return the trust in some rows: a key, a line feed and its value each."""
        return cls(given=True, marks=frozenset(mark_of(row) for row in rows))

    def covers(self, row: str) -> bool:
        """Tell whether a row was meant, to the letter."""
        return self.given and mark_of(row) in self.marks


NO_TRUST = Trust()
"""Of a vault of which nothing was said."""


def mark_of(row: str) -> str:
    """Return what tells a row from every other one."""
    import hashlib  # every command knows of trust, few have to look

    return hashlib.sha256(row.encode("utf-8", "surrogateescape")).hexdigest()
