"""`review`: what two machines changed in different ways, and a decision in one line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

HALYARD = "opportunities/halyard-freight-director-of-sales-enablement.md"
ITEMS = """merge_review:
  - where: desk
    kept: Oslo
    other: Bergen
    base: Rome
  - where: prose
    kept: The first.
    other: |-
      The second,
      which has two lines.
---
The first.

The second,
which has two lines.
"""


@pytest.fixture
def undecided(vault: Path) -> Path:
    place = vault / HALYARD
    head, _, body = place.read_text().partition("\n---\n")
    place.write_text(f"{head}\ndesk: Oslo\n{ITEMS}\n{body}")
    return place


def test_what_waits_is_listed_with_both_versions(undecided: Path, afterword: Typed) -> None:
    said = afterword("review")
    line = undecided.read_text().split("\n").index("  - where: desk") + 1
    assert said.out.split("\n") == [
        "1  Halyard Freight: desk",
        "   stands  Oslo",
        "   other   Bergen",
        "   before  Rome",
        f"   file    {HALYARD}:{line}",
        "",
        "2  Halyard Freight: prose",
        "   first   The first.",
        "   second  The second,",
        "           which has two lines.",
        f"   file    {HALYARD}:{line + 4}",
        "",
    ]
    assert said.err == "`afterword review NUMBER --keep`, `--take` or `--both` decides.\n"


@pytest.mark.usefixtures("undecided")
def test_the_list_is_a_document_too(afterword: Typed) -> None:
    first, second = json.loads(afterword("review", "--json").out)["decisions"]
    assert (first["where"], first["kept"], first["other"], first["base"]) == ("desk", "Oslo", "Bergen", "Rome")
    assert second["base"] is None


def test_a_decision_writes_the_value_and_a_commit(undecided: Path, afterword: Typed) -> None:
    assert afterword("review", "1", "--take").code == 0
    assert "desk: Bergen\n" in undecided.read_text()
    assert "Halyard Freight: desk decided" in afterword("history", "halyard").out
    assert afterword("review", "1", "--keep").code == 0
    assert "The second" not in undecided.read_text()
    assert afterword("review").err == "Nothing waits for a decision.\n"


def test_a_preview_of_a_decision_writes_nothing(undecided: Path, afterword: Typed) -> None:
    before = undecided.read_bytes()
    assert "+desk: Bergen" in afterword("review", "1", "--take", "--dry-run").out
    assert undecided.read_bytes() == before


@pytest.mark.parametrize("words", [("1",), ("--keep",), ("3", "--keep"), ("0", "--keep"), ("1", "--keep", "--take")])
def test_a_decision_that_is_none_says_what_is_missing(
    undecided: Path, words: tuple[str, ...], afterword: Typed
) -> None:
    before = undecided.read_bytes()
    said = afterword("review", *words)
    assert said.code == 2
    assert said.err
    assert undecided.read_bytes() == before
