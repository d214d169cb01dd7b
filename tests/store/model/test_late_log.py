"""A log that stays packed is the same as one that does not, and is unpacked by whoever looks at it only."""

from collections.abc import Sequence
from datetime import date

import pytest

from store.model.entry import Entry, Kind
from store.model.late_log import AT_ONCE, LateLog
from store.model.opportunity import Opportunity
from store.model.value import replace

DAY = date(2026, 11, 20)
ENTRIES = (Entry(line=9, end=10, day=DAY, kind=Kind.CALL), Entry(line=11, end=12, day=DAY, kind=Kind.EMAIL))


@pytest.fixture
def looked_at() -> list[bytes]:
    """Return what was unpacked."""
    return []


@pytest.fixture
def log(looked_at: list[bytes]) -> LateLog:
    return late(looked_at, b"packed", ENTRIES)


def late(looked_at: list[bytes], packed: bytes, entries: Sequence[Entry]) -> LateLog:
    def unpack(data: bytes) -> tuple[Entry, ...]:
        looked_at.append(data)
        return tuple(entries)

    return LateLog(packed, frozenset(entry.kind for entry in entries), unpack)


def opportunity(entries: Sequence[Entry]) -> Opportunity:
    return Opportunity(id="a", path="opportunities/a.md", company="Anvil", position="Cook", entries=entries)


def test_it_is_like_the_entries(log: LateLog) -> None:
    assert log == ENTRIES
    assert opportunity(ENTRIES) == opportunity(log)
    assert [*log] == [*ENTRIES]
    assert (len(log), log[0], log[-1], log[1:]) == (2, ENTRIES[0], ENTRIES[1], ENTRIES[1:])
    assert log.index(ENTRIES[1]) == 1
    assert opportunity(log) == opportunity(ENTRIES)
    assert log != ENTRIES[:1]
    assert opportunity(log) != opportunity(ENTRIES[:1])
    assert replace(opportunity(log), position="Chef") == replace(opportunity(ENTRIES), position="Chef")


def test_what_it_records_is_known_without_looking(log: LateLog, looked_at: list[bytes]) -> None:
    assert log
    assert opportunity(log).entries_of(Kind.OFFER) == ()
    assert not late(looked_at, b"", ())
    assert looked_at == []

    assert opportunity(log).entries_of(Kind.EMAIL) == opportunity(ENTRIES).entries_of(Kind.EMAIL) == ENTRIES[1:]
    assert looked_at == [b"packed"]


def test_it_is_unpacked_once_by_whoever_looks_at_it_for_long(log: LateLog, looked_at: list[bytes]) -> None:
    for _ in range(3):
        assert log[0] is next(iter(log))

    assert len(looked_at) == 1


def test_of_many_only_the_last_ones_stay_unpacked(log: LateLog, looked_at: list[bytes]) -> None:
    len(log)
    for number in range(AT_ONCE):
        len(late(looked_at, str(number).encode(), ENTRIES))
    looked_at.clear()

    assert len(log) == len(ENTRIES)
    assert looked_at == [b"packed"]
