"""Laws of the merge of bodies, over generated bodies and edits."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text.merge3 import merge_lines
from store.text.merging.body import MergedBody, merge_bodies
from tests.store.text.merging.bodies import three_bodies
from tests.store.text.merging.losses import MARKER, headings, lost_entries, lost_lines, lost_marks, strange_lines

FEWER = settings(max_examples=settings().max_examples * 2 // 5)
"""A body takes longer to make than to merge."""

Bodies = tuple[str, str, str]
WILD = st.randoms(use_true_random=False).map(three_bodies)
"""Also with lines put in, taken out and swapped at any place, open fences, and other line ends on one side."""
TAME = st.randoms(use_true_random=False).map(lambda random: three_bodies(random, wild=False))
ANY_TEXT = st.text(st.sampled_from("a#-`<!> \n\r\t1.:[x]")) | st.text()


def is_one_whole(merged: MergedBody) -> bool:
    """Tell whether the merge gave up: one side is the text, and the other one is to be looked at as a whole."""
    return any(merged.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") == d.kept for d in merged.decisions)


@FEWER
@given(WILD)
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(bodies: Bodies) -> None:
    base, ours, theirs = bodies
    assert merge_bodies(base, ours, base) == MergedBody(text=ours)
    assert merge_bodies(base, base, theirs) == MergedBody(text=theirs)
    assert merge_bodies(base, ours, ours) == MergedBody(text=ours)


@FEWER
@given(WILD)
def test_it_does_not_matter_which_side_is_called_ours(bodies: Bodies) -> None:
    base, ours, theirs = bodies
    assert merge_bodies(base, ours, theirs) == merge_bodies(base, theirs, ours)


@FEWER
@given(WILD)
def test_merging_again_changes_nothing(bodies: Bodies) -> None:
    base, ours, theirs = bodies
    merged = merge_bodies(base, ours, theirs)
    for again in (merge_bodies(base, merged.text, theirs), merge_bodies(base, ours, merged.text)):
        assert again.text == merged.text
        assert set(again.decisions) <= set(merged.decisions)


@FEWER
@given(WILD)
def test_nothing_is_lost(bodies: Bodies) -> None:
    merged = merge_bodies(*bodies)
    assert not list(lost_lines(*bodies, merged.text, merged.decisions))
    if not is_one_whole(merged):
        assert not list(lost_marks(*bodies, merged.text))
        assert not list(lost_entries(*bodies, merged.text))


@FEWER
@given(TAME)
def test_after_ordinary_edits_each_entry_and_mark_is_there(bodies: Bodies) -> None:
    merged = merge_bodies(*bodies)
    assert not is_one_whole(merged)
    assert not list(lost_marks(*bodies, merged.text))
    assert not list(lost_entries(*bodies, merged.text))
    assert headings(merged.text) <= headings(bodies[1]) | headings(bodies[2])


@FEWER
@given(WILD)
def test_each_line_of_the_result_is_a_line_of_a_side(bodies: Bodies) -> None:
    assert not list(strange_lines(*bodies, merge_bodies(*bodies).text))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_three_texts_can_be_merged(base: str, ours: str, theirs: str) -> None:
    merged = merge_bodies(base, ours, theirs)
    assert merged == merge_bodies(base, theirs, ours)
    assert merge_bodies(base, merged.text, theirs).text == merged.text
    assert merge_bodies(base, ours, merged.text).text == merged.text


def ours_wins(base: str, ours: str, theirs: str) -> str:
    del base, theirs
    return ours


def greater_wins(base: str, ours: str, theirs: str) -> str:
    del base
    return max(ours, theirs)


def union_of_lines(base: str, ours: str, theirs: str) -> str:
    return merge_lines(base, ours, theirs)[0]


def git_merges_files(base: str, ours: str, theirs: str) -> str:
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        Path(name).write_text(text, encoding="utf-8", newline="")
    found = subprocess.run(["git", "merge-file", "-p", "ours", "base", "theirs"], capture_output=True, check=False)
    return found.stdout.decode()


@pytest.mark.parametrize(
    ("bad", "caught"),
    [
        (ours_wins, {"ours and theirs differ", "line lost", "mark lost", "entry lost"}),
        (greater_wins, {"line lost", "mark lost", "entry lost"}),
        (union_of_lines, {"ours and theirs differ", "again"}),
        (git_merges_files, {"ours and theirs differ", "again", "strange line"}),
    ],
)
def test_the_laws_catch_a_bad_merge(
    bad: Callable[[str, str, str], str], caught: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found: set[str] = set()
    for seed in range(40):
        base, ours, theirs = three_bodies(Random(seed), wild=False)  # noqa: S311 - a repeatable text is wanted
        merged = bad(base, ours, theirs)
        checks: dict[str, Any] = {
            "ours and theirs differ": merged != bad(base, theirs, ours),
            "again": bad(base, merged, theirs) != merged,
            "line lost": [*lost_lines(base, ours, theirs, merged, ())],
            "mark lost": [*lost_marks(base, ours, theirs, merged)],
            "entry lost": [*lost_entries(base, ours, theirs, merged)],
            "strange line": [*strange_lines(base, ours, theirs, merged)]
            or [line for line in merged.splitlines() if MARKER.match(line)],
        }
        found |= {name for name, is_found in checks.items() if is_found}
    assert caught <= found
