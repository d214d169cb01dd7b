"""The table of commands is the one list of them, and the page about them follows it."""

import importlib
import re
import shlex
from pathlib import Path

import pytest

from cli.diagnostics import ExitCode
from cli.main import main
from cli.parsing import new_parser, parse
from cli.table import COMMANDS, Command, find, nearest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "commands.md"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_each_command_has_a_module_with_both_functions(command: Command) -> None:
    module = importlib.import_module(command.module)

    assert callable(module.add_arguments)
    assert callable(module.run)
    assert (module.__doc__ or "").startswith(f"`afterword {command.name}")


def test_each_module_has_a_row() -> None:
    modules = {f"cli.commands.{p.stem}" for p in (ROOT / "cli" / "commands").glob("*.py")} - {"cli.commands.__init__"}

    assert {c.module for c in COMMANDS} == modules


def test_the_page_has_a_heading_for_each_command_in_the_same_order() -> None:
    headings = re.findall(r"^### `([a-z-]+)`", PAGE.read_text("utf-8"), re.MULTILINE)

    assert headings == [c.name for c in COMMANDS]


def test_the_page_says_of_each_command_what_the_table_says() -> None:
    page = PAGE.read_text("utf-8")

    missing = [c.name for c in COMMANDS if f"{c.summary[:1].upper()}{c.summary[1:]}." not in page]
    assert missing == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_each_command_has_an_example_on_the_page(command: Command) -> None:
    section = re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    own = next(part for part in section if part.startswith(f"`{command.name}`"))

    assert f"$ afterword {command.name}" in own


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_each_option_of_a_command_stands_on_the_page(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command.name, "--help"]) == 0
    shown = capsys.readouterr().out
    options = set(re.findall(r"--[a-z-]+", shown)) - {"--vault", "--today", "--help"}
    section = re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    own = next(part for part in section if part.startswith(f"`{command.name}`"))

    assert {o for o in options if o not in own} == set()


def test_the_overview_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out

    assert [c.name for c in COMMANDS if f"  {c.name} " not in shown] == []
    assert max(len(line) for line in shown.splitlines()) <= 80


@pytest.mark.parametrize(
    ("typed", "meant"), [("agneda", "agenda"), ("ag", "agenda"), ("histroy", "history"), ("drfat", "draft")]
)
def test_a_mistyped_command_is_recognised(typed: str, meant: str) -> None:
    assert nearest(typed) == meant


def test_a_word_that_is_like_no_command_suggests_none() -> None:
    assert nearest("zzzzzz") is None
    assert find("zzzzzz") is None


EXAMPLES = re.findall(r"^    \$ afterword (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_on_the_page_is_understood(example: str) -> None:
    name, *words = shlex.split(example)
    command = find(name)
    assert command is not None
    parser = new_parser(command, 80)
    importlib.import_module(command.module).add_arguments(parser)

    parse(parser, words)


def test_the_page_tells_every_exit_code_and_variable() -> None:
    page = PAGE.read_text("utf-8")
    source = "".join(p.read_text("utf-8") for p in sorted((ROOT / "cli").rglob("*.py")))
    variables = set(re.findall(r'(?:environ|env)\.get\("([A-Z_]+)"', source)) - {"PATH"}

    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == [int(c) for c in ExitCode]
    assert {v for v in variables if f"`{v}" not in page} == set()
    assert {v for v in re.findall(r"\| `([A-Z_]+)[`=]", page) if v not in source} == set()
