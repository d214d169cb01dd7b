"""A sync that dies anywhere leaves nothing lost, and the next one goes on."""

import multiprocessing
import os
from pathlib import Path

import pytest

from store.history.git import Git
from store.history.merging import joining
from store.history.merging.joining import Joined
from store.model.change import Edit
from store.model.sync import Progress
from store.vault import writing
from store.workspace.machine import Machine
from store.workspace.syncing import intake as sync_intake
from store.workspace.syncing.sync import sync
from tests.store.workspace.machines import NOTE, Computer, pair


def die_in(root: str, state: str, where: str) -> None:
    """Sync in a process of its own that is gone from one moment to the next, as when the power fails."""

    def watch(progress: Progress) -> None:
        if progress.doing == where:
            os._exit(9)

    def settle(*_arguments: object) -> tuple[str, ...]:
        os._exit(9)

    def settle_late(git: Git, joined: Joined) -> tuple[str, ...]:
        joining.settle(git, joined)
        os._exit(9)

    def write_some(place: Path, edits: tuple[Edit, ...], _written: object) -> None:
        writing.write_all(place, edits[:1])
        os._exit(9)

    name, instead = {
        "writing": ("write_all", write_some),
        "written": ("settle", settle),
        "moved": ("settle", settle_late),
    }.get(where, ("ATTEMPTS", sync_intake.ATTEMPTS))
    pytest.MonkeyPatch().setattr(sync_intake, name, instead)
    sync(Computer(Path(root), Machine(state=Path(state))).workspace, watch=watch)


@pytest.mark.parametrize("where", ["fetching", "merging", "writing", "written", "moved", "sending"])
def test_a_crash_leaves_nothing_lost_and_the_next_sync_goes_on(tmp_path: Path, where: str) -> None:
    desk, laptop, _ = pair(tmp_path)
    for name in ("anvil", "birch"):
        laptop.set(name, salary="140k")
    laptop.write("dune")
    laptop.sync()
    desk.set("anvil", location="Dayton")
    desk.write("elm", NOTE.format("Elm") + "typed before the crash\n")
    child = multiprocessing.get_context("spawn").Process(
        target=die_in, args=(str(desk.root), str(desk.machine.state), where)
    )
    child.start()
    child.join(60)
    assert child.exitcode == 9
    desk.git("fsck", "--strict", "--no-dangling")
    assert "typed before the crash" in desk.read("elm")
    desk.sync()
    laptop.sync()
    desk.sync()
    assert desk.git("rev-parse", "HEAD") == laptop.git("rev-parse", "HEAD")
    assert desk.is_whole()
    for computer in (desk, laptop):
        assert computer.names() == ["anvil", "birch", "cedar", "dune", "elm"]
        assert "location: Dayton" in computer.read("anvil")
        assert computer.read("anvil").count("salary: 140k") == computer.read("birch").count("salary: 140k") == 1
        assert "typed before the crash" in computer.read("elm")
        assert "merge_review" not in "".join(computer.read(name) for name in computer.names())
