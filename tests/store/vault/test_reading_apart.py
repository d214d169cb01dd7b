"""Many new files are read by several processes at once: nothing else comes of it, whatever becomes of them."""

import os
import subprocess
from pathlib import Path
from typing import Any, ClassVar

import pytest

from store.model.records import Records
from store.vault import parsing, reading, reading_apart
from store.vault.index_file import IndexFile
from store.vault.layout import Kind
from store.vault.reading import Reader

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there all is read in one process")
NOTE = """\
---
company: Firm {number}
position: Cook
stage: screening
contacts:
  - name: Ana Moss
    nickname: Al
---
### 2026-11-20 14:00 Interview with Ana Moss, Rita Moore: first round
- need: more salt (Rita Moore)
"""
SETTINGS = '[me]\nname = "Ann Example"\n\n[stages]\nscreening = "interviewing"\n'
ODD = {
    "unclosed": b"---\ncompany: x\n",
    "latin": "---\ncompany: é\n---\n".encode("latin-1"),
    "conflict": b"---\ncompany: x\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n",
    "empty": b"",
    "yaml": b"---\ncompany: {a: b}\nposition: [\n---\n",
    "zone": b"---\ncompany: x\nposition: y\n---\n### 2026-11-20 14:00 Nowhere/Land Call with Rita Moore\n",
}
SPOILED = {
    "ends at once": "raise SystemExit(3)",
    "prints something": "print('hello, this is no answer', flush=True); input()",
    "ends within an answer": "import sys; sys.stdout.buffer.write((99).to_bytes(8) + b'abc')",
    "answers something else": "import sys; sys.stdout.buffer.write((3).to_bytes(8) + b'abc')",
    "is not to be found": "import store.nowhere",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for folder in ("opportunities", "people"):
        (root / folder).mkdir(parents=True)
    (root / "afterword.toml").write_text(SETTINGS)
    (root / "people" / "rita.md").write_text("---\nname: Rita Moore\npart: reference\n---\n")
    for number in range(40):
        (root / "opportunities" / f"firm-{number:02}.md").write_text(NOTE.format(number=number))
    for name, data in ODD.items():
        (root / "opportunities" / f"{name}.md").write_bytes(data)
    return root


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few files be many, and this machine have the cores for it."""
    monkeypatch.setattr(reading, "MUCH", 10)
    monkeypatch.setattr(reading, "SETTLING", 0)
    monkeypatch.setattr(reading_apart, "AT_ONCE", 4)
    monkeypatch.setattr(reading_apart, "processes_for", lambda _: 2)


class Watched(subprocess.Popen[bytes]):
    """A process that is remembered."""

    all: ClassVar[list["Watched"]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all.append(self)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Watched]:
    """The processes that were started."""
    Watched.all.clear()
    monkeypatch.setattr(subprocess, "Popen", Watched)
    return Watched.all


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which files are parsed in this process."""
    paths: list[str] = []
    parse = parsing.parse

    def counting(kind: Kind, data: bytes, path: str, *ground: Any) -> object:
        paths.append(path)
        return parse(kind, data, path, *ground)

    monkeypatch.setattr(reading, "parse", counting)
    return paths


def by_itself(vault: Path) -> Records:
    """Read everything in this process."""
    return Reader(vault).records()


def test_several_processes_read_what_one_reads(vault: Path, tmp_path: Path, started: list[Watched]) -> None:
    reader = Reader(vault, IndexFile(vault, tmp_path / "cache"))

    assert reader.records() == by_itself(vault)
    assert len(started) == 2
    assert all(child.poll() is not None for child in started)


def test_what_others_have_read_is_not_read_here_and_kept_for_the_next_run(
    vault: Path, tmp_path: Path, parsed: list[str]
) -> None:
    file = IndexFile(vault, tmp_path / "cache")
    records = Reader(vault, file).records()
    here = [path for path in parsed if "/firm-" in path]
    parsed.clear()

    assert Reader(vault, file).records() == records
    assert len(here) < 40
    assert not [path for path in parsed if "/firm-" in path]


@pytest.mark.parametrize("start", SPOILED.values(), ids=SPOILED)
def test_whatever_becomes_of_the_other_processes_each_file_is_read(
    vault: Path, tmp_path: Path, started: list[Watched], start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "START", start)

    assert Reader(vault, IndexFile(vault, tmp_path / "cache")).records() == by_itself(vault)
    assert all(child.poll() is not None for child in started)


def test_a_reading_that_is_called_off_ends_the_other_processes(
    vault: Path, tmp_path: Path, started: list[Watched]
) -> None:
    def told(_read: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Reader(vault, IndexFile(vault, tmp_path / "cache")).records(told=told)

    assert len(started) == 2
    assert all(child.poll() is not None for child in started)


def test_progress_is_told_up_to_the_last_files(vault: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    Reader(vault, IndexFile(vault, tmp_path / "cache")).records(told=lambda read, of: told.append((read, of)))

    assert told[0][0] == reading.TELLING
    assert told[-1][0] >= 40
    assert all(read <= of for read, of in told)


def test_few_files_are_read_by_one_process(
    vault: Path, tmp_path: Path, started: list[Watched], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MUCH", 100)

    assert Reader(vault, IndexFile(vault, tmp_path / "cache")).records() == by_itself(vault)
    assert not started
