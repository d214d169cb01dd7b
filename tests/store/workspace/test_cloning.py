"""Another machine gets the vault, or nothing."""

import os
from pathlib import Path

import pytest

from store.errors import (
    BadRequest,
    Cancelled,
    Offline,
)
from store.workspace.machine import Machine
from tests.store.history.counterparts import bare, git
from tests.store.workspace.machines import pair, second


def test_a_second_machine_has_the_vault_its_settings_and_its_driver(tmp_path: Path) -> None:
    _, laptop, _ = pair(tmp_path)
    assert laptop.names() == ["anvil", "birch", "cedar"]
    assert laptop.git("config", "merge.afterword.driver").strip()
    assert laptop.git("config", "core.symlinks").strip() == "false"
    assert laptop.git("config", "user.email").strip() == "sam@rivera.example"
    readable = [p for p in laptop.root.rglob("*") if p.stat().st_mode & 0o077]
    assert readable == []
    assert laptop.is_whole()


def test_an_empty_place_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    with pytest.raises(BadRequest, match=r"is empty\. Send the vault there first"):
        second(tmp_path, str(place))
    assert not (tmp_path / "laptop").exists()


def test_a_repository_that_is_no_vault_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    desk, _, _ = pair(tmp_path)
    (desk.root / "afterword.toml").rename(tmp_path / "settings")
    desk.git("commit", "-qam", "no vault")
    desk.git("push", "-q", str(place), "main")
    with pytest.raises(BadRequest, match="no vault in it"):
        second(tmp_path, str(place), "third")
    assert not (tmp_path / "third").exists()


def test_a_folder_that_is_in_use_is_not_touched(tmp_path: Path) -> None:
    _, laptop, place = pair(tmp_path)
    laptop.write("dune")
    with pytest.raises(BadRequest, match="not empty"):
        second(tmp_path, str(place))
    assert "dune" in laptop.names()


def test_a_clone_that_fails_leaves_an_empty_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "laptop").mkdir()
    with pytest.raises(Offline):
        second(tmp_path, str(tmp_path / "nowhere.git"))
    assert list((tmp_path / "laptop").iterdir()) == []


def test_a_place_that_says_master_and_holds_main_is_cloned_all_the_same(tmp_path: Path) -> None:
    _, _, place = pair(tmp_path)
    git(place, "symbolic-ref", "HEAD", "refs/heads/master")
    third = second(tmp_path, str(place), "third")
    assert third.git("branch", "--show-current").strip() == "main"
    assert third.sync().in_words == "Everything is in step already."


def test_links_in_a_clone_are_files(tmp_path: Path) -> None:
    desk, _, place = pair(tmp_path)
    (desk.root / "leak.md").symlink_to("/etc/passwd")
    desk.git("add", "leak.md")
    desk.git("commit", "-qm", "a link")
    desk.sync()
    third = second(tmp_path, str(place), "third")
    assert not (third.root / "leak.md").is_symlink()
    assert (third.root / "leak.md").read_text() == "/etc/passwd"


def test_a_clone_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    from store.workspace.syncing.cloning import clone

    _, _, place = pair(tmp_path)
    with pytest.raises(Cancelled):
        clone(str(place), tmp_path / "third", here=tmp_path, machine=Machine(), cancelled=lambda: True)
    assert not (tmp_path / "third").exists()


def test_a_relative_place_means_the_same_afterwards(tmp_path: Path) -> None:
    pair(tmp_path)
    third = second(tmp_path, os.path.join("stick", "search.git"), "third")  # noqa: PTH118 - as it is typed
    third.set("anvil", salary="1")
    assert third.sync().sent == 1
