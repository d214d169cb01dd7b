"""What the program writes to a real terminal: no colour where none is wanted, no title, little on slow lines."""

import re
from pathlib import Path

import pytest

from tests.tui.driver import small_vault
from tests.tui.terminals import Line

STYLED = re.compile(rb"\x1b\[([0-9;:]*)m")
TITLED = re.compile(rb"\x1b\][012];|\x1bk")

pytestmark = pytest.mark.terminal


def colours(said: bytes) -> set[bytes]:
    """Return the codes in it that set a colour of text or ground."""
    codes = {code for found in STYLED.findall(said) for code in re.split(rb"[;:]", found)}
    return {code for code in codes if code.isdigit() and (30 <= int(code) <= 49 or 90 <= int(code) <= 107)}


def test_no_colour_code_is_written_where_none_is_wanted_and_no_title_ever(tmp_path: Path) -> None:
    line = Line(small_vault(tmp_path), NO_COLOR="1")
    try:
        said = line.written(b"Thank-you")
        line.keys(b"j2")
        said += line.written(b"opportunities")
        line.keys(b"\ra")
        said += line.written(b"position")
    finally:
        line.close()

    assert colours(said) == set()
    assert b"\x1b[7" in said or b";7m" in said
    assert not TITLED.search(said)


def test_a_slow_line_gets_little_more_than_half_as_much_and_no_true_colours(tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    sizes = {}
    for options in ((), ("--low-bandwidth",)):
        line = Line(vault, *options)
        try:
            said = line.written(b"Thank-you")
            line.keys(b"2")
            said += line.written(b"opportunities")
        finally:
            line.close()
        sizes[options] = len(said)

    assert b"38;2;" not in said
    assert sizes["--low-bandwidth",] < 0.7 * sizes[()]


def test_a_terminal_that_shows_ascii_only_gets_no_other_sign(tmp_path: Path) -> None:
    line = Line(small_vault(tmp_path), "--no-mouse", LC_ALL="C")
    try:
        said = line.written(b"Thank-you")
    finally:
        line.close()

    assert said.isascii()
    assert b"\x1b[?1000h" not in said
