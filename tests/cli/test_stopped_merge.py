"""Two machines, one of them with plain git: where git stops by itself, `afterword sync` asks and finishes it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from store.history.program import command
from tests.cli.conftest import Typed

NOTE = "opportunities/halyard-freight-director-of-sales-enablement.md"


def git(root: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True, text=True)
    if check and done.returncode:
        raise AssertionError(done.stdout + done.stderr)
    return done.stdout + done.stderr


@pytest.fixture
def other(vault: Path, tmp_path: Path, afterword: Typed) -> Path:
    """Give the vault a place to sync with, and another machine that holds it by plain git."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "place.git")
    git(vault, "remote", "add", "origin", str(tmp_path / "place.git"))
    assert afterword("sync", "--accept", "first-push").code == 0
    git(tmp_path, "clone", "-q", str(tmp_path / "place.git"), "other")
    for key, value in (("user.name", "Ann"), ("user.email", "ann@home.example"), ("pull.rebase", "false")):
        git(tmp_path / "other", "config", key, value)
    return tmp_path / "other"


def test_a_deletion_against_an_edit_is_finished_on_a_yes(
    vault: Path, other: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert afterword("delete", "halyard", "--yes").code == 0
    assert afterword("sync").code == 0
    (other / NOTE).write_text((other / NOTE).read_text() + "\nWritten on the other machine.\n")
    git(other, "commit", "-qam", "edited elsewhere")
    assert "CONFLICT (modify/delete)" in git(other, "pull", "-q", check=False)
    monkeypatch.setenv("AFTERWORD_VAULT", str(other))

    noted = afterword("note", "brightwater", "need", "written while the merge is half done")
    asked = afterword("sync")
    unsure = afterword("sync", "--dry-run")
    before = git(other, "status", "--porcelain")
    done = afterword("sync", "--accept", "stopped-merge", "--accept", "first-push")

    assert noted.code == 0
    assert "Saved, not yet committed" in noted.err and "afterword sync --accept stopped-merge" in noted.err
    assert asked.code == unsure.code == 4, asked.err
    assert "stopped in “" in asked.err and NOTE in asked.err
    assert f"DU {NOTE}" in before or f"UD {NOTE}" in before
    assert done.code == 0, done.err
    assert "Written on the other machine." in (other / NOTE).read_text()
    assert git(other, "status", "--porcelain") == ""

    monkeypatch.setenv("AFTERWORD_VAULT", str(vault))
    assert afterword("sync").code == 0
    assert git(vault, "rev-parse", "HEAD") == git(other, "rev-parse", "HEAD")
    assert (vault / NOTE).read_bytes() == (other / NOTE).read_bytes()


def test_a_sync_teaches_plain_git_to_merge_by_meaning(vault: Path, other: Path, afterword: Typed) -> None:
    os.environ["AFTERWORD_VAULT"], was = str(other), os.environ["AFTERWORD_VAULT"]
    assert afterword("sync", "--accept", "first-push").code == 0
    os.environ["AFTERWORD_VAULT"] = was
    for root, mark in ((vault, "here"), (other, "there")):
        text = (root / NOTE).read_text()
        (root / NOTE).write_text(text.replace("\nstage:", f"\nmark_{mark}: yes\nstage:"))
        git(root, "-c", "user.name=A", "-c", "user.email=a@home.example", "commit", "-qam", mark)
    git(vault, "push", "-q", "origin", "main")

    git(other, "pull", "-q", "--no-edit")

    text = (other / NOTE).read_text()
    assert "mark_here: yes" in text and "mark_there: yes" in text and "<<<<" not in text


def test_a_sync_mends_a_driver_that_points_to_where_the_program_was(
    vault: Path,
    other: Path,  # noqa: ARG001 - the place to sync with
    afterword: Typed,
) -> None:
    here = command()
    git(vault, "config", "merge.afterword.driver", here.replace(sys.executable, "/old/bin/python"))
    noted = afterword("note", "brightwater", "need", "written meanwhile")

    said = afterword("sync")

    assert "not yet committed" not in noted.err  # no git of ours runs it, so nothing waits
    assert said.code == 0, said.err
    assert "/old/bin/python is not there any more" in said.out + said.err
    assert git(vault, "config", "merge.afterword.driver").strip() == here
    assert git(vault, "status", "--porcelain") == ""
