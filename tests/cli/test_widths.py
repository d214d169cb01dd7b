"""Nothing is cut at any width: what does not fit goes on below, and stands one below the other where it is narrow."""

from pathlib import Path

import pytest

from cli.output import Output
from cli.tables import shares
from tests.cli.conftest import Typed

COMMANDS = (
    ("list",),
    ("agenda",),
    ("people",),
    ("stats",),
    ("drafts",),
    ("history",),
    ("recover",),
    ("why", "wexley"),
    ("show", "halyard"),
    ("keys",),
    ("templates",),
    ("playbooks",),
    ("stories",),
    ("set", "wexley", "playbook=gentle", "--dry-run"),
)
PATHS = (".md", ".md:", "http")
LONGEST = "Larkspur Energy Cooperative"


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_nothing_is_cut_and_nothing_is_wider_than_was_asked_for(
    width: int, vault: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert vault.exists()

    for command in COMMANDS:
        out = afterword(*command).out
        wide = [line for line in out.split("\n") if len(line) > width and not any(sign in line for sign in PATHS)]
        assert wide == [], command
        assert command[0] == "show" or "…" not in out, command  # show tells how texts begin, with a sign


def test_a_narrow_list_says_one_thing_below_the_other(
    vault: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert vault.exists()

    lines = afterword("list", "larkspur").out.split("\n")
    assert lines == [f"{LONGEST}:", "    Commercial Training Lead", "  applied, next 2026-11-15", ""]


def test_a_list_that_nearly_fits_goes_on_in_its_column(vault: Path, afterword: Typed) -> None:
    assert vault.exists()

    lines = afterword("list").out.split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("Larkspur"))
    assert lines[place].split("  ")[0] == "Larkspur Energy"
    assert lines[place + 1] == "Cooperative"


def test_a_program_reads_each_opportunity_on_one_line(
    vault: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    long = "The Very Long Winded Company for Everything under the Sun and Some Things beyond It"
    assert vault.exists()
    assert afterword("new", "--company", long, "--position", "Lead of all Leads").code == 0

    lines = afterword("list").out.rstrip("\n").split("\n")
    assert len(lines) == 1 + 20
    assert any(line.startswith(f"{long}  Lead of all Leads") for line in lines)


def test_columns_that_want_little_get_it_and_the_others_share_the_rest() -> None:
    assert shares([10, 20, 5], 200) == [10, 20, 5]
    assert shares([60, 40, 10], 80) == [33, 33, 10]
    assert shares([60, 40, 10], 50) is None


def test_a_text_follows_its_head_where_there_is_little_room(capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    Output(sys.stdout, width=40, colour=False, terminal=False).beside(("label      ",), "one two " * 6, indent=20)
    Output(sys.stdout, width=80, colour=False, terminal=False).beside(("a label that is long  ",), "one", indent=8)

    said = capsys.readouterr().out
    assert said == ("label  one two one two one two one two\n    one two one two\na label that is long  one\n")
