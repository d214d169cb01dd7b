"""Shells complete commands, options, values, ids and names, and nothing goes wrong where there is no vault."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.workspace.schemas import SCHEMAS
from tests.cli.conftest import Typed

ROOT = Path(__file__).resolve().parent.parent.parent


def offered(afterword: Typed, *words: str) -> list[str]:
    said = afterword("completion", "candidates", "--", *words)
    assert (said.code, said.err) == (0, "")
    return [line.split("\t")[0] for line in said.out.splitlines()]


def test_commands_come_with_what_they_are_for(vault: Path, afterword: Typed) -> None:
    said = afterword("completion", "candidates", "--", "ag")

    assert said.out == "agenda\twhom to contact today, how and why\n"
    assert "sync" in offered(afterword, "")
    assert vault.is_dir()


def test_options_and_their_values_are_those_of_the_command(vault: Path, afterword: Typed) -> None:
    assert offered(afterword, "agenda", "--s") == ["--short"]
    assert offered(afterword, "agenda", "--short", "--s") == []
    assert offered(afterword, "import", "csv", "--dates", "") == ["dmy", "mdy", "iso"]
    assert offered(afterword, "stage", "halyard-freight-director-of-sales-enablement", "r") == ["rejected"]
    assert "gentle" in offered(afterword, "new", "--playbook", "")
    assert vault.is_dir()


def test_the_names_of_schemas_are_offered_with_what_they_are(vault: Path, afterword: Typed) -> None:
    said = afterword("completion", "candidates", "--", "schema", "")

    assert [line.split("\t")[0] for line in said.out.splitlines()] == list(SCHEMAS)
    assert all("\t" in line for line in said.out.splitlines())
    assert offered(afterword, "schema", "opp") == [name for name in SCHEMAS if name.startswith("opp")]
    assert vault.is_dir()


def test_ids_names_and_steps_are_those_of_the_vault(vault: Path, afterword: Typed) -> None:
    halyard = "halyard-freight-director-of-sales-enablement"

    assert offered(afterword, "show", "halyard") == [halyard]
    assert "Imani Brandt" in offered(afterword, "log", halyard, "call", "--with", "")
    assert any(key.startswith("thanks/") for key in offered(afterword, "done", halyard, "thanks"))
    assert offered(afterword, "--vault", str(vault), "show", "halyard") == [halyard]


def test_where_there_is_no_vault_commands_and_options_are_offered(afterword: Typed) -> None:
    assert offered(afterword, "show", "") == []
    assert offered(afterword, "show", "--js") == ["--json"]
    assert offered(afterword, "nonsense", "") == []
    assert offered(afterword, "--vault", "") == []


def test_a_shell_that_has_no_script_is_told(afterword: Typed) -> None:
    assert afterword("completion", "tcsh").code == 2


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put this very program under its name on PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "afterword"
    file.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m cli.main "$@"\n')
    file.chmod(0o700)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return file


SESSIONS = {
    "bash": (
        'eval "$(afterword completion bash)"; COMP_LINE="afterword show halya"; COMP_WORDS=(afterword show halya); '
        'COMP_CWORD=2; _afterword; printf "%s\\n" "${COMPREPLY[@]}"; '
        'COMP_LINE="afterword list -tag:saas stage:of"; COMP_WORDS=(afterword list -tag : saas stage : of); '
        'COMP_CWORD=7; _afterword; printf "%s\\n" "${COMPREPLY[@]}"'
    ),
    "zsh": (
        'autoload -Uz compinit; compinit -D; eval "$(afterword completion zsh)"; compadd() { print -l -- $found }; '
        "words=(afterword show halya); CURRENT=3; _afterword; "
        "words=(afterword list -tag:saas stage:of); CURRENT=4; _afterword"
    ),
    "fish": (
        "afterword completion fish | source; complete -C 'afterword show halya' | string split -f1 \\t; "
        "complete -C 'afterword list -tag:saas stage:of' | string split -f1 \\t"
    ),
}


@pytest.mark.parametrize("shell", SESSIONS)
def test_a_real_shell_completes_an_id_and_a_query(shell: str, vault: Path, program: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-c", SESSIONS[shell]], capture_output=True, text=True, check=False)

    offer = "offer" if shell == "bash" else "stage:offer"  # bash completes what stands behind the colon
    assert done.stdout.split() == ["halyard-freight-director-of-sales-enablement", offer], done.stderr
    assert vault.is_dir()
    assert program.is_file()


def test_a_query_is_completed_by_keys_and_what_the_vault_holds(vault: Path, afterword: Typed) -> None:
    assert offered(afterword, "list", "st") == ["stage:"]
    assert {"stage:", "company:", "due:", "has:"} <= set(offered(afterword, "list", ""))
    assert {"stage:open", "stage:screening", "stage:offer"} <= set(offered(afterword, "list", "stage:"))
    assert offered(afterword, "list", "--sort", "company", "-tag:soft") == ["-tag:software"]
    assert offered(afterword, "list", "halyard", "company:quil") == ["company:quillon"]
    assert offered(afterword, "list", "stage:offer,inter") == ["stage:offer,interviewing"]
    assert offered(afterword, "list", "-re") == []
    assert vault.is_dir()


def test_a_word_of_a_query_says_what_it_means(vault: Path, afterword: Typed) -> None:
    said = afterword("completion", "candidates", "--", "list", "has:prom")

    assert said.out == "has:promise\tan open promise of yours\n"
    assert vault.is_dir()


def test_people_are_found_by_words_and_not_by_queries(vault: Path, afterword: Typed) -> None:
    assert offered(afterword, "people", "st") == []
    assert vault.is_dir()
