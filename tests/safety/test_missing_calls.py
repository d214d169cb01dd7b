"""Where the system lacks a call, the program does without, says so to who asks, and loses nothing."""

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


def tried(tmp_path: Path, *words: str) -> tuple[int, list[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.missing_calls", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    return json.loads(last)["tries"], [line for line in lines if ":error=" in line]


def test_a_call_that_is_missing_stops_nothing_and_is_told_by_the_doctor(tmp_path: Path) -> None:
    tries, found = tried(tmp_path, "--times", str(EXAMPLES // 5))
    assert found == []
    assert tries > 0


def test_the_check_itself_finds_a_program_that_cannot_do_without(tmp_path: Path) -> None:
    _, found = tried(tmp_path, "--bad", "--codes", "EINVAL", "--deeds", "save,watch")
    for call in ("renameat2", "flock", "inotify_init1"):
        assert [line for line in found if f" {call}:" in line] != []
