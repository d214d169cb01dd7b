r"""What people see, word for word: each file in `golden/` is a session typed on a copy of the sample vault.

A line that begins with `$ ` is typed; what follows is the answer: `! ` stands before a line of talk on standard
error, `? N` tells an exit code other than 0. Commit ids, their times, the vault's folder and where it is typed are
replaced by words.
After a wanted change: `AFTERWORD_GOLDEN=write pytest tests/cli/test_transcripts.py`, and read the difference.
"""

import importlib.util
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Typed

GOLDEN = Path(__file__).parent / "golden"
NO_TYPST = shutil.which("typst") is None and importlib.util.find_spec("typst") is None
WRITE = os.environ.get("AFTERWORD_GOLDEN") == "write"
COMMIT = re.compile(r"\b[0-9a-f]{8}  \d{4}-\d\d-\d\d \d\d:\d\d\b")


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda f: f.stem)
def test_a_session_reads_as_recorded(file: Path, vault: Path, afterword: Typed) -> None:
    if file.stem == "printing" and NO_TYPST:
        pytest.skip("typst is not installed")
    recorded = file.read_text("utf-8")
    typed = [line for line in recorded.split("\n") if line.startswith(("$ ", "# "))]
    played = "".join(answer(line, vault, afterword) for line in typed)
    if WRITE:
        file.write_text(played, "utf-8")

    assert played == recorded


def answer(line: str, vault: Path, afterword: Typed) -> str:
    if line.startswith("# "):
        return f"{line}\n"
    words, _, stdin = line[2:].partition(" <<< ")
    said = afterword(*shlex.split(words)[1:], stdin="\n".join(shlex.split(stdin)))
    return "".join(f"{part}\n" for part in (line, *lines_of(said, vault)))


def lines_of(said: Said, vault: Path) -> list[str]:
    out = said.out.removesuffix("\n").split("\n") if said.out else []
    err = [f"! {line}" for line in said.err.removesuffix("\n").split("\n")] if said.err else []
    code = [f"? {said.code}"] if said.code else []
    return [neutral(text, vault) for text in (*out, *err, *code)]


def neutral(text: str, vault: Path) -> str:
    text = text.replace(str(vault), "/VAULT").replace(str(vault.parent / "elsewhere"), "/HERE")
    return COMMIT.sub("COMMIT    DAY   TIME   ", text)


def test_there_are_sessions() -> None:
    assert len(list(GOLDEN.glob("*.txt"))) >= 8


FOR_PROGRAMS = re.compile(r"\S+\.md:\d+: ")
"""`file:line: text` stays on one line, for editors and scripts that read it."""


@pytest.mark.parametrize("file", sorted(set(GOLDEN.glob("*.txt")) - {GOLDEN / "documents.txt"}), ids=lambda f: f.stem)
def test_no_recorded_line_is_wider_than_a_terminal(file: Path) -> None:
    answers = [line for line in file.read_text("utf-8").split("\n") if not line.startswith(("$ ", "# ", "! "))]

    wide = [line for line in answers if len(line) > 80 and " " in line.strip()]
    assert [line for line in wide if not FOR_PROGRAMS.match(line)] == []


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.txt")), ids=lambda f: f.stem)
def test_no_mistake_of_the_program_was_recorded(file: Path) -> None:
    assert "mistake in the program" not in file.read_text("utf-8")
