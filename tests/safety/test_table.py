"""The table of what is measured counts what was done, and never puts a figure where nothing was measured."""

from argparse import Namespace
from pathlib import Path
from time import sleep

from bench.safety import TABLE, Result, Row, by_tests, checker, measured

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


def test_rows_come_in_their_order_and_those_that_must_be_alone_last() -> None:
    running, most = [0], [0]

    def measure(count: int, _seed: int) -> Result:
        running[0] += 1
        most[0] = max(most[0], running[0])
        sleep(0.05 if count else 0)
        running[0] -= 1
        return Result(count)

    asked = Namespace(times=0, brief=True, seed=1, at_once=2)
    rows = [Row("alone", "", measure, 3, 1, is_alone=True), *(Row(name, "", measure, 3, 1) for name in "abc")]
    told = [(row.name, result.tries, result.skipped) for row, result, _ in measured(rows, asked)]
    assert told == [("a", 1, ""), ("b", 1, ""), ("c", 1, ""), ("alone", 1, "")]
    assert most[0] == 2


def test_no_two_rows_have_one_name() -> None:
    names = [row.name for row in TABLE]
    assert sorted(set(names)) == sorted(names)
