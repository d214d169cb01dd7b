"""A vault from somewhere else: nothing that its repository says may start a program."""

import os
import subprocess
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history.past.log import difference, history, show
from store.history.past.undo import plan_undo
from store.history.program import PLAIN as DRIVER
from store.history.repository import Repository
from store.history.trust import foreign_keys
from store.model.trust import NO_TRUST, Trust
from tests.store.history.trusting import given_to

PROGRAMS = [
    "core.fsmonitor", "core.hooksPath", "core.sshCommand", "core.editor", "core.pager", "core.askPass",
    "core.gitProxy", "core.attributesFile", "core.worktree", "core.alternateRefsCommand", "sequence.editor",
    "filter.x.clean", "filter.x.smudge", "filter.x.process", "diff.external", "diff.x.command", "diff.x.textconv",
    "merge.x.driver", "merge.afterword.driver", "alias.status", "alias.commit", "credential.helper", "gpg.program",
    "gpg.ssh.program", "remote.origin.uploadpack", "remote.origin.receivepack", "remote.origin.vcs",
    "include.path", "includeIf.gitdir:/.path", "trailer.x.command", "trailer.x.cmd", "submodule.x.update",
    "pager.log", "man.x.cmd", "browser.x.cmd", "extensions.worktreeConfig", "gc.recentObjectsHook",
    "interactive.diffFilter", "uploadpack.packObjectsHook", "url.x.insteadOf", "protocol.allow", "tar.x.command",
    "pull.twohead", "init.templateDir", "http.proxy", "log.showSignature",
]  # fmt: skip
HOOKS = [
    "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
    "commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "post-index-change",
    "reference-transaction", "fsmonitor-watchman", "post-rewrite", "pre-auto-gc", "sendemail-validate",
]  # fmt: skip


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    repository = Repository(root)
    repository.init("Ann Example", "ann@home.example")
    (root / "a.md").write_text("one\n")
    repository.commit(["a.md"], "First")
    (root / "a.md").write_text("two\n")
    repository.commit(["a.md"], "Second")
    (root / "a.md").write_text("three\n")
    return root


@pytest.fixture
def evil(tmp_path: Path) -> str:
    """Give a program that leaves a trace when it runs."""
    place = tmp_path / "evil"
    place.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\ncat 2>/dev/null\nexit 0\n")
    place.chmod(0o755)
    return str(place)


def do_everything(root: Path, *, trusted: Trust = NO_TRUST) -> list[str]:
    """Call all that reads or writes the repository, and return what was refused."""
    repository = Repository(root, trusted=trusted)
    refused = []
    for call in (
        lambda: repository.commit_outside_edits(["a.md"]),
        lambda: repository.commit(["a.md"], "Mine"),
        lambda: repository.part_staged(["a.md"]),
        lambda: history(root, trusted=trusted),
        lambda: show(root, "HEAD", "a.md", trusted=trusted),
        lambda: difference(root, "HEAD", trusted=trusted),
        lambda: plan_undo(root, lambda *_: b"merged", trusted=trusted),
    ):
        try:
            call()
        except GitTrouble as trouble:
            refused.append(str(trouble))
    return refused


@pytest.mark.parametrize("key", PROGRAMS)
def test_a_setting_that_could_start_a_program_turns_git_off(vault: Path, tmp_path: Path, evil: str, key: str) -> None:
    (vault / ".gitattributes").write_text("*.md filter=x diff=x merge=x\n")
    (tmp_path / "more").write_text(f"[core]\n\tfsmonitor = {evil}\n")
    value = str(tmp_path / "more") if key.startswith("include") else evil
    subprocess.run(["git", "config", "--local", key, value], cwd=vault, check=True)
    refused = do_everything(vault)
    assert not (tmp_path / "ran").exists()
    assert len(refused) == 7
    assert all(key.lower().split(".")[0] in said for said in refused)
    assert key in str(Repository(vault).obstacle()) or key.lower() in str(Repository(vault).obstacle())


def test_the_second_list_of_settings_that_a_worktree_has_is_looked_at_too(
    vault: Path, tmp_path: Path, evil: str
) -> None:
    subprocess.run(["git", "config", "--local", "extensions.worktreeConfig", "true"], cwd=vault, check=True)
    assert Repository(vault).obstacle() is None
    subprocess.run(["git", "config", "--worktree", "core.fsmonitor", evil], cwd=vault, check=True)

    refused = do_everything(vault)

    assert not (tmp_path / "ran").exists()
    assert len(refused) == 7
    assert all("core.fsmonitor" in said for said in refused)


def test_no_hook_runs_in_a_vault_that_is_not_trusted(vault: Path, tmp_path: Path, evil: str) -> None:
    (vault / ".git/hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        (vault / ".git/hooks" / name).symlink_to(evil)
    assert do_everything(vault) == []
    assert not (tmp_path / "ran").exists()


def test_in_a_trusted_vault_hooks_run_and_git_is_on(vault: Path, tmp_path: Path, evil: str) -> None:
    (vault / ".git/hooks").mkdir(exist_ok=True)
    (vault / ".git/hooks/pre-commit").symlink_to(evil)
    subprocess.run(["git", "config", "--local", "alias.x", "!true"], cwd=vault, check=True)
    assert do_everything(vault, trusted=given_to(vault)) == []
    assert (tmp_path / "ran").exists()


def test_a_hook_that_says_no_is_told_and_the_file_stays(vault: Path) -> None:
    (vault / ".git/hooks").mkdir(exist_ok=True)
    (vault / ".git/hooks/pre-commit").write_text("#!/bin/sh\necho 'error: not on Sundays' >&2\nexit 1\n")
    (vault / ".git/hooks/pre-commit").chmod(0o755)
    with pytest.raises(GitTrouble, match="not on Sundays"):
        Repository(vault, trusted=given_to(vault)).commit(["a.md"], "Third")
    assert (vault / "a.md").read_text() == "three\n"


def test_a_vault_as_we_make_it_and_plain_remotes_are_harmless(vault: Path) -> None:
    for key, value in (
        ("remote.origin.url", "https://git.example/x.git"),
        ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
        ("branch.main.remote", "origin"),
        ("branch.main.merge", "refs/heads/main"),
        ("pull.rebase", "false"),
        ("gc.auto", "0"),
        ("commit.gpgsign", "false"),
    ):
        subprocess.run(["git", "config", "--local", key, value], cwd=vault, check=True)
    assert Repository(vault).obstacle() is None


def test_a_setting_of_the_larger_repository_counts_too(vault: Path) -> None:
    (vault / "sub").mkdir()
    subprocess.run(["git", "config", "--local", "core.fsmonitor", "/bin/true"], cwd=vault, check=True)
    assert "core.fsmonitor" in str(Repository(vault / "sub").obstacle())


def test_a_folder_that_poses_as_a_bare_repository_is_not_entered(vault: Path, tmp_path: Path, evil: str) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(vault / "trap")], check=True)
    subprocess.run(["git", "config", "-f", str(vault / "trap/config"), "core.fsmonitor", evil], check=True)
    (vault / "trap/a.md").write_text("x")
    assert len(do_everything(vault / "trap")) == 7
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_a_folder_of_another_user_is_told_as_such(vault: Path) -> None:
    os.chown(vault, 1234, 1234)
    os.chown(vault / ".git", 1234, 1234)
    said = Repository(vault).obstacle() or ""
    assert "another user" in said
    assert "git init" not in said


def test_only_exactly_our_own_merge_driver_is_known() -> None:
    assert foreign_keys(f"merge.afterword.driver\n{DRIVER}\0") == ()
    assert foreign_keys(f"merge.afterword.driver\n{DRIVER}; rm x\0") == ("merge.afterword.driver",)
    assert foreign_keys("core.bare\0user.name\nA\nB\0") == ()
    assert foreign_keys("remote.x\ny.vcs\nz\0") == ("remote.x",)
