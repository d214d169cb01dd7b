"""No rule of the advice is left as prose: each acts somewhere, each guard is held and proved."""

import re
from pathlib import Path

import pytest

from cli.table import COMMANDS
from docs.guards import HELD
from docs.make_advice import AT_WORK, PAGE, constant, modules, page, places
from store.rules.advice import GUARDS, RULES
from store.rules.articles import SOURCES
from store.workspace.shipped import shipped_playbooks

ROOT = Path(__file__).resolve().parents[3]
TOLD = re.compile(r"\b[RG]\d+\b")


def test_every_rule_has_its_sentence() -> None:
    assert list(RULES) == list(SOURCES)
    assert list(GUARDS) == list(range(1, 17))
    sentences = [*RULES.values(), *GUARDS.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(s.endswith(".") and s[0].isupper() and "|" not in s for s in sentences)


def test_no_rule_acts_nowhere() -> None:
    acts = places()
    idle = [rule for rule in RULES if not set(acts[rule]) - {"commands"}]  # a table of commands could claim anything
    assert idle == [], f"carried out by no step, letter or check: {', '.join(idle)}"


def test_the_page_is_current() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run python docs/make_advice.py"


def test_the_commands_and_their_rules_exist() -> None:
    assert set(AT_WORK) <= {command.name for command in COMMANDS}
    assert {rule for rules in AT_WORK.values() for rule in rules} <= set(RULES)


@pytest.mark.parametrize("file", modules("store/rules/checks"), ids=lambda file: file.stem)
def test_a_check_names_the_rules_that_its_messages_tell(file: Path) -> None:
    code = file.read_text(encoding="utf-8").split('"""', 2)[2]
    assert set(constant(file, "RULES")) == set(TOLD.findall(code))


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_is_held_where_the_page_says(guard: int) -> None:
    assert HELD[guard].by
    assert [path for path in HELD[guard].by if not (ROOT / path).is_file()] == []


@pytest.fixture(scope="module")
def proofs() -> frozenset[str]:
    """Return the names of all tests, and the titles of all stories."""
    tests = ROOT / "tests"
    found = {
        "*.py": re.compile(r"^(?:async )?def (test_\w+)\(", re.MULTILINE),
        "*.md": re.compile(r"^## (.+)$", re.MULTILINE),
    }
    texts = ((sign, file.read_text(encoding="utf-8")) for kind, sign in found.items() for file in tests.rglob(kind))
    return frozenset(name for sign, text in texts for name in sign.findall(text))


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_is_proved_by_tests_that_exist(guard: int, proofs: frozenset[str]) -> None:
    assert HELD[guard].proofs
    assert [name for name in HELD[guard].proofs if name not in proofs] == []


def test_the_six_playbooks_together_name_every_rule() -> None:
    books = [book for name, book in shipped_playbooks().items() if name != "frame"]
    steps = [step for book in books for step in book.steps]
    named = {rule for step in steps for channel in (None, *step.by) for rule in step.rules_on(channel)}

    assert len(books) == 6
    assert {f"R{number}" for number in range(1, 43)} - named == set()
