"""However many changes are made, git's own store stays in order, and `doctor --fix` brings it there."""

import pytest

from store.history import housekeeping
from store.history.git import Git
from store.history.housekeeping import counts
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.door import Workspace
from store.workspace.upkeep import order_looks
from tests.shell import git


def changed(workspace: Workspace, times: int) -> int:
    """Make changes, and return how many objects lay about at most."""
    workspace.commit_pending()
    one = workspace.snapshot().records.opportunities[0].id
    most = 0
    for number in range(times):
        workspace.carry_out(tag_opportunities((one,), add=(f"tag-{number}",)))
        most = max(most, counts(Git(workspace.root))["count"])
    return most


def test_changes_alone_leave_no_heap(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "LOOSE", 30)
    monkeypatch.setattr(housekeeping, "is_crowded", lambda home: counts(Git(home.parent))["count"] > 60)
    assert 30 < changed(workspace, 40) <= 70
    git(workspace.root, "fsck", "--full", "--strict")


def test_doctor_packs_what_lies_about(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(workspace, 5)
    one = Git(workspace.root)
    assert not list(order_looks(one))
    monkeypatch.setattr(housekeeping, "LOOSE", 10)
    (look,) = order_looks(one)
    assert look.good
    assert look.repair
    before = counts(one)["count"]
    assert look.repair().startswith(f"Packed what lay about in .git: {before} objects before, ")
    assert counts(one)["count"] < 10
    assert not list(order_looks(one))
