"""Real editors and tools save a note that is watched: each save is one change, and never is half a note read."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tried(tmp_path: Path, *words: str) -> tuple[int, list[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.editors", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    return json.loads(last)["tries"], [line for line in lines if ": " in line]


def test_each_save_of_each_tool_that_is_here_is_one_change_and_never_half_read(tmp_path: Path) -> None:
    tries, found = tried(tmp_path, "--times", "1")
    assert found == []
    assert tries > 0


def test_the_check_itself_finds_a_reader_that_does_not_wait_for_a_quiet_moment(tmp_path: Path) -> None:
    _, found = tried(tmp_path, "--times", "1", "--only", "slow", "--bad")
    assert [line for line in found if "half a note" in line] != []
    assert [line for line in found if "changes" in line] != []
