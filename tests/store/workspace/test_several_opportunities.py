"""What is done to several opportunities: one change, one commit, one undo, and all of them or none."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from store.errors import BadRequest, NotFound, RefusedEdit
from store.workspace.changing import Plan
from store.workspace.commands.delete_file import delete_opportunities
from store.workspace.commands.move_stage import move_stages
from store.workspace.commands.snooze import put_off
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.door import Workspace

ALL = ("northwind", "harbor", "kestrel")
HARBOR = "---\ncompany: Harbor Analytics\nposition: Head of Enablement\nstage: offer\nstage_since: 2026-11-01\n---\n"
KESTREL = "---\ncompany: Kestrel Books\nposition: Trainer\ntags: [SaaS, b2b]   # from the ad\n---\n"


@pytest.fixture
def three(workspace: Workspace) -> Workspace:
    """Return a vault with three opportunities."""
    for name, text in (("harbor", HARBOR), ("kestrel", KESTREL)):
        (workspace.root / "opportunities" / f"{name}.md").write_text(text)
    return workspace


def text(workspace: Workspace, name: str) -> str:
    return (workspace.root / "opportunities" / f"{name}.md").read_text()


def subjects(root: Path) -> list[str]:
    words = ["git", "-C", str(root), "log", "--format=%s"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()


PLANS: dict[str, Plan] = {
    "3 opportunities at Northwind Freight, Harbor Analytics and 1 more: next touch on 2026-12-01": put_off(
        ALL, date(2026, 12, 1)
    ),
    "3 opportunities at Northwind Freight, Harbor Analytics and 1 more: tags +remote -b2b": tag_opportunities(
        ALL, ["remote"], ["b2b"]
    ),
    "3 opportunities at Northwind Freight, Harbor Analytics and 1 more: stage -> withdrawn": move_stages(ALL, "withd"),
    "3 opportunities at Northwind Freight, Harbor Analytics and 1 more: deleted": delete_opportunities(ALL),
}


@pytest.mark.parametrize("sentence", PLANS)
def test_it_is_one_commit_that_one_undo_takes_back(three: Workspace, sentence: str) -> None:
    three.carry_out(tag_opportunities(("harbor",), ["first"]))
    before = {name: text(three, name) for name in ALL}
    commits = len(subjects(three.root))

    applied = three.carry_out(PLANS[sentence])

    assert applied.sentence == sentence
    assert len(applied.paths) == 3
    edited_outside = 1  # the files that the test wrote were not committed yet
    assert len(subjects(three.root)) <= commits + 1 + edited_outside
    three.undo()
    assert {name: text(three, name) for name in ALL} == before


def test_of_one_opportunity_the_sentence_says_what_it_says_for_one_alone(three: Workspace) -> None:
    assert three.preview(move_stages(["harbor"], "accepted")).change.sentence == (
        "Harbor Analytics: stage offer -> accepted"
    )
    assert three.preview(delete_opportunities(["harbor"])).change.sentence == "Harbor Analytics: opportunity deleted"


def test_who_is_at_the_stage_already_stays_there_since_the_same_day(three: Workspace) -> None:
    applied = three.carry_out(move_stages(ALL, "offer"))

    assert "opportunities/harbor.md" not in applied.paths
    assert "stage_since: 2026-11-01" in text(three, "harbor")
    assert "stage_since: 2026-11-20" in text(three, "kestrel")
    assert three.carry_out(move_stages(ALL, "offer")).paths == ()


def test_a_tag_that_is_there_in_another_case_is_not_doubled_and_comments_stay(three: Workspace) -> None:
    three.carry_out(tag_opportunities(ALL, [" saas "], []))

    assert "tags: [SaaS, b2b]   # from the ad" in text(three, "kestrel")
    assert "saas" in text(three, "harbor")


def test_the_last_tag_takes_its_key_along(three: Workspace) -> None:
    three.carry_out(tag_opportunities(["kestrel"], [], ["saas", "B2B"]))

    assert "tags" not in text(three, "kestrel")


@pytest.mark.parametrize(("add", "why"), [([], "Name a tag"), (["a,b"], "without a comma"), (["a\x1bb"], "one line")])
def test_what_cannot_be_a_tag_is_refused(three: Workspace, add: list[str], why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        three.preview(tag_opportunities(ALL, add))


@pytest.mark.parametrize("until", [date(2026, 11, 20), date(2026, 11, 1)])
def test_nothing_is_put_off_to_a_day_that_has_come(three: Workspace, until: date) -> None:
    with pytest.raises(BadRequest, match="not after today"):
        three.preview(put_off(ALL, until))


def test_one_that_is_gone_or_unreadable_keeps_all_of_them_as_they_are(three: Workspace) -> None:
    broken = three.root / "opportunities" / "broken.md"
    broken.write_text("---\ncompany: [\n---\n")
    before = {name: text(three, name) for name in ALL}

    with pytest.raises(RefusedEdit):
        three.carry_out(tag_opportunities([*ALL, "broken"], ["remote"]))
    with pytest.raises(NotFound):
        three.carry_out(delete_opportunities([*ALL, "vanished"]))

    assert {name: text(three, name) for name in ALL} == before


def test_what_cannot_be_read_can_be_deleted(three: Workspace) -> None:
    broken = three.root / "opportunities" / "broken.md"
    broken.write_text("---\ncompany: [\n---\n")

    three.carry_out(delete_opportunities(["broken", "kestrel"]))

    assert not broken.exists()
