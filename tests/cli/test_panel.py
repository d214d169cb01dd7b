"""`lint --panel`: the letters to one panel side by side, as lines and as a document."""

import json
from pathlib import Path

from tests.cli.conftest import Typed

GRETA = "drafts/brightwater-greta-moss-thanks.md"


def twin(vault: Path) -> None:
    """Write to Samuel what Greta gets."""
    text = (vault / GRETA).read_text("utf-8").replace("to: Greta Moss", "to: Samuel Oyelaran")
    (vault / "drafts" / "samuel.md").write_text(text.replace("Dear Greta", "Dear Samuel"), "utf-8")


def test_a_panel_says_who_gets_what_and_what_it_cites(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    said = afterword("lint", "greta", "--panel")

    assert "Interview with Samuel Oyelaran, Greta Moss: first round" in said.out
    assert "1  Samuel Oyelaran: email of 2026-11-19" in said.out
    assert f"2  Greta Moss: {GRETA}" in said.out
    assert "the hand-over call, nurse and seller on one line (line" in said.out
    assert "In the messages to several people" not in said.out


def test_letters_that_are_the_same_are_shown_with_their_share_and_their_phrases(vault: Path, afterword: Typed) -> None:
    twin(vault)
    said = afterword("lint", "greta", "--panel")

    assert said.code == 1
    assert "cites nothing that they said" in said.out
    assert "   3    2  100    -" in said.out
    assert "(2 on line 14, 3 on line 14)" in said.out


def test_the_panel_as_a_document(vault: Path, afterword: Typed) -> None:
    twin(vault)
    panel = json.loads(afterword("lint", "greta", "--panel", "--json").out)["panel"]

    assert list(panel) == ["interview", "sheets", "likeness", "shared"]
    assert [(s["who"], s["state"], s["file"]) for s in panel["sheets"]] == [
        ("Samuel Oyelaran", "sent", None),
        ("Samuel Oyelaran", "draft", "drafts/samuel.md"),
        ("Greta Moss", "draft", GRETA),
    ]
    assert {"sheet": 2, "in": 1, "percent": 100} in panel["likeness"]
    assert [place["sheet"] for place in panel["shared"][0]["places"]] == [1, 2]
    assert json.loads(afterword("lint", "greta", "--json").out)["panel"] is None


def test_a_draft_that_follows_no_talk_has_no_panel(vault: Path, afterword: Typed) -> None:
    text = (vault / GRETA).read_text("utf-8")
    lone = text.replace("brightwater-clinics-vp-revenue-operations", "halyard-freight-director-of-sales-enablement")
    (vault / "drafts" / "lone.md").write_text(lone.replace("to: Greta Moss", "to: Piet Vandersloot"), "utf-8")
    said = afterword("--today", "2026-11-01", "lint", "lone", "--panel")

    assert said.code == 2
    assert "no panel to compare with" in said.err
