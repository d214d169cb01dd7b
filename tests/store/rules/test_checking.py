"""The list of checks: complete, and one list of problems comes of it."""

from datetime import UTC, date
from importlib import import_module
from pathlib import Path

from store.model.problem import Problem
from store.model.records import Records
from store.model.settings import Settings
from store.model.story import Story
from store.rules import checks
from store.rules.checking import CHECKS, problems

FOLDER = Path(str(checks.__file__)).parent
MODULES = [import_module(f"store.rules.checks.{p.stem}") for p in sorted(FOLDER.glob("[a-z]*.py"))]


def test_every_module_of_checks_is_in_the_list() -> None:
    assert {m.check for m in MODULES} == set(CHECKS)


def test_codes_are_kebab_case_and_no_two_checks_share_one() -> None:
    codes = [m.CODE for m in MODULES]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)


def test_problems_come_once_and_in_file_order() -> None:
    late = Problem(path="b.md", line=1, code="x", message="Late.", fix=None)
    early = Problem(path="a.md", line=2, code="x", message="Early.", fix="Mend it.")
    records = Records(
        settings=Settings(playbook=""), stories=(Story(path="a.md", title="T"),), problems=(late, early, late)
    )
    found = problems(records, {}, date(2026, 11, 20), UTC)
    assert [(p.path, p.line, p.code) for p in found] == [
        ("a.md", 1, "story-without-needs"),
        ("a.md", 2, "x"),
        ("b.md", 1, "x"),
    ]


def test_two_problems_that_differ_only_in_their_mend_can_be_sorted() -> None:
    one = Problem(path="a.md", line=1, code="x", message="Same.", fix=None)
    two = Problem(path="a.md", line=1, code="x", message="Same.", fix="Mend it.")
    records = Records(settings=Settings(playbook=""), problems=(two, one))
    assert problems(records, {}, date(2026, 11, 20), UTC) == (one, two)
