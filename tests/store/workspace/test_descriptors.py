"""A day of work leaves no file open and no program behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.workspace.commands.set_keys import set_keys
from store.workspace.door import Workspace

TIMES = max(10, int(os.environ.get("AFTERWORD_EXAMPLES", "100")) // 10)
CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")
WARM = 2
"""Changes until all that stays open on purpose is."""

pytestmark = pytest.mark.skipif(not CHILDREN.exists(), reason="needs what Linux tells of processes")


def left_by(deed: Callable[[int], object]) -> tuple[int, set[str]]:
    """Do something many times; return how many files more are open than before, and which more programs run."""
    for number in range(WARM):
        deed(number)
    before, running = len(os.listdir("/dev/fd")), {*CHILDREN.read_text().split()}  # noqa: PTH208 - a count
    for number in range(WARM, WARM + TIMES):
        deed(number)
    return len(os.listdir("/dev/fd")) - before, {*CHILDREN.read_text().split()} - running  # noqa: PTH208


def test_changes_readings_and_undos_leave_nothing_open(workspace: Workspace) -> None:
    def work(number: int) -> None:
        workspace.carry_out(set_keys("northwind", {"salary": f"{number}k"}))
        workspace.snapshot()
        workspace.undo()
        assert workspace.preview(workspace.redoing).diff

    assert left_by(work) == (0, set())


def test_the_check_itself_sees_a_file_that_stays_open(tmp_path: Path) -> None:
    held = [os.open(tmp_path, os.O_RDONLY) for _ in range(1)]
    more, _ = left_by(lambda _: held.append(os.open(tmp_path, os.O_RDONLY)))
    for handle in held:
        os.close(handle)
    assert more == TIMES
