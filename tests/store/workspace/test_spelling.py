"""Spelling of a letter as the front ends ask for it, with a speller of the test's own."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.model.draft import Draft
from store.model.own_settings import OwnSettings, SpellingSettings
from store.outside.spelling import SWITCH, speller
from store.workspace.door import Workspace
from store.workspace.spelling import known_words, misspelt, spelling_findings

SCRIPT = """\
#!{python}
import sys
right = set("dear thank you for the talk the plan is good we".split())
print("@(#) International Ispell (a script)", flush=True)
for line in sys.stdin:
    word = line[1:].strip()
    if word.lower() not in right:
        print("& " + word + " 2 1: talk, plan")
    print(flush=True)
"""


@pytest.fixture(autouse=True)
def own_speller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make a script the only `aspell` of the machine."""
    if sys.platform == "win32":
        pytest.skip("a script is no program here")
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "aspell"
    program.write_text(SCRIPT.format(python=sys.executable), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv(SWITCH)
    speller.cache_clear()
    yield
    speller.cache_clear()


def test_a_wrong_word_has_its_place_and_what_was_meant() -> None:
    (found,) = misspelt("Dear,\n\nthank you for the tlak.", OwnSettings())
    assert (found.line, found.column, found.length, found.word) == (3, 18, 4, "tlak")
    assert found.suggestions == ("talk", "plan")


def test_the_users_own_settings_turn_it_off() -> None:
    assert misspelt("tlak", OwnSettings(spelling=SpellingSettings(program="off"))) == ()


def test_a_program_that_is_not_there_finds_nothing() -> None:
    assert misspelt("tlak", OwnSettings(spelling=SpellingSettings(program="hunspell"))) == ()


def test_findings_are_advice_and_spare_the_names_of_the_vault(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    body = "Dear Joe Alvarez,\n\nthank you for the tlak. Northwind's plan is good. We [[ waht you did ]]\n\nSam Rivera"
    draft = Draft(path="drafts/a.md", opportunity="northwind", to="Joe Alvarez", channel="email", body=body)

    (found,) = spelling_findings(snapshot, OwnSettings(), draft)

    assert (found.code, found.severity, found.line) == ("spelling", "advice", 3)
    assert found.message == "“tlak” is not in the dictionary. Perhaps: talk, plan."


def test_known_words_are_gathered_once_for_a_state_of_the_vault(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    assert "northwind" in known_words(snapshot)
    assert known_words(snapshot) is known_words(snapshot)
