"""Whatever the screen can do has a command, or a reason why none is needed; the page says which."""

import contextlib
import importlib
import re
from fnmatch import fnmatch
from pathlib import Path

from cli.parsing import HelpWanted, new_parser, parse
from cli.table import find
from tui.actions.table import ACTIONS

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "accessibility.md").read_text("utf-8")
ROWS = [tuple(part.strip() for part in row) for row in re.findall(r"^\| (`.+?) \| (.+) \|$", PAGE, re.MULTILINE)]
NAMED = [(pattern, answer) for what, answer in ROWS for pattern in re.findall(r"`([a-z-]+\.[a-z*-]+)`", what)]


def test_every_action_of_the_screen_has_a_row() -> None:
    without = [a.id for a in ACTIONS if not any(fnmatch(a.id, pattern) for pattern, _ in NAMED)]

    assert without == []


def test_every_row_names_an_action_that_there_is() -> None:
    assert [pattern for pattern, _ in NAMED if not any(fnmatch(a.id, pattern) for a in ACTIONS)] == []


def test_every_row_names_a_command_that_there_is_or_a_reason() -> None:
    for _, answer in ROWS:
        commands = re.findall(r"`afterword ([a-z][a-z-]*)", answer)
        assert answer.startswith("none needed: ") or "`afterword" in answer
        assert [name for name in commands if find(name) is None] == []


def test_every_command_of_the_page_is_understood() -> None:
    for text in re.findall(r"`afterword ([a-z][a-z-]* [^`|]+?)`", PAGE):
        name, *words = text.split()
        command = find(name)
        assert command is not None, text
        parser = new_parser(command, 80)
        importlib.import_module(command.module).add_arguments(parser)
        numbers = {"N": "5", "LINE": "12"}

        with contextlib.suppress(HelpWanted):
            parse(parser, [numbers.get(word, word) for word in words])
