"""What an open vault keeps from one snapshot to the next: what takes time to make, and changes with its file only."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from store.model.opportunity import Opportunity
from store.rules.checking import Checked, Found
from store.rules.keeping import ByFile
from store.rules.planned import Kept, Planned
from store.rules.query import texts_of, touches_of, words_of
from store.vault.index_file import IndexFile
from store.workspace.names import Names
from store.workspace.public_holidays import public_holidays

T = TypeVar("T")


class OfEach(Generic[T]):
    """One thing for each opportunity; made when it is first asked for, and again when its file has changed."""

    def __init__(self, make: Callable[[Opportunity], T]) -> None:
        self._make = make
        self._known: dict[str, tuple[Opportunity, T]] = {}

    def of(self, opportunity: Opportunity) -> T:
        """Return that of one opportunity. Threads may share it: whoever comes second makes the same."""
        known = self._known.get(opportunity.path)
        if known is not None and known[0] is opportunity:
            return known[1]
        made = self._make(opportunity)
        self._known[opportunity.path] = (opportunity, made)
        return made


class Prepared:
    """Everybody's names, plans and findings by file, and what queries look through."""

    def __init__(
        self,
        cache: Callable[[], Path | None] = lambda: None,
        file: IndexFile | None = None,
        digest_of: Callable[[Opportunity], bytes | None] = lambda _: None,
    ) -> None:
        """Begin with nothing.

        Args:
            cache: tells the user's cache folder; asked only where something is kept there.
            file: the index, in which is kept what was worked out; None = there is none.
            digest_of: tells what stands for the bytes that an opportunity was read from; None = that is not known.
        """
        self._cache = cache
        self.names = Names()
        self.planned = Planned()
        self.checked: Checked = ByFile()
        if file is not None:
            from store.workspace.recalling import Recalled

            self.planned = Planned(Recalled(file, "shares", Kept, digest_of))
            self.checked = ByFile(Recalled(file, "findings", Found, digest_of))
        self.words = OfEach(words_of)
        self.logs = OfEach(texts_of)
        self.touches = OfEach(touches_of)

    def public_holidays(self, country: str, region: str) -> Callable[[date], bool]:
        """Return what tells the public holidays of a country."""
        return public_holidays(country, region, self._cache() if country else None)
