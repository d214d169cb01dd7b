"""Two machines and a place between them: what is written on one arrives on the other, and nothing is lost."""

import os
import shutil
from pathlib import Path

import pytest

from store.errors import (
    BadRequest,
    Cancelled,
    ChangedUnderneath,
    GitTrouble,
    MustDecide,
    NeedsLogin,
    Offline,
    Overtaken,
    Syncing,
)
from store.model.sync import Progress
from store.vault.lock import sole
from store.workspace import sync_rounds
from store.workspace.machine import Machine
from store.workspace.syncing import LOCK, foresee, standing, sync
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
    with pytest.raises(GitTrouble, match="other.txt was changed here and is not committed"):
        desk.sync()
    assert "salary" not in desk.read("anvil")  # all or nothing
    assert (whole / "other.txt").read_text() == "dirty\n"
    (whole / "other.txt").write_text("other\n")
    assert desk.sync().paths == ("opportunities/anvil.md",)
    assert (whole / "other.txt").read_text() == "changed\n"
    assert git(whole, "status", "--porcelain") == ""


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


@pytest.mark.parametrize("half_done", ["MERGE_HEAD", "rebase-merge", "CHERRY_PICK_HEAD"])
def test_what_git_is_in_the_middle_of_is_left_alone(tmp_path: Path, half_done: str) -> None:
    desk, _, _ = pair(tmp_path)
    desk.write("dune")
    (desk.root / ".git" / half_done).write_text(desk.git("rev-parse", "HEAD"))
    before = desk.git("log", "--oneline")
    with pytest.raises(GitTrouble, match="half done"):
        desk.sync()
    assert desk.git("log", "--oneline") == before
    assert (desk.root / ".git" / half_done).exists()


def test_a_detached_head_is_told(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    desk.git("checkout", "-q", "--detach")
    with pytest.raises(GitTrouble, match="detached HEAD"):
        desk.sync()
    assert "detached" in desk.standing().trouble


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
        with pytest.raises(MustDecide, match="never sent this vault to 127.0.0.1") as asked:
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


def test_a_push_race_is_another_round_and_bounded(tmp_path: Path) -> None:
    desk, laptop, place = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.git("push", "-q", "origin", "main:refs/heads/faster")
    desk.set("birch", salary="90k")
    desk.git("remote", "set-url", "origin", str(place))
    # Another machine is faster once: its push lands between our fetch and our push.
    told: list[Progress] = []

    def faster(progress: Progress) -> None:
        if progress.doing == "sending" and not any(p.doing == "sending" for p in told):
            git(place, "update-ref", "refs/heads/main", "refs/heads/faster")
        told.append(progress)

    done = sync(desk.workspace, watch=faster)
    assert (done.rounds, done.received) == (2, 1)
    assert "salary: 140k" in desk.read("anvil")


def test_a_push_that_is_always_late_ends_after_some_rounds(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    desk.set("birch", salary="90k")
    count = 0

    def faster(progress: Progress) -> None:
        nonlocal count
        if progress.doing == "sending" and progress.done is None:
            count += 1
            laptop.set("anvil", salary=f"{count}k")
            laptop.git("pull", "-q", "--no-rebase", "--no-edit")
            laptop.git("push", "-q")

    with pytest.raises(Overtaken, match="goes with the next sync"):
        sync(desk.workspace, watch=faster)
    assert count == sync_rounds.ROUNDS
    assert desk.sync().sent > 0
    laptop.sync()
    assert desk.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")


def test_an_editor_that_saves_while_the_merge_is_made_loses_nothing(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()

    def editor(progress: Progress) -> None:
        if progress.doing == "merging" and "typed" not in desk.read("birch"):
            desk.write("birch", desk.read("birch") + "typed meanwhile\n")

    done = sync(desk.workspace, watch=editor)
    assert done.received == 1
    assert "typed meanwhile" in desk.read("birch")
    assert "salary: 140k" in desk.read("anvil")
    laptop.sync()
    assert "typed meanwhile" in laptop.read("birch")
    assert desk.is_whole()


def test_the_app_that_saves_while_the_merge_is_made_loses_nothing(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()
    saved: list[bool] = []

    def app(progress: Progress) -> None:
        if progress.doing == "merging" and not saved:
            saved.append(True)
            desk.set("birch", salary="90k")

    assert sync(desk.workspace, watch=app).received == 1
    assert "salary: 90k" in desk.read("birch")
    assert "salary: 140k" in desk.read("anvil")
    assert desk.is_whole()


@pytest.mark.parametrize("doing", ["committing", "fetching", "merging", "sending"])
def test_stopping_anywhere_leaves_everything_whole(tmp_path: Path, doing: str) -> None:
    desk, laptop, _ = pair(tmp_path)
    laptop.set("anvil", salary="140k")
    laptop.sync()
    desk.set("birch", salary="90k")
    reached: list[str] = []

    with pytest.raises(Cancelled, match="saved and whole"):
        sync(desk.workspace, watch=lambda p: reached.append(p.doing), cancelled=lambda: doing in reached)
    assert desk.is_whole()
    assert "salary: 90k" in desk.read("birch")
    desk.sync()
    laptop.sync()
    assert desk.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")
    assert desk.standing().trouble == ""


def test_a_second_sync_is_told_that_one_is_running(tmp_path: Path) -> None:
    desk, _, _ = pair(tmp_path)
    with sole(desk.root / ".git" / LOCK) as alone, pytest.raises(Syncing, match="Another Afterword is syncing"):
        assert alone
        desk.sync()
    assert desk.sync().in_words == "Everything is in step already."
    assert desk.git("status", "--porcelain") == ""


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
    (file,) = (tmp_path / "state-desk" / "sync").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    for damage in ("", "{", "[]", '{"hosts": 1}', '{"hosts": [1], "last": 2}', '{"hosts": [], "new": "x"}'):
        file.write_text(damage)
        assert desk.standing().last is None
    desk.sync()
    assert desk.standing().last is not None


# ── another machine ──


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
    with pytest.raises(BadRequest, match="is empty. Send the vault there first"):
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
    from store.workspace.cloning import clone

    _, _, place = pair(tmp_path)
    with pytest.raises(Cancelled):
        clone(str(place), tmp_path / "third", here=tmp_path, machine=Machine(), cancelled=lambda: True)
    assert not (tmp_path / "third").exists()


def test_a_relative_place_means_the_same_afterwards(tmp_path: Path) -> None:
    pair(tmp_path)
    third = second(tmp_path, os.path.join("stick", "search.git"), "third")  # noqa: PTH118 - as it is typed
    third.set("anvil", salary="1")
    assert third.sync().sent == 1
