"""Git is kept quick at the right moment, and nothing is lost by it."""

import subprocess
from pathlib import Path

import pytest

from store.history import housekeeping
from store.history.git import Git
from store.history.housekeeping import GRAPHS, counts, due, is_crowded, keep_quick, keep_quick_at_rest
from store.history.repository import Repository
from tests.shell import git

ANN = ("Ann Example", "ann@home.example")


def never() -> bool:
    """Say that nobody works."""
    return False


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault in which more lies about than may."""
    root = tmp_path / "vault"
    root.mkdir()
    repository = Repository(root)
    repository.init(*ANN)
    for number in range(6):
        (root / "a.md").write_text(f"{number}\n")
        repository.commit([".gitattributes", "a.md"], f"change {number}")
    monkeypatch.setattr(housekeeping, "LOOSE", 10)
    return root


def has_graph(root: Path) -> bool:
    """Tell whether git has noted which files its commits touched."""
    return any((root / ".git/objects" / name).exists() for name in GRAPHS)


def test_at_rest_what_lies_about_is_packed_and_noted_and_nothing_is_lost(vault: Path) -> None:
    lost = git(vault, "commit-tree", "HEAD^{tree}", "-m", "in no branch").strip()
    before = git(vault, "log", "--raw", "--", "a.md")
    assert counts(Git(vault))["count"] > 10

    assert keep_quick_at_rest(Git(vault), never)

    assert counts(Git(vault))["count"] <= 10
    assert has_graph(vault)
    assert git(vault, "log", "--raw", "--", "a.md") == before
    assert git(vault, "cat-file", "-t", lost).strip() == "commit"
    git(vault, "fsck", "--full", "--strict")
    git(vault, "commit-graph", "verify")
    assert not any(due(Git(vault)))


def test_much_that_no_commit_holds_is_packed_as_well_and_stays(vault: Path) -> None:
    lost = [git(vault, "commit-tree", "HEAD^{tree}", "-m", f"in no branch {number}").strip() for number in range(12)]
    keep_quick(Git(vault))
    assert counts(Git(vault))["count"] == 0
    assert all(git(vault, "cat-file", "-t", ident).strip() == "commit" for ident in lost)


def test_where_little_lies_about_nothing_is_done(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    loose = counts(Git(vault))
    assert keep_quick_at_rest(Git(vault), never)
    assert counts(Git(vault)) == loose
    assert not has_graph(vault)


def test_nothing_begins_while_somebody_works_or_a_save_is_under_way(vault: Path) -> None:
    loose = counts(Git(vault))
    assert not keep_quick_at_rest(Git(vault), lambda: True)
    (vault / ".git/index.lock").touch()
    assert not keep_quick_at_rest(Git(vault), never)
    assert counts(Git(vault)) == loose
    (vault / ".git/index.lock").unlink()
    assert keep_quick_at_rest(Git(vault), never)


def test_nothing_begins_while_another_git_has_the_vault_open(vault: Path) -> None:
    loose = counts(Git(vault))
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=vault, stdin=subprocess.PIPE) as other:
        assert not keep_quick_at_rest(Git(vault), never)
        assert counts(Git(vault)) == loose
        other.communicate()
    assert keep_quick_at_rest(Git(vault), never)


def test_a_setting_that_is_not_trusted_keeps_git_off(vault: Path) -> None:
    loose = counts(Git(vault))
    git(vault, "config", "core.sshCommand", "true")
    assert not keep_quick_at_rest(Git(vault), never)
    keep_quick(Git(vault))
    assert counts(Git(vault)) == loose


def test_new_packs_are_noted_as_well(vault: Path) -> None:
    keep_quick(Git(vault))
    for number in range(6):
        (vault / "a.md").write_text(f"more {number}\n")
        Repository(vault).commit(["a.md"], f"more {number}")
    keep_quick(Git(vault))
    assert counts(Git(vault))["packs"] == 2
    graph = git(vault, "log", "--format=%H")
    assert graph.count("\n") == 12
    git(vault, "commit-graph", "verify")
    assert not any(due(Git(vault)))


def test_a_heap_is_told_by_one_folder_of_it(vault: Path) -> None:
    assert not is_crowded(vault / ".git")
    folder = vault / ".git/objects/17"
    folder.mkdir(exist_ok=True)
    for number in range(50):
        (folder / f"{number:038}").touch()
    assert is_crowded(vault / ".git")
