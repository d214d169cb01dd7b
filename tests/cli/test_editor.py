"""The editor is the user's own, started without a shell and without settings of git."""

import sys
from pathlib import Path

import pytest

from cli.editor import editor_command, open_editor
from store.errors import BadRequest


def test_visual_comes_before_editor() -> None:
    env = {"VISUAL": f"{sys.executable} -m visual", "EDITOR": "other", "PATH": "/usr/bin"}

    assert editor_command(env) == [sys.executable, "-m", "visual"]


def test_quotes_in_the_command_are_understood(tmp_path: Path) -> None:
    program = tmp_path / "my editor"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)

    assert editor_command({"EDITOR": f"'{program}' --wait", "PATH": ""}) == [str(program), "--wait"]


@pytest.mark.parametrize("told", ["no-such-editor-here", "'unclosed", "$(touch owned)", "; touch owned", "''"])
def test_what_is_no_program_is_refused(told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(BadRequest, match=r"VISUAL or EDITOR"):
        editor_command({"EDITOR": told, "PATH": "/usr/bin:/bin"})
    assert list(tmp_path.iterdir()) == []


def test_without_any_editor_the_way_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="export EDITOR=nano"):
        editor_command({"PATH": str(tmp_path)})


def test_the_editor_gets_an_absolute_path_and_no_settings_of_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = (
        "import os, sys\n"
        "names = [n for n in os.environ if n.startswith('GIT_')]\n"
        "open('seen', 'w').write('\\n'.join([sys.argv[1], *names]))\n"
    )
    env = {"PATH": "/usr/bin:/bin", "GIT_DIR": "elsewhere", "GIT_EDITOR": "x"}

    status = open_editor([sys.executable, "-c", script], Path("-odd name.md"), env)

    assert status == 0
    assert (tmp_path / "seen").read_text("utf-8") == str(tmp_path / "-odd name.md")
