"""Whatever git's own calls answer, the note is saved, what git does not hold is told, and it is made up for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety import calls

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = int(os.environ.get("AFTERWORD_EXAMPLES", "100"))

pytestmark = pytest.mark.skipif(bool(calls.usable()), reason=calls.usable() or "strace")


def found(tmp_path: Path, *words: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.git_calls", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    assert json.loads(last)["tries"] > 0
    return [line for line in lines if ", git " in line]


@pytest.mark.parametrize("deed", ["save", "create"])
def test_a_note_is_saved_whatever_git_answers_and_what_it_does_not_hold_is_told(tmp_path: Path, deed: str) -> None:
    assert found(tmp_path, "--deeds", deed, "--times", str(EXAMPLES // 10)) == []


def test_a_sync_whose_git_fails_leaves_whole_files_and_the_next_one_comes_to_the_same_end(tmp_path: Path) -> None:
    assert found(tmp_path, "--deeds", "sync", "--times", str(EXAMPLES // 20)) == []


def test_the_check_itself_finds_a_program_that_does_not_look_at_what_git_answers(tmp_path: Path) -> None:
    words = ("--deeds", "save", "--codes", "ENOSPC", "--only", "write,rename,fsync", "--times", "6", "--bad")
    assert [line for line in found(tmp_path, *words) if "git does not hold it, and that is not said" in line] != []
