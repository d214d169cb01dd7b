"""What a merge of commits asks of the merge of texts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from store.text.merging.decisions import Decision


class Merged(Protocol):
    """What came of two versions of a note."""

    @property
    def data(self) -> bytes:
        """Return the file."""
        ...

    @property
    def reviews(self) -> tuple[Decision, ...]:
        """Return what a person should decide."""
        ...


@dataclass(frozen=True, slots=True)
class Meaning:
    """How notes are brought together: two functions without side effects that never raise."""

    merge: Callable[[bytes | None, bytes, bytes, str], Merged]
    """Of (base, ours, theirs, path in the vault); the same result with ours and theirs exchanged."""
    is_same_subject: Callable[[bytes, bytes], bool]
    """Whether two notes that came to one path are of one thing."""


def by_meaning() -> Meaning:
    """Return the merge by meaning; it is loaded only when something must be merged."""
    from store.text.merging.files import is_same_subject, merge_files

    return Meaning(merge_files, is_same_subject)
