"""The age of git, read from whatever a distributor makes it say; and what git wrote, as a sentence with a way out."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.history.locks import is_open, left_behind, remove
from store.history.sentences import sentence_of
from store.history.state import HALF_DONE, hindrance
from store.history.version import too_old, version_of


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("git version 2.39.5", (2, 39, 5)),
        ("git version 2.39.5 (Apple Git-154)\n", (2, 39, 5)),
        ("git version 2.43.0.windows.1", (2, 43, 0)),
        ("git version 2.47.0-rc1", (2, 47, 0)),
        ("git version 2.51.GIT", (2, 51)),
        ("git version 2.30", (2, 30)),
        ("git version 2.39.5-dirty", (2, 39, 5)),
        ("git version 2.46.0.vfs.0.2", (2, 46, 0)),
        ("git version 2.34.1.gabcdef0", (2, 34, 1)),
        ("git version 10.2.3", (10, 2, 3)),
        ("2.45.1", (2, 45, 1)),
        ("git version unknown", None),
        ("hub version 2.14.2", None),
        ("", None),
    ],
)
def test_the_age_of_git_is_read_from_what_it_says(said: str, version: tuple[int, ...] | None) -> None:
    assert version_of(said) == version


@pytest.mark.parametrize(
    ("said", "is_old"),
    [
        ("git version 2.30.0", False),
        ("git version 2.30", False),
        ("git version 2.29.9", True),
        ("git version 1.9.5.msysgit.1", True),
        ("git version 2.9.5", True),
        ("git version 3.0.0", False),
        ("git version of my own", False),
    ],
)
def test_only_what_is_certainly_too_old_is_refused(said: str, *, is_old: bool) -> None:
    assert bool(too_old(said)) is is_old


WROTE = [
    ("error: gpg failed to sign the data\nfatal: failed to write commit object", "git config commit.gpgsign false"),
    ("error: cannot run gpg: No such file or directory", "git config commit.gpgsign false"),
    ('error: Load key "x": No such file\nerror: gpg.ssh.defaultKeyCommand failed', "git config commit.gpgsign false"),
    ("fatal: unable to write new index file: No space left on device", "the disk is full"),
    ("error: file write error: Disk quota exceeded", "the disk is full"),
    ("fatal: Unable to create '/v/.git/index.lock': Read-only file system", "can only be read"),
    (
        "error: insufficient permission for adding an object to repository database .git/objects",
        "Give that folder back",
    ),
    ("fatal: Unable to create '/v/.git/index.lock': Permission denied", "Give that folder back"),
    ("error: Committing is not possible because you have unmerged files.", "git add FILE"),
    ("fatal: empty ident name (for <a@b>) not allowed", "git config --global user.name"),
    ("error: object file .git/objects/ab/cd is empty\nfatal: loose object abcd is corrupt", "git fsck"),
    ("fatal: Unable to create '/v/.git/index.lock': File exists.", "afterword doctor --fix"),
    ("error: cannot lock ref 'HEAD': Unable to create '/v/.git/HEAD.lock': File exists.", "HEAD.lock"),
]


@pytest.mark.parametrize(("wrote", "way_out"), WROTE)
def test_what_git_wrote_becomes_a_sentence_with_a_way_out(wrote: str, way_out: str) -> None:
    said = sentence_of(wrote, "commit")

    assert way_out in said
    assert "\n" not in said and "{" not in said
    assert said.endswith(".")


def test_what_nobody_foresaw_is_told_in_gits_own_words() -> None:
    assert (
        sentence_of("hint: x\nfatal: the moon is full\x1b[31m", "commit")
        == "Git could not commit: the moon is full [31m"
    )
    assert sentence_of("", "commit") == "Git could not commit: no reason given"


@contextlib.contextmanager
def living(*words: str, cwd: Path, env: dict[str, str] | None = None) -> Iterator[None]:
    """Keep a git running that has answered once: the system takes a moment to tell what a new process is."""
    with subprocess.Popen(
        ["git", *words, "cat-file", "--batch"], cwd=cwd, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b"nothing\n")
        process.stdin.flush()
        assert process.stdout.readline() == b"nothing missing\n"
        yield
        process.stdin.close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "-b", "main", tmp_path / "vault"], check=True)
    return tmp_path / "vault" / ".git"


@pytest.mark.parametrize(("name", "file"), [(name, file) for name, file, _ in HALF_DONE])
def test_each_half_done_state_has_a_name(home: Path, name: str, file: str) -> None:
    place = home / file
    place.parent.mkdir(exist_ok=True)
    place.touch()
    found = hindrance(home, 0)

    assert found is not None
    assert found.name == name or file == "rebase-apply/applying"
    assert "Files are saved all the same" in found.sentence


def test_a_lock_that_goes_away_in_time_is_no_hindrance(home: Path) -> None:
    (home / "index.lock").touch()
    with subprocess.Popen(["sh", "-c", "sleep 0.2; rm index.lock"], cwd=home):
        assert hindrance(home, 20) is None


def test_locks_are_found_however_a_worktree_is_linked(home: Path, tmp_path: Path) -> None:
    vault = home.parent
    who = ("-c", "user.name=A", "-c", "user.email=a@home.example")
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", "x"], cwd=vault, check=True)
    subprocess.run(["git", "worktree", "add", "-q", tmp_path / "beside", "-b", "side"], cwd=vault, check=True)
    lock = home / "refs/heads/side.lock"
    lock.touch()
    os.utime(lock, (time.time() - 60,) * 2)

    assert hindrance(home, 0) is None
    found = hindrance(home / "worktrees" / "beside", 0)
    assert found is not None and found.locks == (lock,)
    with living(cwd=tmp_path / "beside"):
        assert is_open(home / "worktrees" / "beside")
        assert left_behind(home / "worktrees" / "beside") == ()
    assert left_behind(home / "worktrees" / "beside") == (lock,)
    assert remove((lock, home / "never-was.lock")) == (lock,)


@pytest.mark.parametrize("option", ["--git-dir={home}", "-C{vault}", "--work-tree={vault}"])
def test_a_git_that_was_told_where_to_work_is_seen(home: Path, tmp_path: Path, option: str) -> None:
    words = option.format(home=home, vault=home.parent).replace("-C/", "-C /").split(" ")
    env = {**os.environ, "GIT_DIR": str(home)} if "work-tree" in option else None
    with living(*words, cwd=tmp_path, env=env):
        assert is_open(home)
    assert not is_open(home)


def test_other_programs_and_gits_elsewhere_do_not_count(home: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path / "elsewhere"], check=True)
    with subprocess.Popen(["cat"], cwd=home.parent, stdin=subprocess.PIPE) as other, living(cwd=tmp_path / "elsewhere"):
        assert not is_open(home)
        assert other.stdin is not None
        other.stdin.close()
