"""Killed or failing at any system call, the program leaves the old or the new version and never says too much."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.safety import calls

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = int(os.environ.get("AFTERWORD_EXAMPLES", "100"))
AT_THE_WRITER = "write,rename,renameat2,fsync"

pytestmark = pytest.mark.skipif(bool(calls.usable()), reason=calls.usable() or "strace")


@dataclass(frozen=True)
class Told:
    """What the checker answered."""

    tries: int
    found: list[str]


def tried(tmp_path: Path, *words: str) -> Told:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.system_calls", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    return Told(json.loads(last)["tries"], [line for line in lines if ": " in line and "=" in line])


@pytest.mark.parametrize("deed", ["save", "create", "delete", "restore", "undo", "import", "capture"])
def test_a_kill_at_any_call_leaves_old_or_new_and_what_was_told_is_there(tmp_path: Path, deed: str) -> None:
    told = tried(tmp_path, "--kill", "--deeds", deed, "--times", str(EXAMPLES // 10))
    assert told.found == []
    assert told.tries > 0


def test_a_recovery_that_is_killed_and_begun_again_comes_to_the_same_end(tmp_path: Path) -> None:
    told = tried(tmp_path, "--kill", "--deeds", "recovery", "--times", str(EXAMPLES // 10))
    assert told.found == []
    assert told.tries > 0


def test_an_error_of_any_call_is_never_called_a_success(tmp_path: Path) -> None:
    told = tried(tmp_path, "--errors", "--deeds", "save", "--times", str(EXAMPLES // 4))
    assert told.found == []
    assert told.tries > 0


def test_the_check_itself_finds_a_careless_writer_that_is_killed(tmp_path: Path) -> None:
    told = tried(tmp_path, "--kill", "--deeds", "save", "--only", AT_THE_WRITER, "--bad")
    assert [line for line in told.found if "neither the old nor the new version" in line]


def test_the_check_itself_finds_a_careless_writer_that_calls_a_failure_a_success(tmp_path: Path) -> None:
    told = tried(tmp_path, "--errors", "--codes", "ENOSPC", "--deeds", "save", "--only", "write", "--bad")
    assert [line for line in told.found if "it said that it was done, and it is not" in line]
