"""Two versions of a text, brought together by lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.document import lines_of
from store.text.merge3 import equal_blocks, merge_lines

TEXT = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\r\n", "\n"]), max_size=8).map("".join)
ANY = st.tuples(TEXT, st.sampled_from(["", "end"])).map("".join)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clean"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", True),
        ("a\nb\nc\n", "A\nb\nc\n", "X\nb\nC\n", "A\nX\nb\nC\n", False),
        ("a\nb\n", "a\nx\nb\n", "a\nx\nb\n", "a\nx\nb\n", True),
        ("a\nb\n", "a\nx\nb\n", "a\ny\nb\n", "a\nx\ny\nb\n", False),
        ("a\nb\nc\n", "a\nc\n", "a\nB\nc\n", "a\nB\nc\n", False),
        ("a\nb\nc\nd\n", "b\nc\nd\n", "a\nb\nc\n", "b\nc\n", True),
        ("a\nBest\nSam", "a\nCheers\nSam", "a\nBest\nSam\n\nPS", "a\nCheers\nSam\n\nPS", True),
        ("", "x", "y", "x\ny", False),
        ("a\nb\nc", "a\nb\nc\n", "A\nb\nc", "A\nb\nc\n", True),
        ("a\r\nb\r\nc\r\n", "a\r\nb\r\nC\r\n", "A\r\nb\r\nc\r\n", "A\r\nb\r\nC\r\n", True),
    ],
)
def test_a_merge_is_clean_where_only_one_changed_a_place(
    base: str, ours: str, theirs: str, merged: str, clean: bool
) -> None:
    assert merge_lines(base, ours, theirs) == (merged, clean)


@given(ANY, ANY)
def test_a_change_of_one_side_alone_is_taken_as_it_is(base: str, changed: str) -> None:
    assert merge_lines(base, changed, base) == (changed, True)
    assert merge_lines(base, base, changed) == (changed, True)
    assert merge_lines(base, changed, changed) == (changed, True)


@given(ANY, ANY, ANY)
def test_no_line_that_either_side_wrote_is_lost(base: str, ours: str, theirs: str) -> None:
    merged, _ = merge_lines(base, ours, theirs)
    old, kept = bare(base), bare(merged)
    for side in (ours, theirs):
        for line in set(bare(side)):
            assert kept.count(line) >= min(1, bare(side).count(line) - old.count(line))


@given(ANY, ANY, ANY)
def test_both_directions_agree_about_what_is_clean(base: str, ours: str, theirs: str) -> None:
    merged, clean = merge_lines(base, ours, theirs)
    other, as_clean = merge_lines(base, theirs, ours)
    assert clean == as_clean
    assert not clean or merged == other


@given(TEXT, TEXT)
def test_equal_blocks_are_equal_and_in_order(old: str, new: str) -> None:
    a, b = lines_of(old), lines_of(new)
    at = to = 0
    for start, there, size in equal_blocks(a, b):
        assert a[start : start + size] == b[there : there + size]
        assert (start >= at, there >= to) == (True, True)
        at, to = start + size, there + size


def test_a_long_text_is_merged_soon() -> None:
    base = "same\n" * 20_000
    merged, clean = merge_lines(base, "mine\n" + base, base + "theirs\n")
    assert (merged, clean) == ("mine\n" + base + "theirs\n", True)


def bare(text: str) -> list[str]:
    return [line.rstrip("\r\n") for line in lines_of(text)]
