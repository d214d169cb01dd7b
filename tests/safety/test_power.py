"""When the power goes, each note is whole, what was told to be saved is there, and the history is in order."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety import power

ROOT = Path(__file__).resolve().parents[2]
WHY = power.usable()

pytestmark = pytest.mark.skipif(bool(WHY), reason=WHY or "usable")


def found(tmp_path: Path, *words: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.power", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    assert json.loads(last)["tries"] > 0
    return [line for line in lines if ", cut " in line]


@pytest.mark.parametrize("what", ["notes", "commits"])
def test_what_was_told_to_be_saved_is_there_when_the_power_comes_back(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, "--what", what, "--times", "3") == []


def test_the_check_itself_finds_a_writer_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    assert found(tmp_path, "--what", "notes", "--times", "8", "--bad") != []
