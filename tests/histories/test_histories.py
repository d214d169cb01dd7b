"""Three machines, edits by app and by editor, any order of syncs, plain git and kills: one end, nothing lost."""

import os
from pathlib import Path

import pytest

from tests.histories.play import play

COUNT = int(os.environ.get("AFTERWORD_HISTORIES", "36"))
SHARES = 12
"""Tests that the histories are dealt to, so that they run side by side."""


@pytest.mark.parametrize("share", range(SHARES))
def test_machines_end_with_the_same_bytes_and_nothing_is_lost(share: int, tmp_path: Path) -> None:
    for seed in range(share, COUNT, SHARES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        play(folder, seed)
