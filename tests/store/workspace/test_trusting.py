"""One word of the user's turns git on in every part of the workspace, and only for what was shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.model.entry import Word
from store.model.trust import NO_TRUST, Trust
from store.workspace import door, past
from store.workspace.asking_trust import ask, give, take_back
from store.workspace.commands.add_mark import add_mark
from store.workspace.commands.restore_file import restore_file
from store.workspace.create import create_vault
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.syncing import sync as syncing
from store.workspace.syncing.finishing import question
from store.workspace.trusting import keep, trust_in
from tests.shell import git

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOTE = "opportunities/harbor.md"
TEXT = "---\nid: harbor\ncompany: Harbor\nposition: Lead\n---\n\n### 2026-11-19 10:00 Call with Imani Brandt\n"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(state=tmp_path / "state", name="laptop")


@pytest.fixture
def workspace(tmp_path: Path, machine: Machine) -> Workspace:
    """Give a vault with two changes, one edit of an editor, and a setting that may start a program."""
    root = create_vault(tmp_path / "vault", "Ann Example", "ann@home.example", "laptop").root
    (root / NOTE).write_text(TEXT)
    opened = Workspace.open(root, Moment(today=NOW.date(), now=NOW, fixed=True), lambda: machine)
    opened.carry_out(add_mark("harbor", Word.NEED, "a ramp plan"))
    opened.carry_out(add_mark("harbor", Word.NEED, "a chart"))
    git(root, "config", "core.sshCommand", f"touch {tmp_path}/ran; ssh")
    return opened


DOORS: tuple[Callable[[Workspace], object], ...] = (
    lambda w: w.history(),
    lambda w: w.history(NOTE),
    lambda w: w.blobs(["0" * 40]),
    lambda w: w.preview(w.undoing),
    lambda w: w.undo(),
    lambda w: (w.trusted.given and w.apart().undo(), w.redo()),
    past.deleted,
    past.uncommitted,
    past.undoable,
    lambda w: past.difference(w, "HEAD"),
    lambda w: w.preview(restore_file(NOTE, "HEAD", trusted=w.trusted)),
    question,
    syncing.foresee,
    syncing.sync,
)


@pytest.mark.parametrize("way", DOORS)
def test_each_door_is_shut_before_the_word_and_open_after_it(
    workspace: Workspace, way: Callable[[Workspace], object]
) -> None:
    with pytest.raises(GitTrouble, match=r"core\.sshcommand.*afterword doctor --trust"):
        way(workspace)

    give(workspace, ask(workspace))

    way(workspace)
    take_back(workspace)
    with pytest.raises(GitTrouble, match="Git is off"):
        way(workspace)


def test_a_workspace_that_is_open_already_hears_the_word_and_its_end(workspace: Workspace) -> None:
    assert not workspace.carry_out(add_mark("harbor", Word.TOPIC, "one")).committed
    assert "Git is off" in syncing.standing(workspace).trouble
    give(workspace, ask(workspace))

    assert workspace.carry_out(add_mark("harbor", Word.TOPIC, "two")).committed
    assert syncing.standing(workspace).trouble == ""
    assert workspace.commit_pending().paths == ()
    (workspace.root / NOTE).write_text((workspace.root / NOTE).read_text() + "- topic: three\n")
    assert workspace.commit_outside(NOTE).committed
    take_back(workspace)

    assert not workspace.carry_out(add_mark("harbor", Word.TOPIC, "four")).committed


def test_the_word_is_for_what_was_shown_though_the_settings_changed_meanwhile(workspace: Workspace) -> None:
    asked = ask(workspace)
    git(workspace.root, "config", "core.pager", "less")

    assert "Something else keeps git from committing" in give(workspace, asked)

    with pytest.raises(GitTrouble, match=r"programs: core\.pager\."):
        workspace.history()


def test_looking_at_what_could_start_starts_nothing(workspace: Workspace, tmp_path: Path) -> None:
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    evil.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "alias.rev-parse", "alias.config", "core.askPass"):
        git(workspace.root, "config", key, str(evil))
    for name in ("pre-commit", "post-index-change", "reference-transaction"):
        (workspace.root / ".git/hooks").mkdir(exist_ok=True)
        (workspace.root / ".git/hooks" / name).symlink_to(evil)

    doubts = ask(workspace).doubts

    assert {d.name for d in doubts if d.is_hook} == {"pre-commit", "post-index-change", "reference-transaction"}
    assert len(doubts) == 7 + 3
    assert not (tmp_path / "ran").exists()


def test_a_vault_below_the_top_of_a_repository_counts_the_hooks_where_git_looks_for_them(
    tmp_path: Path, machine: Machine
) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "all")
    root = tmp_path / "all/vault"
    root.mkdir()
    (root / "afterword.toml").touch()
    git(tmp_path / "all", "config", "core.hooksPath", "tools")
    (tmp_path / "all/tools").mkdir()
    (tmp_path / "all/tools/pre-commit").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "all/tools/pre-commit").chmod(0o755)
    opened = Workspace.open(root, Moment(today=NOW.date(), now=NOW, fixed=True), lambda: machine)

    assert [d.name for d in ask(opened).doubts] == ["core.hookspath", "pre-commit"]


def test_a_machine_without_a_folder_for_its_state_trusts_nothing(workspace: Workspace) -> None:
    assert trust_in(Machine(), workspace.root) == NO_TRUST


def test_two_vaults_are_two_words(workspace: Workspace, machine: Machine, tmp_path: Path) -> None:
    keep(machine, workspace.root, Trust.in_rows(("a\nb",)))
    keep(machine, tmp_path, Trust.in_rows(("c\nd",)))

    assert trust_in(machine, workspace.root).covers("a\nb")
    assert not trust_in(machine, workspace.root).covers("c\nd")
    assert not Trust(marks=trust_in(machine, tmp_path).marks).covers("c\nd")


CALLS = ("Git(", "Repository(")
WITHOUT = {"cloning.py", "create.py", "asking_trust.py", "conflicts.py", "doctor.py", "first_run.py"}
"""What opens git where nothing is trusted yet, or asks only for a merge's state, its version or who the user is."""


def test_no_part_of_the_workspace_opens_git_without_the_users_word() -> None:
    found = {
        place.name
        for place in Path(door.__file__).parent.rglob("*.py")
        for line in place.read_text("utf-8").splitlines()
        if any(call in line for call in CALLS) and "trusted=" not in line
    }
    assert found == WITHOUT
