"""A change meets another program's save: nothing is lost, whoever comes first."""

import multiprocessing
import os
import subprocess
from functools import partial
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath
from store.model.change import Change
from store.model.entry import Direction, Kind
from store.vault import keeping
from store.vault.keeping import clean
from store.workspace.commands.log_touch import log_touch
from store.workspace.commands.set_keys import set_keys
from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.door import Workspace
from store.workspace.snapshot import Snapshot
from tests.shell import git

TIMES = max(8, int(os.environ.get("AFTERWORD_EXAMPLES", "80")) // 10)
"""Changes of each program."""
FILE = "opportunities/northwind.md"


def test_a_save_between_plan_and_write_is_planned_again(workspace: Workspace) -> None:
    file = workspace.root / FILE
    inner = set_keys("northwind", {"salary": "140k"})
    rounds: list[Change] = []

    def plan(snapshot: Snapshot) -> Change:
        change = inner(snapshot)
        if not rounds:
            file.write_text(file.read_text().replace("Found through Ana.", "Found through Ana, typed elsewhere."))
        rounds.append(change)
        return change

    workspace.carry_out(plan)
    assert len(rounds) == 2
    assert "typed elsewhere" in file.read_text()
    assert "salary: 140k" in file.read_text()


def test_a_program_that_never_stops_writing_is_never_written_over(workspace: Workspace) -> None:
    file = workspace.root / FILE
    inner = set_keys("northwind", {"salary": "140k"})
    count = 0

    def plan(snapshot: Snapshot) -> Change:
        nonlocal count
        change = inner(snapshot)
        count += 1
        file.write_text(file.read_text() + f"\nline {count}\n")
        return change

    with pytest.raises(ChangedUnderneath):
        workspace.carry_out(plan)
    assert all(f"line {n}\n" in file.read_text() for n in range(1, count + 1))
    assert "salary" not in file.read_text()


def commit_many(root: str, times: int) -> None:
    """Commit a file of one's own with git, again and again, as somebody at a shell does."""
    mine = Path(root) / "mine.txt"
    for number in range(times):
        mine.write_text(f"mine {number}\n")
        for words in (("add", "mine.txt"), ("commit", "-qm", "mine", "--", "mine.txt")):
            subprocess.run(["git", "-C", root, *words], capture_output=True, check=False)


def log_many(root: str, who: int, times: int) -> None:
    """Log some touches from a process of its own."""
    from datetime import UTC, date, datetime

    from store.workspace.moment import Moment

    moment = Moment(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 9, 30, tzinfo=UTC), fixed=True)
    workspace = Workspace.open(Path(root), moment)
    for number in range(times):
        plan = log_touch("northwind", Kind.EMAIL, Direction.TO, ("joe",), title=f"token {who}-{number}", body="x")
        assert workspace.carry_out(plan).committed


def test_two_programs_log_on_one_file_while_git_commits_by_hand_and_nothing_is_lost(workspace: Workspace) -> None:
    root = str(workspace.root)
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=log_many, args=(root, who, TIMES)) for who in range(2)]
    workers.append(context.Process(target=commit_many, args=(root, TIMES)))
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60 + 4 * TIMES)
    assert [w.exitcode for w in workers] == [0, 0, 0]
    written = (workspace.root / FILE).read_text()
    assert [t for who in range(2) for n in range(TIMES) if (t := f"token {who}-{n}") not in written] == []
    held = git(workspace.root, "show", f"HEAD:{FILE}")
    assert held == written


def test_what_another_program_writes_into_the_old_version_is_kept_and_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "clean", partial(clean, settled=0))  # instead of waiting five seconds
    file = workspace.root / FILE
    with file.open("a") as late:  # an editor that has the file open
        workspace.carry_out(set_keys("northwind", {"salary": "140k"}))
        late.write("\ntyped too late\n")
    applied = workspace.carry_out(set_keys("northwind", {"location": "Columbus"}))
    assert "still writing" in applied.note
    assert any("typed too late" in p.read_text() for p in file.parent.glob("*.md"))


def test_what_another_program_wrote_late_is_told_with_the_next_change(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "clean", partial(keeping.clean, settled=0, stale=0))
    first = workspace.snapshot().records.opportunities[0]

    def changed(tag: str) -> str:
        return workspace.carry_out(tag_opportunities((first.id,), add=(tag,))).note

    for number in range(2):  # the second time after a look between two changes
        changed(f"one-{number}")
        (aside,) = (workspace.root / first.path).parent.glob(".afterword-*.tmp")
        aside.write_text(f"late {number}")
        assert "Another program was still writing" in changed(f"other-{number}")
        workspace.clean()
        assert "Another program" not in changed(f"last-{number}")
        workspace.clean()
