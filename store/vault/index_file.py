"""The file of the index: one SQLite file for each vault in the user's cache folder; any doubt undoes it.

Promise: losing it costs a moment and nothing else. What is written into it carries a seal, which shows that this very
program wrote it and that no byte of it has changed since. A file that is damaged is begun anew; one that is locked, or
cannot be written, is gone without.
"""

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from store.vault import program
from store.vault.place import name_outside
from store.vault.private import make_private

PATIENCE = 0.1
"""Seconds to wait for another program that writes into the index just now."""
INDEX = "index.db"
BESIDE = ("", "-wal", "-shm")
"""The endings of the file itself, and of what SQLite lays beside it while it is open."""
PRIMARY = 0xFF
"""The part of a code of SQLite that tells the sort of error."""
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
FORGOTTEN = 90 * 24 * 3600
"""Seconds after which the files of a vault that was not opened are removed."""


class IndexFile:
    """The file of one vault's index."""

    def __init__(self, root: Path, cache: Path, name: str = INDEX) -> None:
        """Open nothing yet.

        Args:
            root: the vault's folder.
            cache: the user's cache folder.
            name: of the file; what is no index of sealed rows is written so that a power cut does not spoil it.
        """
        self._root, self._cache = root, cache
        self.place = place_of_index(root, cache).with_name(name)
        self._durability = "OFF" if name == INDEX else "NORMAL"

    def sibling(self, name: str) -> "IndexFile":
        """Return a file beside this one."""
        return IndexFile(self._root, self._cache, name)

    @contextlib.contextmanager
    def opened(self, *tables: str) -> Iterator[sqlite3.Connection]:
        """Open the file, made anew where there is none that is the user's alone; what goes wrong is thought over here.

        Args:
            tables: the statements that create what is needed where it is not there.

        Raises:
            OutOfReach: it cannot be used now.
        """
        try:
            with contextlib.closing(self._connection(tables)) as connection:
                yield connection
        except FAULTS as error:
            self._think_over(error)
            raise OutOfReach from error

    def seal(self, *parts: bytes) -> bytes:
        """Return what shows that this program wrote these parts.

        Raises:
            OutOfReach: the program's own files cannot be listed.
        """
        try:
            seal = self._program.copy()
        except OSError as error:
            raise OutOfReach from error
        for part in parts:
            seal.update(b"%d:%b" % (len(part), part))
        return seal.digest()

    @cached_property
    def _program(self) -> "hashlib._Hash":
        """What tells this very program, its Python and its libraries from any other."""
        return hashlib.sha256(repr(program.stamps()).encode("utf-8", "replace"))

    def _connection(self, tables: Sequence[str]) -> sqlite3.Connection:
        is_new = not self.place.exists()
        make_private(self.place, BESIDE)
        if is_new:
            clear_out(self.place.parent.parent)
        connection = sqlite3.connect(self.place, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {self._durability}")
            for table in tables:
                connection.execute(table)
        except FAULTS:
            connection.close()
            raise
        return connection

    def _think_over(self, error: Exception) -> None:
        """Take away an index that is damaged; one that is merely out of reach stays."""
        if isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & PRIMARY in PASSING:
            return
        for ending in BESIDE:
            with contextlib.suppress(OSError):
                self.place.with_name(self.place.name + ending).unlink()


class Shelf:
    """Rows of one sort in the index, each about one file of the vault."""

    TABLE = "CREATE TABLE IF NOT EXISTS {} (path TEXT PRIMARY KEY, seal BLOB NOT NULL, row BLOB NOT NULL)"

    def __init__(self, file: IndexFile, name: str) -> None:
        """Look at nothing yet.

        Args:
            file: where the rows are.
            name: an identifier that tells this sort of rows from others.
        """
        self._file = file
        self._name = name
        self._table = self.TABLE.format(name)
        self._listed: set[str] = set()
        """Paths that have a row, as far as is known here."""

    def rows(self) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its row, and none that is damaged or of another program.

        One at a time, since all of them together are as large as the vault.
        """
        try:
            with self._file.opened(self._table) as connection:
                for path, seal, row in connection.execute(f"SELECT path, seal, row FROM {self._name}"):  # noqa: S608
                    if not (isinstance(path, str) and isinstance(row, bytes)):
                        continue
                    self._listed.add(path)
                    if self._seal(path, row) == seal:
                        yield path, row
        except OutOfReach:
            self._listed.clear()

    def keep(self, rows: Mapping[str, bytes], there: Collection[str], doubtful: Collection[str]) -> None:
        """Keep rows, and forget those of files that are gone or in doubt; what cannot be kept is made anew some day.

        Args:
            rows: what is new, by path.
            there: the paths that may have a row.
            doubtful: those of them that had better have none.
        """
        gone = (self._listed.difference(there) | self._listed.intersection(doubtful)) - rows.keys()
        if not rows and not gone:
            return
        sealed = ((path, self._seal(path, row), row) for path, row in rows.items())
        try:
            with self._file.opened(self._table) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(f"INSERT OR REPLACE INTO {self._name} VALUES (?, ?, ?)", sealed)  # noqa: S608
                connection.executemany(f"DELETE FROM {self._name} WHERE path = ?", ((path,) for path in gone))  # noqa: S608
                connection.execute("COMMIT")
        except OutOfReach:
            self._listed.clear()
            return
        self._listed = (self._listed | rows.keys()) - gone

    def _seal(self, path: str, row: bytes) -> bytes:
        return self._file.seal(self._name.encode(), os.fsencode(path), row)


class OutOfReach(Exception):
    """The index cannot be used now."""


def place_of_index(root: Path, cache: Path) -> Path:
    """Return where the index of a vault is: outside the vault, by the folder that the vault really is."""
    return cache / "vaults" / name_outside(root) / INDEX


def clear_out(vaults: Path) -> None:
    """Remove the files of vaults that nobody has opened for long: copies to look around in, folders that have moved."""
    oldest = time.time() - FORGOTTEN
    with contextlib.suppress(OSError):
        for folder in vaults.iterdir():
            files = list(folder.iterdir())
            if files and all(file.lstat().st_mtime < oldest for file in files):
                for file in files:
                    file.unlink()
                folder.rmdir()
