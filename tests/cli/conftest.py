"""A command line to type on, in this process, with a vault that is a copy of the sample."""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from cli.main import main

SAMPLE = Path(__file__).resolve().parent.parent.parent / "sample-vault"
TODAY = "2026-11-20T09:00"
"""The sample's own day, so that its dates stand as they are written."""


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


Typed = Callable[..., Said]


@pytest.fixture
def afterword(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Typed]:
    """Run a command line in an empty folder, with the day fixed and no terminal."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("AFTERWORD_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "80")
    umask = os.umask(0o077)

    def typed(*words: str, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    yield typed
    os.umask(umask)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one copy of the sample vault with its history; tests copy it again before they write."""
    from store.workspace.demo import make_demo

    return make_demo(tmp_path_factory.mktemp("demo") / "vault", date.fromisoformat(TODAY[:10]))


@pytest.fixture
def vault(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a vault of its own and make it the one that commands find."""
    copy = tmp_path / "vault"
    shutil.copytree(demo, copy, symlinks=True)
    monkeypatch.setenv("AFTERWORD_VAULT", str(copy))
    return copy
