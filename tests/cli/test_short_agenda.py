"""One line for prompts and status bars: it never fails, whatever is wrong."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed


def test_a_status_bar_gets_one_line_with_the_keys_that_it_knows(vault: Path, afterword: Typed) -> None:
    said = afterword("agenda", "--short", "--json")
    told = json.loads(said.out)

    assert said.out.count("\n") == 1
    assert told["text"] == afterword("agenda", "--short").out.strip()
    assert (told["class"], told["due"]) == ("overdue", len(due(afterword)))
    assert len(told["tooltip"].split("\n")) == min(told["due"], 10)
    assert vault.is_dir()


def due(afterword: Typed) -> list[object]:
    items = json.loads(afterword("agenda", "--json").out)["items"]
    return [item for item in items if item["bucket"] in ("overdue", "today")]


def test_a_quiet_day_is_clear(vault: Path, afterword: Typed) -> None:
    for path in (vault / "opportunities").rglob("*.md"):
        path.unlink()

    assert json.loads(afterword("agenda", "--short", "--json").out)["class"] == "clear"


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_where_there_is_no_vault_there_is_an_empty_line_and_no_talk(afterword: Typed, words: tuple[str, ...]) -> None:
    said = afterword("agenda", "--short", *words)

    assert (said.code, said.err) == (0, "")
    assert said.out == "\n" or json.loads(said.out)["text"] == ""


def test_settings_that_cannot_be_read_are_no_error_in_a_prompt(vault: Path, afterword: Typed) -> None:
    (vault / "afterword.toml").write_bytes(b"\xff\xfe = [")

    assert afterword("agenda", "--short").code == 0
