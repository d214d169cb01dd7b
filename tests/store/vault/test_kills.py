"""Killed at any moment, a writer leaves the old or the new version, whole; what it acknowledged is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve()
ROUNDS = int(os.environ.get("AFTERWORD_EXAMPLES", "100")) * 3

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def faults(root: Path, way: str) -> list[str]:
    command = [sys.executable, "-P", str(HERE.with_name("killing.py")), str(root), str(ROUNDS), way]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[3])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert int(done.stderr.split()[0]) > ROUNDS // 10
    return done.stdout.splitlines()


def test_a_killed_writer_leaves_every_note_whole_and_nothing_else(tmp_path: Path) -> None:
    assert faults(tmp_path, "careful") == []


def test_the_check_itself_finds_a_careless_writer(tmp_path: Path) -> None:
    assert faults(tmp_path, "careless") != []
