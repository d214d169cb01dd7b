"""The full screen where hardly anything is as it should be: it opens, takes keys and ends, or says why it cannot."""

from pathlib import Path

import pytest

from tests.tui.driver import small_vault
from tests.tui.terminals import NEEDS, PROGRAM, Terminal

pytestmark = NEEDS

SURROUNDINGS = {
    "no home": "env -u HOME XDG_STATE_HOME=/nonexistent XDG_CACHE_HOME=/nonexistent",
    "a home that is nowhere": "env HOME=/nonexistent",
    "no locale": "env LC_ALL=C LANG=C",
    "a dumb terminal": "env TERM=dumb",
    "no terminal's name": "env -u TERM",
    "a terminal that nobody knows": "env TERM=nonsense",
    "no git, no editor, nothing": "env PATH=/nonexistent",
    "no place for what is kept": "env XDG_STATE_HOME=/proc XDG_CACHE_HOME=/proc",
}


def opens_and_ends(terminal: Terminal, vault: Path, env: str = "") -> None:
    terminal.type(f"clear; {env} {PROGRAM} --vault {vault} --today 2026-11-20; echo code''=$?")
    terminal.keys("Enter")
    terminal.shows("Today")
    terminal.keys("2")
    terminal.until(lambda: "Fri 20 Nov" not in terminal.screen)
    terminal.keys("j", "1")
    terminal.shows("Today")
    terminal.keys("C-q")
    terminal.shows("code=0")
    assert "Traceback" not in terminal.tmux("capture-pane", "-p", "-S", "-")


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_it_opens_in_bare_surroundings(terminal: Terminal, tmp_path: Path, what: str) -> None:
    opens_and_ends(terminal, small_vault(tmp_path), SURROUNDINGS[what])


@pytest.mark.parametrize("size", [(40, 10), (20, 8)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_it_opens_in_a_window_too_small_for_anything(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(tmp_path, size)
    try:
        opens_and_ends(terminal, small_vault(tmp_path))
    finally:
        terminal.tmux("kill-server")


@pytest.mark.parametrize("what", ["a file", "nothing", "a folder without settings", "a pipe"])
def test_what_is_no_vault_is_told_in_one_sentence(terminal: Terminal, tmp_path: Path, what: str) -> None:
    place = tmp_path / "vault"
    if what == "a file":
        place.touch()
    elif what == "a pipe":
        terminal.type(f"mkfifo {place}; ")
    elif what != "nothing":
        place.mkdir()
    terminal.type(f"clear; {PROGRAM} --vault {place}; echo code''=$?")
    terminal.keys("Enter")
    terminal.shows("code=2")
    assert "There is no vault at" in terminal.screen.replace("\n", "")
