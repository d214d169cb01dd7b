"""What tests of the screen share: a terminal of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.terminals import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open a terminal of 80 by 24, and close it."""
    opened = Terminal(tmp_path, (80, 24))
    yield opened
    opened.tmux("kill-server")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look sooner whether the program rests: Textual's driver of tests sleeps two or three times for each key."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0004)
