"""Notes of the sample vault, edited on two machines as people, editors and the app do it, and merged."""

import re
from collections import Counter
from random import Random
from zlib import crc32

import pytest

from store.model.problem import Severity
from store.model.settings import Settings
from store.text.merging.files import merge_files
from store.text.opportunity import read_opportunity
from tests.store.text.merging.sample_edits import NOTES, edited, some
from tests.store.text.merging.writing import PATH, merged

PAIRS = 60


def words(data: bytes) -> Counter[str]:
    return Counter(re.findall(r"\w+", data.decode().replace("\\n", " ")))


def errors(data: bytes) -> Counter[str]:
    _, problems = read_opportunity(data, PATH, Settings(), ())
    return Counter(problem.code for problem in problems if problem.severity is Severity.ERROR)


def three(number: int) -> tuple[bytes, bytes, bytes]:
    """A note, and what two machines made of it."""
    dice = Random(number)  # noqa: S311 - no secret
    note = dice.choice(NOTES)
    return note, edited(dice, note, some(dice)), edited(dice, note, some(dice))


@pytest.mark.parametrize("number", range(PAIRS))
def test_two_edited_notes_are_one_without_a_loss_or_a_new_error(number: int) -> None:
    base, one, two = three(number)
    result = merged(base, one, two).data
    before, mine, other, found = map(words, (base, one, two, result))
    for word in {*mine, *other} - {*found}:
        assert mine[word] <= before[word]
        assert other[word] <= before[word]
        assert min(mine[word], other[word]) < before[word]
    assert not errors(result) - (errors(one) | errors(two))


@pytest.mark.parametrize("number", range(PAIRS))
def test_each_line_keeps_its_line_end_where_a_note_mixes_them(number: int) -> None:
    sides = three(number)
    if any(b"\r" in data or b"---\n" not in data[4:] for data in sides):
        return
    base, one, two = map(with_mixed_ends, sides)
    result = merged(base, one, two).data
    plain = merge_files(*sides, PATH)
    assert result.replace(b"\r\n", b"\n") == plain.data
    known = {*one.splitlines(keepends=True), *two.splitlines(keepends=True)}
    wanted = with_mixed_ends(plain.data).splitlines(keepends=True)
    for line, expected in zip(result.splitlines(keepends=True), wanted, strict=True):
        assert line == expected or expected not in known or plain.has_fence


def with_mixed_ends(data: bytes) -> bytes:
    """The note with CRLF at some lines, by what they say, so that a line has the same end in each version."""
    return b"".join(
        line.replace(b"\n", b"\r\n") if not crc32(line) % 4 else line for line in data.splitlines(keepends=True)
    )
