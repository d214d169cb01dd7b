"""Where a sync stops and asks, before anything is touched."""

import shutil
from pathlib import Path

import pytest

from store.errors import (
    MustDecide,
)
from tests.store.history.counterparts import bare, git, git_daemon
from tests.store.workspace.machines import first, pair, second


def test_a_branch_named_otherwise_is_told(tmp_path: Path) -> None:
    desk, _, place = pair(tmp_path)
    other = first(tmp_path, "other")
    other.git("branch", "-m", "mine")
    other.git("remote", "add", "origin", str(place))
    with pytest.raises(MustDecide, match=r"no branch “mine”, but “main”.*git branch -m main") as asked:
        other.sync()
    assert asked.value.word == "new-branch"
    other.sync("new-branch")
    assert git(place, "branch", "--format=%(refname:short)").split() == ["main", "mine"]
    assert desk.sync().in_words == "Everything is in step already."


def test_a_remote_that_was_emptied_is_asked_about_and_filled_again(tmp_path: Path) -> None:
    desk, _, place = pair(tmp_path)
    shutil.rmtree(place)
    bare(place)
    with pytest.raises(MustDecide, match="was emptied") as asked:
        desk.sync()
    assert asked.value.word == "rewritten"
    assert git(place, "branch", "--list") == ""
    assert desk.names() == ["anvil", "birch", "cedar"]
    desk.sync("rewritten")
    assert git(place, "rev-parse", "main") == desk.git("rev-parse", "HEAD")


def test_a_history_that_was_rewritten_is_asked_about_even_after_a_plain_fetch(tmp_path: Path) -> None:
    desk, laptop, _place = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()
    desk.sync()
    laptop.git("reset", "-q", "--hard", "HEAD~1")
    laptop.git("push", "-q", "--force", "origin", "main")
    desk.git("fetch", "-q")  # which moves git's own memory of the other place
    with pytest.raises(MustDecide, match="1 commit that was there before is gone") as asked:
        desk.sync()
    assert asked.value.word == "rewritten"
    with pytest.raises(MustDecide):  # it stays a question until it is answered
        desk.sync()
    assert "salary" in desk.read("anvil")
    assert desk.sync("rewritten").sent == 1
    assert laptop.sync().received == 1
    assert "salary" in laptop.read("anvil")


def test_a_mass_deletion_that_comes_is_asked_about(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    for number in range(9):
        laptop.write(f"more-{number}")
    laptop.sync()
    desk.sync()
    for name in laptop.names()[:7]:
        (laptop.root / "opportunities" / f"{name}.md").unlink()
    laptop.sync("deleted-here")
    with pytest.raises(MustDecide) as asked:
        desk.sync()
    assert asked.value.word == "mass-deletion"
    assert len(desk.names()) == 12
    desk.sync("mass-deletion")
    assert len(desk.names()) == 5


def test_many_files_that_are_gone_here_are_asked_about_before_they_go_elsewhere(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    for number in range(9):
        desk.write(f"more-{number}")
    desk.sync()
    (desk.root / "opportunities").rename(tmp_path / "unplugged")
    with pytest.raises(MustDecide, match="12 of 12 opportunities are gone") as asked:
        desk.sync()
    assert asked.value.word == "deleted-here"
    laptop.sync()
    assert len(laptop.names()) == 12
    (tmp_path / "unplugged").rename(desk.root / "opportunities")
    assert desk.sync().in_words == "Everything is in step already."


def test_files_that_were_moved_are_not_gone(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    for number in range(9):
        desk.write(f"more-{number}")
    desk.sync()
    folder = desk.root / "opportunities"
    (folder / "2025").mkdir()
    for file in folder.glob("*.md"):
        file.rename(folder / "2025" / file.name)
    assert desk.sync().sent == 1


def test_another_vault_at_the_same_place_is_asked_about(tmp_path: Path) -> None:
    _, _, place = pair(tmp_path)
    stranger = first(tmp_path, "stranger")
    stranger.git("remote", "add", "origin", str(place))
    with pytest.raises(MustDecide) as asked:
        stranger.sync()
    assert asked.value.word == "unrelated"


def test_the_first_push_to_a_host_is_asked_about_once(tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    desk = first(tmp_path)
    with git_daemon(place.parent) as url:
        desk.git("remote", "add", "origin", f"{url}/search.git")
        with pytest.raises(MustDecide, match=r"never sent this vault to 127\.0\.0\.1") as asked:
            desk.sync()
        assert asked.value.word == "first-push"
        assert f"{url}/search.git" in str(asked.value)
        assert "afterword sync --accept first-push" in str(asked.value)
        assert git(place, "branch", "--list") == ""
        desk.sync("first-push")
        desk.set("anvil", salary="140k")
        assert desk.sync().sent == 1
        laptop = second(tmp_path, f"{url}/search.git")
        laptop.set("birch", salary="1")
        assert laptop.sync().sent == 1  # whoever names an address for a clone knows where it goes
