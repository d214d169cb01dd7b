"""Answers that were worked out before, each to the very state of the files that it was given for.

Whoever asks again while nothing has changed need not read a single file: what each is stamped with is enough. A file
that had changed just before it was read may change again without a new stamp; it is compared by its content.
"""

import hashlib
import marshal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from store.vault.index_file import IndexFile, OutOfReach
from store.vault.listing import PLAIN
from store.vault.scan import Scan, Signature

TABLE = "CREATE TABLE IF NOT EXISTS answers (question BLOB PRIMARY KEY, seal BLOB NOT NULL, row BLOB NOT NULL)"
GIVE_WAY = "DELETE FROM answers WHERE rowid NOT IN (SELECT rowid FROM answers ORDER BY rowid DESC LIMIT ?)"
Times = tuple[float, float]
"""Seconds of the epoch between which an answer holds: a day ends, an hour strikes."""
MOST = 12
"""Answers that are kept; a vault is asked few questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The files of a vault as they were read."""

    mark: bytes
    """Stands for the stamps of all files, and for what could not be read."""
    young: Mapping[str, bytes]
    """The digests of the files whose stamps prove nothing, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was worked out."""

    state: State
    holds: Times
    told: bytes
    """The answer itself, as whoever gave it wrote it."""


def mark_of(files: Sequence[tuple[str, Signature]], amiss: object) -> bytes:
    """Return what stands for the stamps of all files in path order, and for what the scan found amiss."""
    return hashlib.sha256(marshal.dumps((list(files), repr(amiss)), PLAIN)).digest()


def mark_of_scan(found: Scan) -> bytes:
    """Return what stands for the state that a scan found."""
    return mark_of([(file.path, file.signature) for file in found.files], found.problems)


class Answers:
    """What is kept of one vault."""

    def __init__(self, file: IndexFile) -> None:
        self._file = file

    def to(
        self, question: tuple[str | int, ...], found: Scan, now: float, digest_of: Callable[[str], bytes | None]
    ) -> tuple[bytes, Times] | None:
        """Return the answer to a question and how long it holds; None where there is none that still does.

        Args:
            question: everything that the answer depends on beside the files and the time.
            found: the files as they are now.
            now: seconds of the epoch.
            digest_of: tells the digest of a file's bytes; None = it cannot be read.
        """
        asked = marshal.dumps(question, PLAIN)
        try:
            with self._file.opened(TABLE) as connection:
                row = connection.execute("SELECT seal, row FROM answers WHERE question = ?", (asked,)).fetchone()
            if row is None or row[0] != self._file.seal(asked, row[1]):
                return None
            mark, young, since, until, told = marshal.loads(row[1])  # noqa: S302 - sealed, and nobody else's
        except OutOfReach:
            return None
        if not since <= now < until or mark != mark_of_scan(found):
            return None
        is_same = all(digest_of(path) == digest for path, digest in young)
        return (told, (since, until)) if is_same else None

    def keep(self, question: tuple[str | int, ...], answer: Answer) -> None:
        """Keep an answer, where that is possible; older ones give way."""
        state = answer.state
        row = marshal.dumps((state.mark, tuple(state.young.items()), *answer.holds, answer.told))
        asked = marshal.dumps(question, PLAIN)
        try:
            with self._file.opened(TABLE) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("DELETE FROM answers WHERE question = ?", (asked,))
                connection.execute("INSERT INTO answers VALUES (?, ?, ?)", (asked, self._file.seal(asked, row), row))
                connection.execute(GIVE_WAY, (MOST,))
                connection.execute("COMMIT")
        except OutOfReach:
            return
