"""Two machines and a place between them: what is written on one arrives on the other, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from store.errors import (
    GitTrouble,
    MustDecide,
    NeedsLogin,
    Offline,
)
from store.history import housekeeping
from store.workspace.machine import Machine
from store.workspace.syncing.sync import foresee, standing, sync
from tests.store.history.counterparts import bare, git, git_daemon, hook, http_server
from tests.store.workspace.machines import NOTE, Computer, first, pair, second


def test_what_is_written_here_arrives_there(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.write("dune")  # by an editor
    sent = laptop.sync()
    assert (sent.sent, sent.received) == (2, 0)
    came = desk.sync()
    assert came.received == 2
    assert came.paths == ("opportunities/anvil.md", "opportunities/dune.md")
    assert "salary: 140k" in desk.read("anvil")
    assert desk.names() == laptop.names()
    assert desk.is_whole()
    assert laptop.is_whole()


def test_both_wrote_in_different_files(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()
    desk.set("birch", salary="90k")
    both = desk.sync()
    assert (both.received, both.rounds) == (1, 1)
    assert both.sent == 2  # the change and the merge
    assert laptop.sync().received == 2
    assert desk.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")
    assert "salary: 140k" in desk.read("anvil")
    assert "salary: 90k" in laptop.read("birch")
    assert desk.sync().in_words == "Everything is in step already."


def test_one_value_changed_on_both_is_kept_twice_and_told(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", location="Columbus")
    laptop.sync()
    desk.set("anvil", location="Dayton")
    done = desk.sync()
    assert done.decisions == 1
    assert "1 thing was changed on two machines; both versions are kept" in done.in_words
    assert "Columbus" in desk.read("anvil")
    assert "Dayton" in desk.read("anvil")
    assert laptop.sync().decisions == 1  # merged elsewhere, and still for this user to decide
    assert laptop.sync().decisions == 0
    assert laptop.read("anvil") == desk.read("anvil")


def test_a_stage_and_its_date_are_one_thing_to_decide(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", stage="interviewing", stage_since="2026-11-10")
    laptop.sync()
    desk.set("anvil", stage="offer", stage_since="2026-11-20")
    assert desk.sync().decisions == 1
    assert laptop.sync().decisions == 1


def test_what_came_is_told_file_by_file_in_sentences(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", location="Columbus")
    (laptop.root / "opportunities" / "birch.md").rename(laptop.root / "opportunities" / "birch-tree.md")
    laptop.sync()
    assert set(desk.sync().arrived) == {
        "Anvil: location set to Columbus",
        "Birch: moved to opportunities/birch-tree.md",
    }
    assert desk.sync().arrived == ()


def test_markers_that_came_are_told_as_what_was_made_of_them(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    head, _, body = laptop.read("anvil").partition("company: Anvil\n")
    two = "<<<<<<< HEAD\nsalary: 16k\n=======\nsalary: 17k\n>>>>>>> other\n"
    laptop.write("anvil", f"{head}company: Anvil\n{two}{body}")
    for words in (("commit", "-qam", "with markers"), ("push", "-q")):
        laptop.git(*words)
    done = desk.sync()
    assert done.decisions == 1
    assert done.arrived == ("Anvil: salary set to 17k", "Anvil: 1 decision left open by a merge")


def test_of_very_many_files_it_is_told_how_many_came(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    for number in range(12):
        laptop.write(f"new{number}", NOTE.format(f"New {number}"))
    laptop.sync()
    assert desk.sync().arrived == ("12 opportunities added",)


def test_what_an_editor_changed_is_a_commit_of_its_own(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("anvil", NOTE.format("Anvil") + "more\n")
    (desk.root / "opportunities" / "birch.md").unlink()
    assert desk.standing().pending == 2
    desk.sync()
    assert desk.git("log", "-1", "--format=%s").strip() == "edited in an editor: anvil, birch"
    assert desk.standing().pending == 0


def test_files_that_are_not_the_vault_s_stay_the_user_s(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    (desk.root / "budget.txt").write_text("private\n")
    (desk.root / "notes.txt").write_text("one\n")
    desk.git("add", "notes.txt")
    (desk.root / "notes.txt").write_text("two\n")
    desk.set("anvil", salary="1")
    desk.sync()
    laptop.set("birch", salary="2")
    laptop.sync()
    desk.sync()
    assert desk.git("status", "--porcelain") == "AM notes.txt\n?? budget.txt\n"
    assert "budget" not in desk.git("log", "--all", "--name-only")
    assert not (laptop.root / "notes.txt").exists()


def test_a_large_file_is_not_committed_and_told(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("scan", "x" * (5 * 1024 * 1024 + 1))
    assert "Not committed, since larger than 5 MB: scan." in desk.sync().in_words
    assert "scan" not in desk.git("ls-files")


def test_a_conflict_copy_of_another_tool_is_not_spread(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("anvil.sync-conflict-20261120-101010-ABCDEFG", desk.read("anvil") + "more\n")
    desk.sync()
    assert "sync-conflict" not in desk.git("ls-files")


def test_what_was_staged_in_part_is_told(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("anvil", NOTE.format("Anvil") + "one\n")
    desk.git("add", ".")
    desk.write("anvil", NOTE.format("Anvil") + "two\n")
    assert "What you had staged of anvil is committed as it is on disk now." in desk.sync().in_words


def test_commits_say_from_which_machine_they_are(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    (tmp_path / "config.toml").write_text('[sync]\nmachine = "kitchen"\n')
    named = Computer(desk.root, Machine(state=tmp_path, config=tmp_path / "config.toml", name="host-17"))
    named.write("dune")
    laptop.write("elm")
    laptop.sync()
    named.sync()
    said = desk.git("log", "--format=%(trailers:key=Afterword-Machine,valueonly,separator=%x2C)%s")
    assert "kitchenedited in an editor: dune" in said
    assert "laptopedited in an editor: elm" in said
    assert "on kitchen and elsewhere" in said


def test_files_that_need_another_upload_are_left_to_plain_git(tmp_path: Path) -> None:
    desk, _, place = pair(tmp_path)
    before = git(place, "rev-parse", "main")
    with (desk.root / ".gitattributes").open("a") as attributes:
        attributes.write("*.pdf filter=lfs diff=lfs merge=lfs -text\n")
    desk.write("dune")
    with pytest.raises(GitTrouble, match="Git LFS"):
        desk.sync()
    assert desk.git("status", "--porcelain") == ""
    assert git(place, "rev-parse", "main") == before


def test_what_lies_about_in_git_is_packed_once_it_is_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "LOOSE", 20)
    monkeypatch.setattr(housekeeping, "PACKS", 1)
    desk, _, _ = pair(tmp_path)
    lost = desk.git("commit-tree", "HEAD^{tree}", "-m", "in no branch").strip()
    for number in range(3):
        for name in range(8):
            desk.write(f"more-{number}-{name}", NOTE.format(f"{number} {name}"))
        desk.sync()
    counted = dict(row.split(": ") for row in desk.git("count-objects", "-v").splitlines())
    assert int(counted["count"]) < 20
    assert int(counted["packs"]) <= 2
    assert desk.git("cat-file", "-t", lost).strip() == "commit"
    assert desk.is_whole()


def test_a_link_is_not_committed(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    (desk.root / "opportunities" / "link.md").symlink_to("/etc/passwd")
    desk.sync()
    assert "link" not in desk.git("ls-files")


def test_without_another_place_nothing_breaks(tmp_path: Path) -> None:
    desk = first(tmp_path)
    done = desk.sync()
    assert done.remote == ""
    assert "git remote add origin" in done.in_words
    assert desk.git("status", "--porcelain") == ""  # what was pending is committed
    assert desk.standing().in_words == "no other place to sync with"


def test_a_vault_without_any_commit_gets_its_first(tmp_path: Path) -> None:
    desk = first(tmp_path)
    place = bare(tmp_path / "stick.git")
    shutil.rmtree(desk.root / ".git")
    desk.git("init", "-q", "-b", "search")
    desk.git("remote", "add", "origin", str(place))
    assert desk.sync().sent == 1
    assert git(place, "branch", "--list").strip() == "search"
    assert desk.git("rev-parse", "--abbrev-ref", "@{upstream}").strip() == "origin/search"


def test_a_vault_in_a_folder_of_a_larger_repository_syncs(tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q", "-b", "main")
    git(whole, "remote", "add", "origin", str(place))
    desk = first(whole, "vault")
    (whole / ".gitignore").write_text(".afterword-*\n/state-vault\n")
    shutil.rmtree(desk.root / ".git")
    (whole / "other.txt").write_text("other\n")
    git(whole, "add", ".")
    git(whole, "-c", "user.name=S", "-c", "user.email=s@s.example", "commit", "-qm", "all")
    desk.sync()
    laptop = second(tmp_path, str(place))
    assert laptop.root == (tmp_path / "laptop" / "vault").resolve()
    laptop.set("anvil", salary="140k")
    (laptop.root.parent / "other.txt").write_text("changed\n")
    git(laptop.root.parent, "commit", "-qam", "mine")
    laptop.sync()
    (whole / "other.txt").write_text("dirty\n")
    with pytest.raises(GitTrouble, match=r"other\.txt was changed here and is not committed"):
        desk.sync()
    assert "salary" not in desk.read("anvil")  # all or nothing
    assert (whole / "other.txt").read_text() == "dirty\n"
    (whole / "other.txt").write_text("other\n")
    assert desk.sync().paths == ("opportunities/anvil.md",)
    assert (whole / "other.txt").read_text() == "changed\n"
    assert git(whole, "status", "--porcelain") == ""


@pytest.mark.parametrize("half_done", ["MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD"])
def test_what_git_is_in_the_middle_of_is_left_alone(tmp_path: Path, half_done: str) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("dune")
    (desk.root / ".git" / half_done).write_text(desk.git("rev-parse", "HEAD"))
    before = desk.git("log", "--oneline")
    with pytest.raises((GitTrouble, MustDecide), match="half done"):
        desk.sync()
    assert desk.git("log", "--oneline") == before
    assert (desk.root / ".git" / half_done).exists()


def test_a_detached_head_is_told(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.git("checkout", "-q", "--detach")
    with pytest.raises(GitTrouble, match="detached HEAD"):
        desk.sync()
    assert "detached" in desk.standing().trouble


def test_a_stick_in_a_drawer_costs_nothing_and_the_next_sync_goes_on(tmp_path: Path) -> None:
    desk, laptop, place = pair(tmp_path)
    place.parent.rename(tmp_path / "drawer")
    laptop.set("anvil", salary="140k")
    with pytest.raises(Offline, match="plug that in"):
        laptop.sync()
    assert "plug that in" in laptop.standing().trouble
    assert laptop.standing().ahead == 1
    (tmp_path / "drawer").rename(place.parent)
    assert laptop.sync().sent == 1
    assert desk.sync().received == 1
    assert laptop.standing().trouble == ""
    assert laptop.standing().last is not None


def test_a_refused_login_is_not_tried_again_by_itself(tmp_path: Path) -> None:
    desk = first(tmp_path)
    with http_server(401) as url:
        desk.git("remote", "add", "origin", f"{url}/search.git")
        with pytest.raises(NeedsLogin) as first_time:
            desk.sync()
    with pytest.raises(NeedsLogin) as later:  # no server is there: nobody looked
        sync(desk.workspace, by_hand=False)
    assert str(later.value) == str(first_time.value)
    assert later.value.command == first_time.value.command
    with pytest.raises(Offline):
        desk.sync()
    with pytest.raises(Offline):
        sync(desk.workspace, by_hand=False)


def test_looking_changes_nothing(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()
    desk.set("birch", salary="90k")
    desk.write("dune")
    stands, paths = foresee(desk.workspace)
    assert (stands.ahead, stands.behind, stands.pending) == (1, 1, 1)
    assert stands.in_words == "1 to send, 1 to take in, 1 file not committed"
    assert paths == ("opportunities/anvil.md",)
    assert "salary" not in desk.read("anvil")


def test_where_a_vault_stands_is_known_without_the_network(tmp_path: Path) -> None:
    desk, laptop, place = pair(tmp_path)
    assert desk.standing().in_words == "never synced"
    desk.sync()
    assert desk.standing().in_words == "in step"
    place.parent.rename(tmp_path / "drawer")
    laptop.set("anvil", salary="140k")
    assert laptop.standing().in_words == "1 to send"
    assert laptop.standing().branch == "main"
    assert standing(Computer(laptop.root, Machine()).workspace).last is None


def test_a_hook_that_refuses_leaves_all_here_and_says_why(tmp_path: Path) -> None:
    place = bare(tmp_path / "served" / "search.git")
    desk = first(tmp_path)
    with git_daemon(place.parent) as url:
        desk.git("remote", "add", "origin", f"{url}/search.git")
        desk.sync("first-push")
        hook(place, "pre-receive", "echo 'quota is used up' >&2; exit 1")
        desk.set("anvil", salary="1")
        with pytest.raises(GitTrouble, match="quota is used up"):
            desk.sync()
    assert desk.standing().ahead == 1
    assert desk.is_whole()


def test_who_has_no_name_is_told_before_anything_happens(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.git("config", "--unset", "user.name")
    (desk.root / "afterword.toml").write_text("[me]\n")
    with pytest.raises(GitTrouble, match="who you are"):
        desk.sync()


def test_a_memory_that_is_damaged_costs_a_question_only(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.sync()
    (file,) = (tmp_path / "state-desk" / "sync").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    for damage in ("", "{", "[]", '{"hosts": 1}', '{"hosts": [1], "last": 2}', '{"hosts": [], "new": "x"}'):
        file.write_text(damage)
        assert desk.standing().last is None
    desk.sync()
    assert desk.standing().last is not None
