"""How often a change starts git: each start costs as much as reading a hundred files."""

import shutil
from pathlib import Path

import pytest

from store.history.repository import Repository
from store.workspace.changing import Plan
from store.workspace.commands.new_opportunity import new_opportunity
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.door import Workspace
from tests.shell import git

COUNTING = """\
#!/bin/sh
echo "$*" >> "$STARTS_OF_GIT"
exec {git} "$@"
"""


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a git in front that writes down how it was called, and return where."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "git"
    program.write_text(COUNTING.format(git=shutil.which("git")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    count = tmp_path / "count"
    monkeypatch.setenv("STARTS_OF_GIT", str(count))
    return count


COMMIT = " commit --quiet "


@pytest.fixture
def one(workspace: Workspace) -> str:
    """Commit all that is there, and give the id of an opportunity."""
    workspace.commit_pending()
    return workspace.snapshot().records.opportunities[0].id


def calls_of(workspace: Workspace, started: Path, plan: Plan) -> list[str]:
    """Carry out a change and return how git was called, once it has been asked for its age."""
    Repository(workspace.root).obstacle()
    started.write_text("")
    assert workspace.carry_out(plan).committed
    calls = started.read_text().splitlines()
    assert not git(workspace.root, "status", "--porcelain")
    return calls


def test_a_change_starts_git_once(workspace: Workspace, started: Path, one: str) -> None:
    for tag in ("first", "second"):
        (call,) = calls_of(workspace, started, tag_opportunities((one,), add=(tag,)))
        assert COMMIT in call


def test_a_change_starts_git_once_where_the_users_own_settings_say_the_name(
    workspace: Workspace, started: Path, one: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "gitconfig"
    own.write_text("[user]\n\tname = Bea\n\temail = bea@home.example\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(own))
    if "[user]" in (workspace.root / ".git/config").read_text():
        git(workspace.root, "config", "--local", "--remove-section", "user")
    (call,) = calls_of(workspace, started, tag_opportunities((one,), add=("first",)))
    assert COMMIT in call
    assert git(workspace.root, "log", "-1", "--format=%an %ce").strip() == "Bea bea@home.example"


def test_a_new_file_is_told_to_git_first(workspace: Workspace, started: Path, one: str) -> None:
    assert one
    told, commit = calls_of(workspace, started, new_opportunity("Acme", "Nurse"))
    assert " add --intent-to-add " in told
    assert COMMIT in commit


def test_an_edit_from_elsewhere_is_one_commit_more(workspace: Workspace, started: Path, one: str) -> None:
    place = workspace.root / workspace.snapshot().records.opportunities[0].path
    place.write_text(place.read_text() + "\nfrom an editor\n")
    calls = calls_of(workspace, started, tag_opportunities((one,), add=("first",)))
    assert [COMMIT in call for call in calls] == [True, True]


def test_where_the_last_commit_is_packed_git_is_asked(workspace: Workspace, started: Path, one: str) -> None:
    git(workspace.root, "gc", "-q")
    calls = calls_of(workspace, started, tag_opportunities((one,), add=("first",)))
    assert [COMMIT in call for call in calls] == [False, False, True]


def test_an_undo_looks_at_the_history_four_times(workspace: Workspace, started: Path, one: str) -> None:
    workspace.carry_out(tag_opportunities((one,), add=("first",)))
    calls = calls_of(workspace, started, workspace.undoing)
    assert [COMMIT in call for call in calls] == [False] * 4 + [True]
