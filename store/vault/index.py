"""What a vault's files were read as, kept between two runs in the user's cache folder: only what changed is read again.

A row is believed for the file whose signature or bytes it names, and for no other. The log of an opportunity is most of
it and hardly ever looked at, so that it stays packed until somebody does.
"""

import zlib
from collections.abc import Collection, Mapping
from types import MappingProxyType

from msgspec import DecodeError, Raw
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import force_setattr

from store.model.draft import Draft
from store.model.entry import Entry
from store.model.entry import Kind as EntryKind
from store.model.late_log import LateLog
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.settings import Settings
from store.model.story import Story
from store.model.value import replace
from store.vault.index_file import IndexFile, Shelf
from store.vault.layout import Kind, kind_of
from store.vault.parsing import MARKED, Read, Value
from store.vault.scan import Signature

UNSURE = frozenset({"unknown-zone", MARKED})
"""Problems of files that may be read differently tomorrow: this machine may know more time zones by then."""
QUICKLY = 1
"""The level of zlib; higher ones take longer than they spare."""
PackedLog = tuple[bytes, frozenset[EntryKind]]
"""A log, and what its entries record."""
ROW = Decoder(tuple[Signature, bytes, bool, bytes, Raw, PackedLog | None, tuple[Problem, ...]])
LOG = Decoder(tuple[Entry, ...])
VALUES: Mapping[Kind, Decoder[Value]] = MappingProxyType(
    {
        Kind.DRAFT: Decoder(Draft),
        Kind.OPPORTUNITY: Decoder(Opportunity),
        Kind.PERSON: Decoder(Person),
        Kind.PLAYBOOK: Decoder(Playbook),
        Kind.SETTINGS: Decoder(Settings),
        Kind.STORY: Decoder(Story),
    }
)


class Index:
    """What one vault's files were read as when they were read last, by whatever process of this program."""

    def __init__(self, file: IndexFile) -> None:
        """Look at nothing yet."""
        self._shelf = Shelf(file, "files")

    def load(self) -> dict[str, Read]:
        """Return what is known of each file; nothing where the index is not there or not to be trusted."""
        return {path: read for path, row in self._shelf.rows() if (read := read_of(path, row))}

    def keep(self, fresh: Mapping[str, Read], there: Collection[str], written: Mapping[str, bytes]) -> None:
        """Keep what was read anew and forget the files that are gone; what cannot be kept now is read again some day.

        Args:
            fresh: what was read anew, by path.
            there: the paths of all files that the vault holds.
            written: rows of what was read anew, where they are made already.
        """
        rows = {path: row for path, read in fresh.items() if (row := written.get(path) or row_of(path, read))}
        self._shelf.keep(rows, there, fresh.keys() - rows.keys())


def row_of(path: str, read: Read) -> bytes | None:
    """Return what is written for a file; None where its value is not certain, or has no form here."""
    if not _is_certain(path, read):
        return None
    try:
        value, log = _apart(read.value)
        row = (read.signature, read.digest, read.young, read.ground, value, log, read.problems)
        return ENCODER.encode(row)
    except (ValueError, OverflowError):  # half a character, a number beyond 64 bits
        return None


def _apart(value: Value) -> tuple[Value, PackedLog | None]:
    """Return a value without its log, and its log."""
    if not isinstance(value, Opportunity):
        return value, None
    packed = zlib.compress(ENCODER.encode(tuple(value.entries)), QUICKLY)
    return replace(value, entries=()), (packed, frozenset(entry.kind for entry in value.entries))


def read_of(path: str, row: bytes) -> Read | None:
    """Return what a row says; None where it cannot be read."""
    try:
        signature, digest, young, ground, raw, log, problems = ROW.decode(row)
        value = VALUES[kind_of(path)].decode(raw)
    except (DecodeError, KeyError):
        return None
    if isinstance(value, Opportunity) and log is not None:
        # It cannot be changed by anybody; but nobody has seen it yet, and a copy of each takes as long as reading it.
        force_setattr(value, "entries", LateLog(*log, _unpacked))
    return Read(signature=signature, digest=digest, young=young, ground=ground, value=value, problems=problems)


def _unpacked(packed: bytes) -> tuple[Entry, ...]:
    return LOG.decode(zlib.decompress(packed))


def _is_certain(path: str, read: Read) -> bool:
    """Tell whether a value follows from a file's bytes alone, tomorrow and for any process."""
    if not read.digest or read.value is None or any(problem.code in UNSURE for problem in read.problems):
        return False
    if kind_of(path) is Kind.SETTINGS:
        return not read.problems  # one of them may be a time zone
    return isinstance(read.value, (Settings, Playbook)) or read.value.readable


def plain(value: object) -> object:
    """Return a mapping that can be written."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value).__name__)  # a fault of ours: a new sort of field


ENCODER = Encoder(enc_hook=plain)
