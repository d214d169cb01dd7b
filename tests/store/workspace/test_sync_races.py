"""Others write, push and stop while a sync runs: nothing is lost, and it ends."""

from pathlib import Path

import pytest

from store.errors import (
    Cancelled,
    Overtaken,
    Syncing,
)
from store.model.sync import Progress
from store.vault.lock import sole
from store.workspace.syncing import rounds as sync_rounds
from store.workspace.syncing.sync import LOCK, sync
from tests.store.history.counterparts import git
from tests.store.workspace.machines import NOTE, pair


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
    with (
        sole(desk.root / ".git" / LOCK),
        pytest.raises(Syncing, match="Another Afterword is syncing"),
    ):
        desk.sync()
    assert desk.sync().in_words == "Everything is in step already."
    assert desk.git("status", "--porcelain") == ""


def test_writing_many_files_is_told_on_the_way(tmp_path: Path) -> None:
    desk, laptop, _ = pair(tmp_path)
    for number in range(45):
        laptop.write(f"more-{number}", NOTE.format(f"{number}"))
    laptop.sync()
    told: list[Progress] = []
    sync(desk.workspace, watch=told.append)
    assert [p for p in told if p.doing == "writing"] == [
        Progress(doing="writing", done=20, total=45),
        Progress(doing="writing", done=40, total=45),
    ]
