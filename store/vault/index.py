"""What a vault's files were read as, kept between two runs in the user's cache folder: only what changed is read again.

Promise: losing it costs a moment and nothing else. A row is believed only where its seal shows that this very program
made it and that no byte of it has changed since, and then only for the file whose signature or bytes it names. Where
the file of the index is damaged it is begun anew; where it is locked, or cannot be written, the vault is read without.
"""

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from msgspec import DecodeError, Raw
from msgspec.msgpack import Decoder, Encoder

from store import VERSION
from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem
from store.model.settings import Settings
from store.model.story import Story
from store.vault.layout import Kind, kind_of
from store.vault.parsing import MARKED, Read, Value
from store.vault.scan import Signature

PATIENCE = 0.1
"""Seconds to wait for another program that writes into the index just now."""
FILES = ("index.db", "index.db-wal", "index.db-shm")
"""The file of the index, and what SQLite lays beside it while it is open."""
PRIMARY = 0xFF
"""The part of a code of SQLite that tells the sort of error."""
OURS = Path(__file__).resolve().parent.parent.as_posix()
"""The folder of all that decides how a file is read."""
OTHERS = 0o077
"""What a mode grants to other users of the machine."""
PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)
"""Errors of SQLite that say nothing against what is in the file."""
FAULTS = (OSError, sqlite3.Error, UnicodeDecodeError)
"""What opening, reading and writing can come to; the last where SQLite tells a fault in words out of damaged bytes."""
UNSURE = frozenset({"unknown-zone", MARKED})
"""Problems of files that may be read differently tomorrow: this machine may know more time zones by then."""
LIBRARIES = ("frontmatter", "msgspec", "yaml_edit")
"""What reads the files beside our own modules."""

TABLE = "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, seal BLOB NOT NULL, row BLOB NOT NULL)"
ROW = Decoder(tuple[Signature, bytes, bool, bytes, Raw, tuple[Problem, ...]])
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

    def __init__(self, root: Path, cache: Path) -> None:
        """Open nothing yet.

        Args:
            root: the vault's folder.
            cache: the user's cache folder.
        """
        self.place = place_of_index(root, cache)
        self._encoder = Encoder(enc_hook=_plain)
        self._listed: set[str] = set()
        """Paths that have a row, as far as is known here."""

    def load(self) -> dict[str, Read]:
        """Return what is known of each file; nothing where the index is not there or not to be trusted."""
        found: dict[str, Read] = {}
        try:
            with contextlib.closing(self._open()) as connection:
                for path, seal, row in connection.execute("SELECT path, seal, row FROM files"):
                    if not (isinstance(path, str) and isinstance(row, bytes)):
                        continue
                    self._listed.add(path)
                    if read := self._read(path, seal, row):
                        found[path] = read
        except FAULTS as error:
            self._think_over(error)
            return {}
        return found

    def keep(self, fresh: Mapping[str, Read], there: Collection[str]) -> None:
        """Keep what was read anew and forget the files that are gone; what cannot be kept now is read again some day.

        Args:
            fresh: what was read anew, by path.
            there: the paths of all files that the vault holds.
        """
        rows = {path: row for path, read in fresh.items() if (row := self._row(path, read))}
        gone = {path for path in self._listed if path not in there} | (self._listed & fresh.keys() - rows.keys())
        if not rows and not gone:
            return
        try:
            with contextlib.closing(self._open()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                sealed = ((path, self._seal(path, row), row) for path, row in rows.items())
                connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", sealed)
                connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))
                connection.execute("COMMIT")
        except FAULTS as error:
            self._think_over(error)
            return
        self._listed = (self._listed | rows.keys()) - gone

    def _open(self) -> sqlite3.Connection:
        """Open the index, made anew where there is none that is the user's alone.

        Raises:
            OSError: there is no place for it.
            sqlite3.Error: it cannot be opened now, or is damaged.
            UnicodeDecodeError: it is damaged.
        """
        _make_private(self.place)
        connection = sqlite3.connect(self.place, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # a row that a power cut spoils has no seal that fits
            connection.execute(TABLE)
        except FAULTS:
            connection.close()
            raise
        return connection

    def _think_over(self, error: Exception) -> None:
        """Take away an index that is damaged; one that is merely out of reach stays."""
        if isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & PRIMARY in PASSING:
            return
        self._listed.clear()
        for name in FILES:
            with contextlib.suppress(OSError):
                self.place.with_name(name).unlink()

    def _row(self, path: str, read: Read) -> bytes | None:
        """Return what is written for a file; None where its value is not certain, or has no form here."""
        if not _is_certain(path, read):
            return None
        row = (read.signature, read.digest, read.young, read.ground, read.value, read.problems)
        try:
            return self._encoder.encode(row)
        except (ValueError, OverflowError):  # half a character, a number beyond 64 bits
            return None

    def _read(self, path: str, seal: object, row: bytes) -> Read | None:
        """Return what a row says; None where it is damaged or of another program."""
        if self._seal(path, row) != seal:
            return None
        try:
            signature, digest, young, ground, raw, problems = ROW.decode(row)
            value = VALUES[kind_of(path)].decode(raw)
        except DecodeError:
            return None
        return Read(signature=signature, digest=digest, young=young, ground=ground, value=value, problems=problems)

    def _seal(self, path: str, row: bytes) -> bytes:
        seal = hashlib.sha256(self._program)
        seal.update(os.fsencode(path) + b"\0")
        seal.update(row)
        return seal.digest()

    @cached_property
    def _program(self) -> bytes:
        """What tells this very program, its Python and what it reads files with from any other.

        Raises:
            OSError: its files cannot be listed.
        """
        found = [find_spec(name) for name in LIBRARIES]
        places = [Path(one.origin) for one in found if one and one.origin]
        libraries = [_stamp(place.as_posix(), place.stat()) for place in places]
        return hashlib.sha256(repr((VERSION, sys.version, libraries, sorted(_modules(OURS)))).encode()).digest()


def place_of_index(root: Path, cache: Path) -> Path:
    """Return where the index of a vault is: outside the vault, by the folder that the vault really is."""
    vault = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
    return cache / "vaults" / vault / FILES[0]


def _is_certain(path: str, read: Read) -> bool:
    """Tell whether a value follows from a file's bytes alone, tomorrow and for any process."""
    if not read.digest or read.value is None or any(problem.code in UNSURE for problem in read.problems):
        return False
    if kind_of(path) is Kind.SETTINGS:
        return not read.problems  # one of them may be a time zone
    return isinstance(read.value, (Settings, Playbook)) or read.value.readable


def _plain(value: object) -> object:
    """Return a mapping that can be written."""
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value).__name__)  # a fault of ours: a new sort of field


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield the stamps of our own modules in a folder and below it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield _stamp(entry.path, entry.stat())
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


def _stamp(path: str, status: os.stat_result) -> tuple[str, int, int]:
    return path, status.st_size, status.st_mtime_ns


def _make_private(place: Path) -> None:
    """Make the file and its folder the user's alone; what is there and is not so goes.

    Raises:
        OSError: that cannot be done.
    """
    folder = place.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or not _is_own(status):
        raise OSError(0, "it is no folder of the user's own")
    is_open = _is_open(status)
    if is_open:
        folder.chmod(0o700)
    for name in FILES:
        with contextlib.suppress(FileNotFoundError):
            status = folder.joinpath(name).lstat()
            if is_open or not stat.S_ISREG(status.st_mode) or not _is_own(status) or _is_open(status):
                folder.joinpath(name).unlink()
    os.close(os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))


def _is_own(status: os.stat_result) -> bool:
    return os.name == "nt" or status.st_uid == os.geteuid()


def _is_open(status: os.stat_result) -> bool:
    """Tell whether other users of the machine can reach it."""
    return os.name != "nt" and bool(status.st_mode & OTHERS)
