"""When the power goes, each note is whole, what was told to be saved is there, and the history is in order."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.safety import power

ROOT = Path(__file__).resolve().parents[2]
WHY = {kind: power.usable(kind) for kind in power.KINDS}
EACH = [
    pytest.param(kind, marks=pytest.mark.skipif(bool(why), reason=f"{kind}: {why}" if why else "usable"))
    for kind, why in WHY.items()
]


def found(tmp_path: Path, *words: str) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTERWORD_ROOM": str(tmp_path)}
    command = [sys.executable, "-m", "tests.safety.power", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    assert json.loads(last)["tries"] > 0
    return [line for line in lines if ", cut " in line]


@pytest.mark.parametrize("what", ["notes", "commits"])
@pytest.mark.parametrize("kind", EACH)
def test_what_was_told_to_be_saved_is_there_when_the_power_comes_back(tmp_path: Path, kind: str, what: str) -> None:
    assert found(tmp_path, "--what", what, "--on", kind, "--times", "3") == []


@pytest.mark.parametrize("kind", EACH)
def test_the_check_itself_finds_a_writer_that_does_not_wait_for_the_disk(tmp_path: Path, kind: str) -> None:
    assert found(tmp_path, "--what", "notes", "--on", kind, "--times", "8", "--bad") != []


@pytest.mark.parametrize("kind", EACH)
def test_the_check_itself_finds_a_git_that_does_not_wait_for_the_disk(tmp_path: Path, kind: str) -> None:
    assert found(tmp_path, "--what", "commits", "--on", kind, "--times", "3", "--bad") != []
