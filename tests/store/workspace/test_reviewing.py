"""What a merge left open is listed, and one decision settles it: the value, the text, the list of what waits."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.errors import BadRequest, RefusedEdit
from store.text.merging.files import merge_files
from store.workspace.commands.decide import Choice, decide
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.reviewing import Undecided, undecided

HEADER = """---
company: Northwind Freight
position: Director
location: Oslo
contacts:
  - name: Joe Alvarez
    phone: "1"
tags: [saas]
merge_review:
  - where: location
    kept: Oslo
    other: Bergen
    base: Rome
  - where: contacts/Joe Alvarez/phone
    kept: "1"
    other: "2"
  - where: prose
    kept: |-
      First line
      of the first
    other: The second
  - where: entry/2026-11-20 Call with Joe Alvarez
    kept: "- [ ] promise: the plan by 2026-11-27"
    other: "- [ ] promise: the plan by 2026-11-26"
---
First line
of the first

The second

## Notes

### 2026-11-20 Call with Joe Alvarez
- [ ] promise: the plan by 2026-11-27
"""
PATH = "opportunities/northwind.md"


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    root = create_vault(tmp_path / "vault", "Sam Rivera", "sam@rivera.example").root
    return Workspace.open(root, Moment(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 9, tzinfo=UTC), fixed=True))


@pytest.fixture
def workspace(empty: Workspace) -> Workspace:
    (empty.root / "opportunities").mkdir(exist_ok=True)
    (empty.root / PATH).write_text(HEADER)
    return empty


def waiting(workspace: Workspace, where: str) -> Undecided:
    return next(one for one in undecided(workspace.snapshot()) if one.review.where.startswith(where))


def text(workspace: Workspace) -> str:
    return (workspace.root / PATH).read_text()


def test_what_waits_is_listed_with_the_company_it_is_about(workspace: Workspace) -> None:
    listed = undecided(workspace.snapshot())
    assert [(one.about, one.review.where.partition("/")[0]) for one in listed] == [
        ("Northwind Freight", where) for where in ("location", "contacts", "prose", "entry")
    ]


def test_taking_the_other_value_writes_it_and_takes_the_item_off(workspace: Workspace) -> None:
    workspace.carry_out(decide(waiting(workspace, "location"), Choice.TAKE))
    assert "location: Bergen\n" in text(workspace)
    assert "where: location" not in text(workspace)
    workspace.carry_out(decide(waiting(workspace, "contacts"), Choice.TAKE))
    assert '    phone: "2"\n' in text(workspace)


def test_a_third_value_that_was_written_since_is_told_and_kept(workspace: Workspace) -> None:
    assert waiting(workspace, "location").now == ""
    (workspace.root / PATH).write_text(HEADER.replace("\nlocation: Oslo\n", "\nlocation: Turin\n"))
    one = waiting(workspace, "location")
    assert one.now == "Turin"
    workspace.carry_out(decide(one, Choice.KEEP))
    assert "\nlocation: Turin\n" in text(workspace)


def test_keeping_what_stands_only_takes_the_item_off(workspace: Workspace) -> None:
    workspace.carry_out(decide(waiting(workspace, "location"), Choice.KEEP))
    assert text(workspace) == HEADER.replace(
        "  - where: location\n    kept: Oslo\n    other: Bergen\n    base: Rome\n", ""
    )


def test_of_two_paragraphs_one_goes_with_the_blank_line_beside_it(workspace: Workspace) -> None:
    workspace.carry_out(decide(waiting(workspace, "prose"), Choice.KEEP))
    assert "First line\nof the first\n\n## Notes" in text(workspace)


def test_of_two_paragraphs_the_second_can_stay(workspace: Workspace) -> None:
    workspace.carry_out(decide(waiting(workspace, "prose"), Choice.TAKE))
    assert "---\nThe second\n\n## Notes" in text(workspace)


def test_both_paragraphs_can_stay(workspace: Workspace) -> None:
    body = text(workspace).split("---\n")[2]
    workspace.carry_out(decide(waiting(workspace, "prose"), Choice.BOTH))
    assert text(workspace).split("---\n")[2] == body
    assert "where: prose" not in text(workspace)


def test_a_mark_that_stands_once_gives_way_to_the_other(workspace: Workspace) -> None:
    workspace.carry_out(decide(waiting(workspace, "entry"), Choice.TAKE))
    assert text(workspace).endswith("- [ ] promise: the plan by 2026-11-26\n")


def test_a_text_that_was_changed_since_is_left_alone(workspace: Workspace) -> None:
    one = waiting(workspace, "prose")
    before = HEADER.replace("---\nFirst line\n", "---\nFirst changed line\n").replace("\nThe second\n", "\nAnother\n")
    (workspace.root / PATH).write_text(before)
    for choice in (Choice.KEEP, Choice.TAKE):
        with pytest.raises((BadRequest, RefusedEdit)):
            workspace.carry_out(decide(one, choice))
    assert text(workspace) == before


def test_the_last_decision_takes_the_key_away_and_an_undo_brings_it_back(workspace: Workspace) -> None:
    while left := undecided(workspace.snapshot()):
        workspace.carry_out(decide(left[0], Choice.KEEP))
    assert "merge_review" not in text(workspace)
    workspace.undo()
    assert "merge_review:\n  - where: entry/" in text(workspace)


def test_a_person_and_a_story_can_wait_for_a_decision_too(empty: Workspace) -> None:
    item = "merge_review:\n  - where: phone\n    kept: a\n    other: b\n"
    for folder, key in (("people", "name"), ("stories", "title")):
        (empty.root / folder).mkdir(exist_ok=True)
        (empty.root / folder / "x.md").write_text(f"---\n{key}: Ana Silva\n{item}---\n")
    assert [one.about for one in undecided(empty.snapshot())] == ["Ana Silva", "stories/x.md"]
    assert {p.code for p in empty.snapshot().problems} >= {"merge-review"}


BASE = """---
company: Northwind Freight
position: Director
stage: applied
stage_since: 2026-11-01
location: Oslo
contacts:
  - name: Joe Alvarez
    title: VP
  - name: Mia Chen
tags: [a, b]
---
Found through Ana.

## Notes

### 2026-11-18 Call with Joe Alvarez
- [ ] promise: the plan by 2026-11-27
"""
STAGE = "stage: applied\nstage_since: 2026-11-01"


def merged(empty: Workspace, old: str, one: str, two: str) -> None:
    """Merge two edits of one place and put the result into the vault."""
    sides = [BASE.replace(old, new).encode() for new in (one, two)]
    (empty.root / "opportunities").mkdir(exist_ok=True)
    (empty.root / PATH).write_bytes(merge_files(BASE.encode(), sides[0], sides[1], PATH).data)


@pytest.mark.parametrize(
    ("old", "kept", "other"),
    [
        ("location: Oslo", "location: Rome", "location: Bergen"),
        ("location: Oslo\n", "location: Rome\n", ""),
        (STAGE, "stage: rejected\nstage_since: 2026-11-03", "stage: offer\nstage_since: 2026-11-05"),
        ("    title: VP", "    title: SVP", "    title: CEO"),
        ("  - name: Joe Alvarez\n    title: VP\n", "  - name: Joe Alvarez\n    title: SVP\n", ""),
        ("by 2026-11-27", "by 2026-11-29", "by 2026-11-28"),
        ("Found through Ana.", "Found by Ana.", "Found with Ana.\nIn two lines."),
    ],
)
def test_whatever_a_merge_left_open_is_settled_by_one_decision(
    empty: Workspace, old: str, kept: str, other: str
) -> None:
    for choice, wanted in ((Choice.KEEP, kept), (Choice.TAKE, other)):
        merged(empty, old, kept, other)
        (one,) = undecided(empty.snapshot())
        empty.carry_out(decide(one, choice))
        assert text(empty) == BASE.replace(old, wanted)


def test_leaving_both_takes_only_the_question_away(empty: Workspace) -> None:
    merged(empty, "Found through Ana.", "Found by Ana.", "Found with Ana.")
    (one,) = undecided(empty.snapshot())
    empty.carry_out(decide(one, Choice.BOTH))
    assert text(empty) == BASE.replace("Found through Ana.", "Found by Ana.\n\nFound with Ana.")
