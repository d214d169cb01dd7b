"""The vault's files as values: read once, and again only where a file changed.

Promise: one bad file never stops the reading, never hides another, and is itself still listed.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from store.errors import ChangedUnderneath, NotFound, NotWritten
from store.model.draft import Draft
from store.model.opportunity import Opportunity
from store.model.person import Person
from store.model.playbook import Playbook
from store.model.problem import Problem, Severity
from store.model.records import Records
from store.model.settings import Settings
from store.model.story import Story
from store.model.value import replace
from store.vault.answers import State, mark_of
from store.vault.bytes import bytes_and_status, digest_of, is_young, rested
from store.vault.keeping import has_writer
from store.vault.layout import Kind
from store.vault.parsing import Problems, Read, Value, parse, placeholder
from store.vault.place import place_of
from store.vault.scan import LARGEST, Found, Scan, scan, signature_of, unreadable
from store.vault.twins import twin_problems, without_copies
from store.vault.vanished import Vanished

if TYPE_CHECKING:
    from store.vault.index import Index
    from store.vault.index_file import IndexFile

Shape = TypeVar("Shape", Person, Story, Draft, Playbook, Opportunity)

SETTLING = 0.1
"""Seconds that a file must rest before what looks broken or empty is believed."""
PATIENCE = 2.0
"""Seconds after which it is believed all the same."""
PAUSE = 0.02
MANY = 100
"""Files from which on it pays to read them without the garbage collector."""
MUCH = 2000
"""Files new to the index from which on it pays to read them by several processes."""
TELLING = 20
"""Files after which it is told how far the reading is."""

Told = Callable[[int, int], None]
"""Is told how many files were read, and of how many."""


def to_nobody(_read: int, _of: int) -> None:
    """Tell nobody how far the reading is."""


class Reader:
    """Reads one vault, again and again."""

    def __init__(self, root: Path, file: IndexFile | None = None) -> None:
        """Read nothing yet.

        Args:
            root: the vault's folder.
            file: where what was read is kept; None = nothing is.
        """
        self.root = root
        self._file = file
        self._index: Index | None = None
        self._known: dict[str, Read] = {}
        self._fresh: set[str] = set()
        self._ground: tuple[Settings, tuple[Person, ...]] = (Settings(), ())
        self._ground_mark = b""
        self._told: Told = to_nobody
        self._to_read = self._were_read = 0
        self._found = Scan(files=(), problems=())
        self._vanished = Vanished()
        self._last: Records | None = None
        """What was returned last, where the same files always give the same."""
        self._rows: dict[str, bytes] = {}
        """The rows of files that were read by other processes, to be kept."""
        self._paths: list[str] | None = None
        """The paths of all files, when everything was read last; None = that did not come to its end."""
        self._unsure: set[str] = set()
        """Paths of files that did not count as settled when they were read; each is looked at again."""
        self._amiss: set[str] = set()
        """Paths of files in which something was wrong at some time; of all others nothing is to be told."""
        self._lists: dict[Kind, tuple[bytes, list[Found], list[Value]]] = {}
        """Of each kind, by what its files were read last, which files there were, and the value of each."""

    def records(self, found: Scan | None = None, told: Told | None = None, *, is_patient: bool = False) -> Records:
        """Return everything the vault holds now; only files that changed are read again.

        Args:
            found: which files there are, where somebody has just looked.
            told: is told now and then how many of the files to read were read; what it raises ends the reading, and
                what was read by then need not be read again.
            is_patient: whether a file that is missing since a moment ago still counts, as it was.
        """
        found = found or scan(self.root)
        if found != self._found:
            self._vanished.look(self._found, found, self._known)
        if is_patient:
            found = self._with_vanished(found)
        if self._last is not None and found == self._found:
            return self._last
        self._found, self._last = found, None
        collecting = gc.isenabled() and len(found.files) >= MANY
        if collecting:
            gc.disable()
        try:
            self._recall()
            changed = sum(map(self._is_new, found.files)) if told else 0
            self._told, self._to_read, self._were_read = told or to_nobody, changed, 0
            records = self._records(found.files, found.problems)
            self._keep()
        finally:
            if collecting:
                gc.enable()
        if not self._unsure:
            self._last = records
        return records

    def believe_deleted(self, paths: Iterable[str] | None = None) -> None:
        """Let files be gone at once where they are: those that we deleted, or all that are missing."""
        if paths is not None:
            self._vanished.deleted(paths)
        else:
            self._vanished.look(self._found, scan(self.root), self._known)
            self._vanished.believe()

    @property
    def next_deletion(self) -> float | None:
        """The seconds until a missing file counts as deleted; None where none is missing."""
        return self._vanished.next_end()

    def _with_vanished(self, found: Scan) -> Scan:
        expected = self._vanished.expected()
        if not expected:
            return found
        self._known.update((path, read) for path, (_, read) in expected.items())
        files = sorted((*found.files, *(file for file, _ in expected.values())))
        return replace(found, files=tuple(files))

    def bytes_of(self, path: str) -> bytes:
        """Return a file's bytes, which are those that the last records were read from.

        Raises:
            NotFound: there is no such file.
            ChangedUnderneath: it is another version by now.
        """
        try:
            data = bytes_and_status(place_of(self.root, path))[0]
        except (OSError, NotWritten) as error:
            raise NotFound("file", path) from error
        known = self._known.get(path)
        if known and known.digest and known.digest != digest_of(data):
            raise ChangedUnderneath(path)
        return data

    def digest_of(self, opportunity: Opportunity) -> bytes | None:
        """Return what stands for the bytes that it was read from; None where another version was read since."""
        known = self._known.get(opportunity.path)
        return known.digest if known and known.digest and known.value is opportunity else None

    def state(self) -> State | None:
        """Return the state of the files that the last records are of; None where it cannot be told from another."""
        files, young = [], {}
        for file in self._found.files:
            read = self._known.get(file.path)
            signature = read.signature if read else file.signature
            if read is None:
                if is_young(signature):
                    return None  # another part of the program reads it, and perhaps later
            elif not read.digest:
                if signature[2] <= LARGEST:
                    return None
            elif read.young:
                young[file.path] = read.digest
            files.append((file.path, signature))
        return State(mark=mark_of(files, self._found.problems), young=young)

    def _records(self, files: tuple[Found, ...], problems: Problems) -> Records:
        paths = [file[0] for file in files]
        if is_other := paths != self._paths:  # else none is gone or new
            self._forget_all_but(paths)
            self._paths = None
        found: dict[Kind, list[Found]] = {kind: [] for kind in Kind}
        for kind, some in groupby(files, key=itemgetter(1)):
            found[kind] += some
        settings = self._settings(found[Kind.SETTINGS])
        people = self._values(found, Kind.PERSON, Person)
        self.stand_on(settings, people)
        if is_other:
            self._read_apart([file for file in found[Kind.OPPORTUNITY] if file.path not in self._known])
        records = Records(
            settings=settings,
            people=people,
            stories=self._values(found, Kind.STORY, Story),
            drafts=self._values(found, Kind.DRAFT, Draft),
            playbooks=self._values(found, Kind.PLAYBOOK, Playbook),
            opportunities=self._values(found, Kind.OPPORTUNITY, Opportunity),
        )
        if is_other:
            self._amiss = {path for path, read in self._known.items() if read.problems}
        self._paths = paths
        of_files = [problem for path in self._amiss for problem in self._known[path].problems]
        return without_copies(records, (*problems, *of_files, *twin_problems(records.opportunities)))

    def stand_on(self, settings: Settings, people: tuple[Person, ...]) -> None:
        """Read opportunities by these settings and people from now on."""
        self._ground = (settings, people)
        self._ground_mark = digest_of(repr(_read_by(*self._ground)).encode("utf-8", "surrogatepass"))

    def read_once(self, file: Found) -> Read | None:
        """Read a file of which nothing is known; None where it had better be looked at again in a moment."""
        read = self._read_once(file, None)
        return None if self._is_unfinished(file, read, 0) else read

    def _read_apart(self, files: list[Found]) -> None:
        """Have files that are new here read by several processes, where they are many."""
        if self._index is None or len(files) < MUCH:
            return
        from store.vault.index import read_of
        from store.vault.reading_apart import beginning, read_apart

        begin = beginning(self.root, *self._ground)
        with contextlib.closing(read_apart(files if begin else [], begin or b"", self._value)) as found:
            for file, row in found:
                read = read_of(file.path, row)
                if read is not None:
                    self._known[file.path], self._rows[file.path] = read, row
                    self._fresh.add(file.path)
                    self._count()

    def _values(self, found: Mapping[Kind, list[Found]], kind: Kind, shape: type[Shape]) -> tuple[Shape, ...]:
        return tuple([value for value in self._list(kind, found[kind]) if isinstance(value, shape)])

    def _list(self, kind: Kind, now: list[Found]) -> list[Value]:
        """Return the value of each file of a kind; only those are looked at that were not so the last time."""
        ground = self._ground_mark if kind is Kind.OPPORTUNITY else b""
        known, before, values = self._lists.pop(kind, (b"", [], []))
        if known == ground and len(before) == len(now):
            values = values.copy()
            for place, (file, then) in enumerate(zip(now, before, strict=True)):
                if (file is not then and file != then) or file.path in self._unsure:
                    values[place] = self._value(file)
        else:
            values = [self._value(file) for file in now]
        self._lists[kind] = (ground, now, values)
        return values

    def _settings(self, files: list[Found]) -> Settings:
        value = self._value(files[0]) if files else None
        return value if isinstance(value, Settings) else Settings()

    def _value(self, file: Found) -> Value:
        known = self._known.get(file.path)
        if known is not None and self._is_settled(file, known):
            return known.value
        read = self._known[file.path] = self._read(file, known)
        self._rows.pop(file.path, None)
        if self._is_settled(file, read):
            self._unsure.discard(file.path)
        else:
            self._unsure.add(file.path)
        if read.problems:
            self._amiss.add(file.path)
        self._count()
        if read != known:
            self._fresh.add(file.path)
        return read.value

    def _is_settled(self, file: Found, read: Read) -> bool:
        """Tell whether a file with those stamps says what it said when it was read."""
        return read.signature == file.signature and not read.young and read.ground == self._ground_of(file)

    def _ground_of(self, file: Found) -> bytes:
        """Return what stands for that by which a file is read beside its own bytes."""
        return self._ground_mark if file.kind is Kind.OPPORTUNITY else b""

    def _count(self) -> None:
        self._were_read += 1
        if self._were_read % TELLING == 0:
            self._told(self._were_read, max(self._to_read, self._were_read))

    def _is_new(self, file: Found) -> bool:
        known = self._known.get(file.path)
        return known is None or known.signature != file.signature

    def _read(self, file: Found, known: Read | None) -> Read:
        end = time.monotonic() + PATIENCE
        read = self._read_once(file, known)
        size = known.signature[2] if known else 0
        while self._is_unfinished(file, read, size) and time.monotonic() < end:
            time.sleep(PAUSE)
            read = self._read_once(file, read)
        return read

    def _is_unfinished(self, file: Found, read: Read, known_size: int) -> bool:
        """Tell whether a file may be half written: it has just changed, and is open for writing or looks like it."""
        if rested(read.signature) >= SETTLING:
            return False
        return _looks_unfinished(read, known_size) or _is_being_written(self.root / file.path)

    def _read_once(self, file: Found, known: Read | None) -> Read:
        if file.signature[2] > LARGEST:
            return self._unread(file)  # the scan has said so
        try:
            data, status = bytes_and_status(self.root / file.path)
        except FileNotFoundError:  # gone since the scan; perhaps it is just being replaced
            return known or self._missing(file)
        except OSError as error:
            return self._unread(file, unreadable(file.path, error))
        digest = digest_of(data)
        young = is_young(signature_of(status))
        ground = self._ground_of(file)
        if known and known.digest == digest and known.ground == ground:
            value, problems = known.value, known.problems
        else:
            value, problems = parse(file.kind, data, file.path, *self._ground)
        signature = signature_of(status)
        return Read(signature=signature, digest=digest, young=young, ground=ground, value=value, problems=problems)

    def _missing(self, file: Found) -> Read:
        return Read(signature=file.signature, digest=b"", young=True, ground=b"", value=None, problems=())

    def _unread(self, file: Found, *problems: Problem) -> Read:
        return replace(self._missing(file), value=placeholder(file.kind, file.path), problems=problems)

    def _forget_all_but(self, paths: list[str]) -> None:
        for path in self._known.keys() - set(paths):
            del self._known[path]
            self._unsure.discard(path)

    def _recall(self) -> None:
        """Begin with what earlier runs have kept."""
        if self._file is None or self._index:
            return
        from store.vault.index import Index

        self._index = Index(self._file)
        self._known = self._index.load()

    def _keep(self) -> None:
        """Keep what was read anew."""
        if self._index:
            fresh = {path: self._known[path] for path in self._fresh if path in self._known}
            self._index.keep(fresh, self._known, self._rows)
            self._fresh.clear()
            self._rows.clear()


def _read_by(settings: Settings, people: tuple[Person, ...]) -> tuple[object, ...]:
    """Return what an opportunity is read by beside its own text: names of stages, and of those whom a log may name."""
    return (list(settings.stages.items()), [(person.ident, person.name, person.email) for person in people])


def _is_being_written(place: Path) -> bool:
    """Tell whether a program has a file open for writing: what it has written by now may be whole, or only look so."""
    if not sys.platform.startswith("linux"):
        return False  # no other system tells at once, and each change of our own would have to wait
    try:
        return has_writer(place)
    except OSError:
        return False  # it is gone


def _looks_unfinished(read: Read, known_size: int) -> bool:
    """Tell whether a file may be half written: empty, shorter than it was, or with something wrong in it."""
    size = read.signature[2]
    return not size or size < known_size or any(p.severity is not Severity.ADVICE for p in read.problems)
