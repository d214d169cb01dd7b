"""`doctor` finds what is wrong with a vault's repository, and `doctor --fix` mends it and says what it did."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.history.program import PLAIN, command
from tests.cli.conftest import Typed

KEY = "merge.afterword.driver"


def git(root: Path, *arguments: str, check: bool = True) -> str:
    return subprocess.run(["git", *arguments], cwd=root, check=check, capture_output=True, text=True).stdout


@pytest.fixture(autouse=True)
def at_a_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the doctor an editor and a terminal to be content with."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("EDITOR", sys.executable)


def test_a_whole_vault_needs_nothing(vault: Path, afterword: Typed) -> None:
    before = git(vault, "rev-parse", "HEAD"), (vault / ".git/config").read_bytes()

    said = afterword("doctor", "--fix")

    assert (said.code, said.err) == (0, "There is nothing that Afterword could mend.\n")
    assert (git(vault, "rev-parse", "HEAD"), (vault / ".git/config").read_bytes()) == before


def test_where_the_index_is_and_its_size_are_told(vault: Path, afterword: Typed, hermetic: Path) -> None:
    said = afterword("doctor", "--json")
    told = next(check for check in json.loads(said.out)["checks"] if check["name"] == "index")

    (place,) = hermetic.rglob("index.db")
    assert told == {
        "name": "index",
        "good": True,
        "says": f"{place}: {place.stat().st_size:,} bytes; it may be deleted at any time",
        "mend": None,
    }
    assert place.stat().st_size > 10_000
    assert not place.is_relative_to(vault)


@pytest.mark.usefixtures("vault")
def test_an_index_that_cannot_be_kept_is_told_and_is_no_fault(
    afterword: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no-folder").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no-folder"))
    said = afterword("doctor", "--json")
    told = next(check for check in json.loads(said.out)["checks"] if check["name"] == "index")

    assert (said.code, told["good"]) == (0, True)
    assert told["says"].endswith(": Not a directory; all files are read at each start")


def test_a_vault_whose_program_moved_is_told_and_mended(vault: Path, afterword: Typed) -> None:
    git(vault, "config", KEY, command().replace(sys.executable, "/old venv/bin/python"))
    looked = afterword("doctor")
    mended = afterword("doctor", "--fix")

    assert looked.code == 1
    assert "look merge driver        it points nowhere: /old venv/bin/python is not there" in looked.out
    assert "afterword doctor --fix" in looked.out
    assert mended.code == 0
    assert "/old venv/bin/python is not there any more" in mended.err
    assert git(vault, "config", KEY).strip() == command()


def test_the_plain_form_of_earlier_versions_is_renewed(vault: Path, afterword: Typed) -> None:
    git(vault, "config", KEY, PLAIN)

    assert afterword("agenda").code == 0
    assert "ok   history" in afterword("doctor").out
    assert afterword("doctor", "--fix").code == 0
    assert git(vault, "config", KEY).strip() == command()


def test_a_clone_made_by_plain_git_learns_to_merge_by_meaning(
    vault: Path, afterword: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "-q", str(vault), "clone")
    monkeypatch.setenv("AFTERWORD_VAULT", str(tmp_path / "clone"))

    assert "look merge driver        plain `git pull` merges by line" in afterword("doctor").out
    said = afterword("doctor", "--fix")

    assert said.code == 0
    assert "now merges the vault's files by meaning" in said.err
    assert git(tmp_path / "clone", "config", KEY).strip() == command()
    assert git(tmp_path / "clone", "config", "core.fsync").strip() == "all"


def test_a_missing_line_of_attributes_is_added_below_the_users_own_and_committed(vault: Path, afterword: Typed) -> None:
    (vault / ".gitattributes").write_bytes(b"*.pdf binary\r\n*.md text")
    git(vault, "-c", "user.name=N", "-c", "user.email=n@home.example", "commit", "-qam", "mine")

    assert "look git attributes      git may change the line ends of notes" in afterword("doctor").out
    said = afterword("doctor", "--fix")

    assert said.code == 0
    assert (vault / ".gitattributes").read_bytes() == b"*.pdf binary\r\n*.md text\n*.md -text merge=afterword\n"
    assert git(vault, "status", "--porcelain", "--", ".gitattributes") == ""  # notes may differ: git changed their ends


def test_attributes_that_come_from_elsewhere_are_told_and_stay(vault: Path, afterword: Typed) -> None:
    (vault / ".git/info").mkdir(exist_ok=True)
    (vault / ".git/info/attributes").write_text("*.md text\n")

    for words in (("doctor",), ("doctor", "--fix")):
        said = afterword(*words)
        assert said.code == 1
        assert "git may change the line ends of notes" in said.out
    assert (vault / ".git/info/attributes").read_text() == "*.md text\n"
    assert (vault / ".gitattributes").read_text() == "*.md -text merge=afterword\n"


def test_it_says_where_the_vault_stands_towards_its_other_machines(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    assert "ok   sync                this folder only" in afterword("doctor").out
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "stick.git")
    git(vault, "remote", "add", "origin", str(tmp_path / "stick.git"))
    assert "ok   sync                main with origin: 1 to send" in afterword("doctor").out
    afterword("sync")
    assert "ok   sync                main with origin: in step; last in step 2026-11-" in afterword("doctor").out
    (tmp_path / "stick.git").rename(tmp_path / "away.git")
    assert afterword("sync").code == 3

    said = afterword("doctor")

    assert "look sync                main with origin: in step" in said.out
    assert "stick.git is not there" in " ".join(said.out.split())
    assert said.code == 1


def old(lock: Path, seconds: float) -> None:
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    os.utime(lock, (time.time() - seconds,) * 2)


@pytest.mark.parametrize("name", ["index.lock", "HEAD.lock", "refs/heads/main.lock", "packed-refs.lock", "config.lock"])
def test_a_lock_of_a_git_that_is_gone_is_removed(vault: Path, afterword: Typed, name: str) -> None:
    lock = vault / ".git" / name
    old(lock, 60)

    said = afterword("doctor", "--fix")

    assert f"Removed {lock}" in said.err
    assert not lock.exists()
    assert said.code == 0


def test_a_young_lock_stays(vault: Path, afterword: Typed) -> None:
    old(vault / ".git/index.lock", 2)

    said = afterword("doctor", "--fix")

    assert said.code == 1
    assert "younger than 10 s" in said.out
    assert (vault / ".git/index.lock").exists()


def test_a_lock_stays_while_any_git_works_in_the_vault(vault: Path, afterword: Typed) -> None:
    old(vault / ".git/index.lock", 60)
    with subprocess.Popen(["git", "cat-file", "--batch"], cwd=vault / "opportunities", stdin=subprocess.PIPE) as living:
        said = afterword("doctor", "--fix")
        there = (vault / ".git/index.lock").exists()
        assert living.stdin is not None
        living.stdin.close()

    assert there
    assert "may have this repository open" in " ".join(said.out.split())
    assert "Removed" in afterword("doctor", "--fix").err


def test_a_git_that_was_told_its_folder_counts_as_one_that_works_there(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    old(vault / ".git/index.lock", 60)
    words = ["git", f"--git-dir={vault}/.git", "cat-file", "--batch"]
    with subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE) as living:
        afterword("doctor", "--fix")
        assert (vault / ".git/index.lock").exists()
        assert living.stdin is not None
        living.stdin.close()


def test_what_others_can_read_is_made_private(vault: Path, afterword: Typed) -> None:
    for place in (vault, vault / "opportunities", vault / ".git/config"):
        place.chmod(place.stat().st_mode | 0o055)

    looked = afterword("doctor")
    said = afterword("doctor", "--fix")

    assert (looked.code, said.code) == (1, 0)
    assert "other users of this machine can read 3 files and folders" in " ".join(looked.out.split())
    assert "Took 3 files and folders out of the reach of other users" in said.err
    assert not [p for p in (vault, *vault.rglob("*")) if p.stat().st_mode & 0o077]
    assert (vault.stat().st_mode & 0o777, (vault / "opportunities").stat().st_mode & 0o777) == (0o700, 0o700)


def test_a_hook_is_told_as_what_it_is_here(vault: Path, afterword: Typed) -> None:
    (vault / ".git/hooks").mkdir(exist_ok=True)
    (vault / ".git/hooks/pre-commit").write_text("#!/bin/sh\nexit 1\n")
    (vault / ".git/hooks/pre-commit").chmod(0o700)

    said = afterword("doctor")

    assert said.code == 0
    assert "pre-commit: not run by Afterword" in said.out


def test_a_foreign_command_under_our_key_is_replaced_on_the_word_of_the_user_only(
    vault: Path, afterword: Typed
) -> None:
    git(vault, "config", KEY, "touch ran; false")

    assert "it is no Afterword: touch ran; false" in afterword("doctor").out
    said = afterword("doctor", "--fix")

    assert "The merge driver of git was “touch ran; false”; it is Afterword now." in said.err
    assert git(vault, "config", KEY).strip() == command()
    assert not (vault / "ran").exists()


def test_the_document_is_one_whatever_was_mended(vault: Path, afterword: Typed) -> None:
    import json

    git(vault, "config", "--unset", "core.fsync")
    said = afterword("doctor", "--fix", "--json")

    checks = json.loads(said.out)["checks"]
    assert {check["name"] for check in checks} >= {"merge driver", "git attributes", "history"}
    assert "Set core.fsync=all" in said.err
