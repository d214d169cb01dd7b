"""Stories and needs: where a story was told, by which words that shows, which needs no story answers (R17)."""

from pathlib import Path

import pytest

from store.workspace.door import Workspace
from store.workspace.telling import Told, repertoire
from tests.store.workspace.conftest import TODAY

RESULT = "win rate from 18 to 31 percent in two quarters"


def ladder(workspace: Workspace) -> Told:
    return next(told for told in repertoire(workspace.snapshot()).stories if "ladder" in told.story.title)


def logged(root: Path, entry: str) -> None:
    place = next((root / "opportunities").rglob("*.md"))
    place.write_text(f"{place.read_text()}\n{entry}\n")


@pytest.mark.parametrize(
    ("entry", "times"),
    [
        (f"### 2026-11-20 Email to Joe Alvarez: one thing\n\nI took the {RESULT}.", 1),
        ("### 2026-11-20 Letter to Joe Alvarez: one thing\n\nMore of this in the\nladder to the\nboard, enclosed.", 1),
        ("### 2026-11-20 Email from Joe Alvarez: The ladder to the board\n\nThe ladder to the board?", 0),
        (f"### 2026-11-20 Call with Joe Alvarez\n- strength: {RESULT}", 1),
        (f"### 2026-11-20 Call with Joe Alvarez\n- need: {RESULT}", 0),
        ("### 2026-11-20 Email to Joe Alvarez: one thing\n\nI know a ladder when I see a board.", 0),
    ],
    ids=["its result", "its title, folded", "their own words", "a strength in a talk", "a need", "other words"],
)
def test_a_story_is_told_where_its_words_stand_in_what_the_user_said(
    workspace: Workspace, entry: str, times: int
) -> None:
    logged(workspace.root, entry)
    told = ladder(workspace)

    assert told.times == times
    assert [(use.day, use.names) for use in told.uses] == [(TODAY, ("Joe Alvarez",))] * times
    assert told.wanted[0].is_told == bool(times)


def test_a_draft_holds_a_story_and_has_told_it_to_nobody(workspace: Workspace) -> None:
    folder = workspace.root / "drafts"
    folder.mkdir(exist_ok=True)
    (folder / "one.md").write_text(
        f"---\nopportunity: northwind\nto: Joe Alvarez\nchannel: email\n---\n\nI raised the {RESULT}.\n"
    )
    told = ladder(workspace)

    assert [(use.path, use.is_draft, use.evidence) for use in told.uses] == [("drafts/one.md", True, RESULT)]
    assert told.times == 0


def test_a_title_of_one_telling_word_is_no_evidence(workspace: Workspace) -> None:
    (workspace.root / "stories" / "short.md").write_text("---\ntitle: The board\nneeds: [x]\n---\n")
    logged(workspace.root, "### 2026-11-20 Email to Joe Alvarez: one thing\n\nI met the board today.")

    assert [t.times for t in repertoire(workspace.snapshot()).stories if t.story.title == "The board"] == [0]


def test_needs_without_a_story_are_told_with_the_nearest_one(workspace: Workspace) -> None:
    logged(workspace.root, "### 2026-11-20 Call with Mia Chen\n- need: forklifts queue at the north gate (Mia Chen)")

    found = repertoire(workspace.snapshot()).unanswered
    assert [(one.mark.text, one.nearest) for one in found] == [("forklifts queue at the north gate", None)]


def test_a_closed_search_needs_no_story(workspace: Workspace) -> None:
    place = next((workspace.root / "opportunities").rglob("*.md"))
    place.write_text(place.read_text().replace("stage: interviewing", "stage: rejected"))

    assert repertoire(workspace.snapshot()).unanswered == ()
    assert ladder(workspace).wanted == ()
