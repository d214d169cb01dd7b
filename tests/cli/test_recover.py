"""`afterword recover`: what is in no file and no commit, listed, printed, brought back."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


@pytest.fixture
def displaced(vault: Path, afterword: Typed) -> str:
    """Change a note twice where there is no git, and return what it was first."""
    (vault / ".git").rename(vault.parent / "no-git")
    place = next((vault / "opportunities").rglob("brightwater*.md"))
    before = place.read_text()
    for salary in ("41k", "42k"):
        assert afterword("set", "brightwater", f"salary={salary}").code == 0
    return before


@pytest.mark.usefixtures("vault")
def test_where_all_is_in_git_it_says_that_nothing_is_kept(afterword: Typed) -> None:
    assert afterword("set", "brightwater", "salary=41k").code == 0

    said = afterword("recover")

    assert (said.code, said.out) == (0, "")
    assert said.err == "Nothing is kept: all that there was is in your files and in the history.\n"


def test_the_list_tells_number_time_file_size_and_why(displaced: str, afterword: Typed) -> None:
    lines = afterword("recover").out.splitlines()

    [first, second] = [line for line in lines if re.match(r"\d", line)]
    assert re.match(r"2  \d{4}-\d\d-\d\d \d\d:\d\d  opportunities/", first)
    assert second.startswith("1  ")
    size = len(displaced.encode())
    assert any(line.startswith(f"    {size} bytes; a change took its place: Brightwater") for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_the_document_has_a_row_for_each(displaced: str, afterword: Typed) -> None:
    document = json.loads(afterword("recover", "--json").out)

    assert [list(row) for row in document["texts"]] == [["id", "file", "when", "why", "during", "bytes"]] * 2
    assert document["texts"][1]["bytes"] == len(displaced.encode())
    assert document["texts"][1]["why"] == "displaced"


def test_one_is_printed_as_it_was(displaced: str, afterword: Typed) -> None:
    assert afterword("recover", "show", "1").out == displaced
    assert json.loads(afterword("recover", "show", "1", "--json").out)["text"]["text"] == displaced


def test_one_is_brought_back_and_a_dry_run_only_shows_it(displaced: str, vault: Path, afterword: Typed) -> None:
    place = next((vault / "opportunities").rglob("brightwater*.md"))
    now = place.read_text()

    shown = afterword("recover", "restore", "1", "--dry-run")
    assert "-salary: 42k" in shown.out
    assert place.read_text() == now

    done = afterword("recover", "restore", "1")
    assert (done.code, done.out) == (0, f"{place.relative_to(vault).as_posix()}\n")
    assert place.read_text() == displaced
    assert afterword("recover", "show", "3").out == now


def test_one_is_brought_back_beside_the_file(displaced: str, vault: Path, afterword: Typed) -> None:
    assert afterword("recover", "restore", "1", "--to", "opportunities/before.md").code == 0
    assert (vault / "opportunities" / "before.md").read_text() == displaced

    taken = afterword("recover", "restore", "2", "--to", "opportunities/before.md")
    assert (taken.code, "is there already" in taken.err) == (2, True)


def test_what_is_not_listed_or_not_named_is_said(displaced: str, afterword: Typed) -> None:
    assert displaced
    assert "No kept text matches “9”" in afterword("recover", "show", "9").err
    assert "Say which one: `afterword recover restore N`" in afterword("recover", "restore").err
    assert afterword("recover", "throw", "1").code == 2


def test_what_is_kept_reaches_a_terminal_without_control_characters(vault: Path, afterword: Typed) -> None:
    (vault / ".git").rename(vault.parent / "no-git")
    place = next((vault / "opportunities").rglob("brightwater*.md"))
    place.write_text(place.read_text() + "\x1b]52;c;aGk=\x07 and \u202e turned\n")
    assert afterword("set", "brightwater", "salary=41k").code == 0

    shown = afterword("recover", "show", "1").out

    assert shown.endswith(" and  turned\n")
    assert "\x1b" not in shown
