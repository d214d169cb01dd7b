"""What was worked out of each file by itself, kept between two runs in the index."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import tzinfo
from typing import Generic, TypeVar

from msgspec import DecodeError, Raw
from msgspec.msgpack import Decoder, Encoder

from store.model.opportunity import Opportunity
from store.rules.keeping import Said
from store.vault.index import plain
from store.vault.index_file import IndexFile, Shelf

Value = TypeVar("Value")


class Recalled(Generic[Value]):
    """Values of one sort; a row holds for the bytes of its file, and for what was said beside it."""

    def __init__(
        self, file: IndexFile, name: str, shape: type[Value], digest_of: Callable[[Opportunity], bytes | None]
    ) -> None:
        """Recall nothing yet.

        Args:
            file: where the rows are.
            name: what tells this sort of values from others.
            shape: their type.
            digest_of: tells what stands for the bytes that an opportunity was read from; None = that is not known.
        """
        self._shelf = Shelf(file, name)
        self._digest_of = digest_of
        self._rows = Decoder(tuple[bytes, bytes, Raw])
        self._values = Decoder(shape)
        self._encoder = Encoder(enc_hook=_said, order="deterministic")

    def recall(self, said: Said, by_path: Mapping[str, Opportunity]) -> Mapping[str, Value]:
        """Return what followed from the very bytes of these files, with the same said, by path."""
        around, found = self._mark(said), {}
        for path, row in self._shelf.rows():
            opportunity = by_path.get(path)
            if opportunity is None:
                continue
            try:
                said_then, digest, value = self._rows.decode(row)
                if said_then == around and digest == self._digest_of(opportunity):
                    found[path] = self._values.decode(value)
            except DecodeError:  # it has the seal of this program, so that this is a fault of ours: work it out
                continue
        return found

    def keep(self, said: Said, fresh: Iterable[tuple[Opportunity, Value]], paths: Collection[str]) -> None:
        """Keep what is new, and forget files that are not named."""
        around, rows, doubtful = self._mark(said), {}, set()
        for opportunity, value in fresh:
            digest, row = self._digest_of(opportunity), None
            if digest is not None:
                with contextlib.suppress(ValueError, OverflowError):  # half a character, a number beyond 64 bits
                    row = self._encoder.encode((around, digest, value))
            if row is None:
                doubtful.add(opportunity.path)
            else:
                rows[opportunity.path] = row
        self._shelf.keep(rows, paths, doubtful)

    def _mark(self, said: Said) -> bytes:
        try:
            return hashlib.sha256(self._encoder.encode(said)).digest()
        except (ValueError, OverflowError):
            return os.urandom(16)  # nothing else says the same


def _said(value: object) -> object:
    """Return what stands for a value that has no form of its own."""
    if isinstance(value, tzinfo):
        return repr(value)
    # Public holidays follow from the country in the settings and from an installed library, which the seal tells.
    return "" if callable(value) else plain(value)
