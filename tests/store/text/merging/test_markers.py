"""Conflict markers that others committed: what is one, what only looks like one, and what git really writes."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text.header import read_file
from store.text.merging.files import repaired
from store.text.merging.markers import has_markers, sides_of
from tests.store.text.merging.traces import words
from tests.store.text.merging.versions import versions

TWO = b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> a branch with spaces\nd\n"


def test_both_sides_of_a_conflict_are_rebuilt() -> None:
    assert sides_of(TWO) == (None, b"a\nb\nd\n", b"a\nc\nd\n")


def test_the_base_is_rebuilt_where_it_is_told() -> None:
    data = TWO.replace(b"=======", b"||||||| 1234abc\nold\n=======")
    assert sides_of(data) == (b"a\nold\nd\n", b"a\nb\nd\n", b"a\nc\nd\n")


def test_a_base_that_one_of_two_conflicts_tells_is_none() -> None:
    assert sides_of(TWO + TWO.replace(b"=======", b"||||||| x\nold\n======="))[0] is None


def test_markers_of_any_length_and_line_end_are_found() -> None:
    long = TWO.replace(b"<<<<<<<", b"<" * 12).replace(b"=======", b"=" * 12).replace(b">>>>>>>", b">" * 12)
    assert sides_of(long) == sides_of(TWO)
    assert sides_of(TWO.replace(b"\n", b"\r\n"))[1] == b"a\r\nb\r\nd\r\n"
    assert has_markers(TWO.removesuffix(b" a branch with spaces\nd\n"))


def test_a_conflict_inside_another_is_taken_apart_next() -> None:
    data = b"<<<<<<< A\n<<<<<<< B\n1\n=======\n2\n>>>>>>> B\n=======\n3\n>>>>>>> A\n"
    base, ours, theirs = sides_of(data)
    assert (base, theirs) == (None, b"3\n")
    assert sides_of(ours) == (None, b"1\n", b"2\n")
    assert set(repaired(data, "x.md").data.split()) == {b"1", b"2", b"3"}


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\n\ntext\n",
        ">>>>>>> quoted often\n=======\n<<<<<<< and so\n",
        "<<<<<<< only begun\n=======\n",
        "<<<<<<< begun\n>>>>>>> and no middle\n",
        " <<<<<<< a\nb\n =======\nc\n >>>>>>> d\n",
        "<<<<<<<a\nb\n=======\nc\n>>>>>>>d\n",
        "<<<<<< a\nb\n======\nc\n>>>>>> d\n",
        "<<<<<<< a\nb\n========\nc\n>>>>>>> d\n",
    ],
)
def test_what_only_looks_like_a_marker_is_none(text: str) -> None:
    assert not has_markers(text.encode())
    assert repaired(text.encode(), "x.md").data == text.encode()


def test_thousands_of_markers_cost_little() -> None:
    for line in (b"<<<<<<< a\n", b"<<<<<<< a\n=======\n", b"=======\n", b">>>>>>> b\n"):
        assert not has_markers(line * 30_000)


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_what_git_writes_is_repaired_without_a_loss(tmp_path: Path, style: str) -> None:
    @settings(max_examples=15)
    @given(versions(), st.sampled_from([7, 7, 9]))
    def law(three: tuple[bytes | None, bytes, bytes], size: int) -> None:
        base, one, two = three
        if any(has_markers(data) for data in three if data):
            return  # what git adds to them is no conflict of these versions
        for name, data in (("base", base or b""), ("one", one), ("two", two)):
            (tmp_path / name).write_bytes(data)
        command = ["git", "merge-file", "-p", *([f"--{style}"] if style != "merge" else []), f"--marker-size={size}"]
        result = subprocess.run([*command, "one", "base", "two"], cwd=tmp_path, capture_output=True, check=False).stdout
        mended = repaired(result, "opportunities/o.md").data
        assert not has_markers(mended)
        assert words(one) | words(two) <= words(mended) | (words(one) & words(base)) | (words(two) & words(base))
        if has_markers(result) and all(read_file(data, "o.md").is_readable for data in sides_of(result)[1:]):
            assert read_file(mended, "o.md").is_readable

    law()
