"""The table of what is measured counts what was done, and never puts a figure where nothing was measured."""

from pathlib import Path

from bench.safety import TABLE, Result, by_tests, checker, not_yet, skip_or_note

TESTS = """
import pytest
from hypothesis import given, settings, strategies as st

def test_in_order(): pass
def test_broken(): assert False
@pytest.mark.skip(reason="no disk")
def test_left_out(): pass
@settings(max_examples=7, derandomize=True, database=None)
@given(st.integers())
def test_a_law(number): pass
"""


def test_examples_and_tests_are_counted_and_a_failure_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS)
    result = by_tests(str(tmp_path / "test_some.py"))(100, 1)
    assert (result.tries, result.found, result.told) == (2 + 7, 1, ("test_broken",))
    assert result.note == "1 skipped: no disk"


def test_tests_that_cannot_run_are_a_finding_and_not_a_success(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text("import no_such_module\n")
    assert by_tests(str(tmp_path / "test_some.py"))(100, 1).found == 1


def test_a_checker_that_dies_is_a_finding_and_not_a_success() -> None:
    assert checker("tests.safety.no_such_checker")(1, 1).found == 1


def test_where_nothing_is_measured_the_reason_stands() -> None:
    assert skip_or_note(not_yet("too slow")(1, 1)) == "not measured yet: too slow"
    assert skip_or_note(Result(skipped="strace is not installed")) == "skipped: strace is not installed"


def test_no_two_rows_have_one_name() -> None:
    names = [row.name for row in TABLE]
    assert sorted(set(names)) == sorted(names)
