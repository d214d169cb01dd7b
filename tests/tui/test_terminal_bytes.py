"""Every byte that a terminal gets: text out of files commands it nothing, on no screen."""

import os
from pathlib import Path

import pytest

from tests.tui.terminals import NEEDS, ROOT, Line
from tests.tui.test_hostile import hostile_vault

pytestmark = NEEDS

PAYLOADS = {
    "commands": "Acme\\x1b]52;c;enE=\\azq\\x1b]0;zq\\azq\\x1b]8;;http://zq.example\\x1b\\\\zq\\x1b[31mzq\\x1b[2Jzq",
    "strings": "Acme\\x1bPzq\\x1b\\\\\\x1b_zq\\x1b\\\\\\x1b^zq\\x1b\\\\\\x1bXzq\\x1b\\\\",
    "c1": "Acme\\x9b31mzq\\x9d0;zq\\x9czq\\x90zq\\x9czq\\x85zq\\x9fzq",
    "single": "Acme\\0zq\\bzq\\x7fzq\\x0bzq\\x0czq\\x0ezq\\x0fzq",
    "turned": "Acme\u202ezq\u2066zq\u2069\u200bzq\u2028zq\u2029\ufeff",
}
"""As a header has them, between quotes; each command is followed by `zq`."""
FOR_A_TERMINAL = (
    *(b"\x1b]52", b"\x1b]0;", b"\x1b]8;;http://zq", b"\x1b[31mzq", b"\x1b[2Jzq"),
    *(b"\x1bPzq", b"\x1b_zq", b"\x1b^zq", b"\x1bXzq"),
    *(sign.encode() for sign in "\x9b\x9d\x9c\x90\x85\x9f"),
    *(b"\0", b"\bzq", b"\x7f", b"\x0b", b"\x0c", b"\x0e", b"\x0f"),
    *(sign.encode() for sign in "\u202e\u2066\u2069\u200b\u2028\u2029\ufeff"),
)
SCREENS = ("2", "1", "3", "4", "5", "6", "7", "8", "?", "\x1b", "2\r", "l", "l", "P", "\x1b", "n", "\x1b", ":")
"""The screens, an opportunity with its tabs, help, a form and the list of commands."""
UNGUARDED = """
from tui.presentation import safe
safe._shown = lambda character, blank: character
safe.is_shown = lambda character: True
from tui.themes.guard import Guard
Guard.apply = lambda self, segments, background: segments
"""
EVERY = "AFTERWORD_EXAMPLES" in os.environ
"""Whether all of it is asked for; else two of the payloads, on fewer screens."""
TRIED = tuple(PAYLOADS) if EVERY else ("commands", "turned")
WAY = SCREENS if EVERY else SCREENS[1:5]


def heard(line: Line, screens: tuple[str, ...]) -> bytes:
    """Return all that is written on the way through screens."""
    said = line.written(b"Agenda")
    for keys in screens:
        line.keys(keys.encode())
        said += line.written()
    line.close()
    return said


def commands_in(said: bytes) -> list[bytes]:
    """Return what of the payloads would be obeyed."""
    return [one for one in FOR_A_TERMINAL if one in said]


@pytest.mark.parametrize("name", TRIED)
def test_no_screen_passes_a_command_out_of_a_file_to_the_terminal(tmp_path: Path, name: str) -> None:
    assert commands_in(heard(Line(hostile_vault(tmp_path, PAYLOADS[name])), WAY)) == []


def test_the_check_itself_sees_what_a_program_without_its_guard_passes_on(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(UNGUARDED)
    line = Line(hostile_vault(tmp_path, PAYLOADS["strings"]), PYTHONPATH=f"{tmp_path}:{ROOT}")
    assert commands_in(heard(line, ("2",))) != []
