"""How often a change starts git: each start costs as much as reading a hundred files."""

import shutil
from pathlib import Path

import pytest

from store.workspace.commands.tag_opportunities import tag_opportunities
from store.workspace.door import Workspace

COUNTING = """\
#!/bin/sh
echo "$*" >> "$STARTS_OF_GIT"
exec {git} "$@"
"""


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a git in front that writes down how it was called, and return where."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "git"
    program.write_text(COUNTING.format(git=shutil.which("git")))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    count = tmp_path / "count"
    monkeypatch.setenv("STARTS_OF_GIT", str(count))
    return count


def test_a_change_starts_git_five_times(workspace: Workspace, started: Path) -> None:
    one = workspace.snapshot().records.opportunities[0].id
    workspace.carry_out(tag_opportunities((one,), add=("first",)))
    started.write_text("")
    applied = workspace.carry_out(tag_opportunities((one,), add=("second",)))

    calls = started.read_text().splitlines()

    assert applied.committed
    assert len(calls) == 5, "\n".join(calls)
    assert sum(" commit --quiet " in call for call in calls) == 1
