"""Which files may hold a text: a full-text index of three characters each, so that only those need to be read.

It lies in a file of its own beside the index, and is made when somebody first searches. It never says that a file holds
a text, only that it may; what it does not know, or not for certain, may. Where it cannot be used every file may.
"""

import marshal
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping

from store.vault.index_file import IndexFile, OutOfReach
from store.vault.listing import PLAIN
from store.vault.scan import Found

SHORTEST = 3
"""Characters of the shortest text that it can be asked for."""
ORPHANS = 4
"""One row in so many may be about a version that is gone; then everything is begun anew."""
FILE = "search.db"
THREES = "fts5(text, content='', detail=none, tokenize='trigram case_sensitive 1')"
MADE = (
    "CREATE TABLE IF NOT EXISTS made (seal BLOB)",
    "CREATE TABLE IF NOT EXISTS whole (state BLOB)",
    "CREATE TABLE IF NOT EXISTS versions (id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, signature TEXT NOT NULL)",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS texts USING {THREES}",
)
GONE = tuple(f"DROP TABLE IF EXISTS {name}" for name in ("texts", "versions", "whole", "made"))
FOUND = "SELECT rowid FROM texts WHERE texts MATCH ?"
KNOWN = "SELECT path, id, signature FROM versions"
FOUND_IN = f"SELECT path FROM versions WHERE id IN ({FOUND})"  # noqa: S608 - both are ours


def holders(
    file: IndexFile, files: Collection[Found], wanted: str, read: Callable[[Found], str | None]
) -> Collection[str]:
    """Return the paths of the files that may hold a text.

    Args:
        file: that of the index; this one lies beside it.
        files: those that are searched.
        wanted: the text, folded.
        read: returns the folded text of a file; None where it may be another one soon, or cannot be had.
    """
    everything = {found.path for found in files}
    if len(wanted) < SHORTEST or not _can_be_asked(wanted):
        return everything
    try:
        with file.sibling(FILE).opened(*MADE) as connection:
            state = file.seal(b"texts", marshal.dumps([(found.path, found.signature) for found in files], PLAIN))
            if connection.execute("SELECT state FROM whole").fetchall() == [(state,)]:  # nothing has changed since
                return {path for (path,) in connection.execute(FOUND_IN, (_asked(wanted),))}
            known = _brought_up_to_date(connection, file.seal(b"texts"), files, read)
            connection.execute("DELETE FROM whole")
            if len(known) == len(everything):
                connection.execute("INSERT INTO whole VALUES (?)", (state,))
            ids = {ident for (ident,) in connection.execute(FOUND, (_asked(wanted),))}
    except OutOfReach:
        return everything
    return {path for path in everything if path not in known or known[path] in ids}


def _can_be_asked(text: str) -> bool:
    """Tell whether SQLite can be given a text: no half characters, and nothing that would end it."""
    return "\0" not in text and text == text.encode(errors="ignore").decode()


def _asked(wanted: str) -> str:
    """Return the query for a text: all of its threes."""
    threes = dict.fromkeys(wanted[at : at + SHORTEST] for at in range(len(wanted) - SHORTEST + 1))
    return " AND ".join('"{}"'.format(three.replace('"', '""')) for three in threes)


def _brought_up_to_date(
    connection: sqlite3.Connection, seal: bytes, files: Iterable[Found], read: Callable[[Found], str | None]
) -> Mapping[str, int]:
    """Index what has changed, and return the ids of the versions that are there now, by path."""
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT seal FROM made").fetchall() != [(seal,)]:
        _begin_anew(connection, seal)
    last = connection.execute("SELECT max(id) FROM versions").fetchone()[0] or 0
    rows = {path: (ident, signature) for path, ident, signature in connection.execute(KNOWN)}
    if last > ORPHANS * max(len(rows), 1):
        _begin_anew(connection, seal)
        rows, last = {}, 0
    known: dict[str, int] = {}
    for found in files:
        row = rows.pop(found.path, None)
        signature = repr(found.signature)
        if row is not None and row[1] == signature:
            known[found.path] = row[0]
            continue
        if row is not None:
            connection.execute("DELETE FROM versions WHERE id = ?", (row[0],))
        text = read(found)
        if text is None or not _can_be_asked(text):
            continue
        last += 1
        connection.execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (last, text))
        connection.execute("INSERT INTO versions VALUES (?, ?, ?)", (last, found.path, signature))
        known[found.path] = last
    connection.executemany("DELETE FROM versions WHERE path = ?", ((path,) for path in rows))
    connection.execute("COMMIT")
    return known


def _begin_anew(connection: sqlite3.Connection, seal: bytes) -> None:
    for statement in (*GONE, *MADE):
        connection.execute(statement)
    connection.execute("INSERT INTO made VALUES (?)", (seal,))
