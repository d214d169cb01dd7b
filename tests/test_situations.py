"""Vaults in odd places and states: what cannot be committed is saved and told; nothing of the user's is disturbed."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shell import git
from tests.spoiled import PROGRAM, TODAY, Said, afterword, assert_calm, begin, is_bound, make, state

FILE = "opportunities/northwind.md"
LOG = ("log", "northwind", "call", "--with", "Joe", "--title", "second talk")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a vault that no git knows."""
    return make(tmp_path / "vault", spoil=False)


@pytest.fixture
def vault(bare: Path) -> Path:
    return begin(bare)


def is_logged(vault: Path) -> bool:
    return "Call with Joe Alvarez: second talk" in (vault / FILE).read_text("utf-8")


def merging(vault: Path) -> None:
    git(vault, "checkout", "-q", "-b", "other")
    (vault / "people/rita.md").write_text("---\nname: Rita M\n---\n")
    git(vault, "commit", "-q", "-am", "other")
    git(vault, "checkout", "-q", "main")
    (vault / "people/rita.md").write_text("---\nname: Rita N\n---\n")
    git(vault, "commit", "-q", "-am", "mine")
    assert subprocess.run(["git", "merge", "-q", "other"], cwd=vault, check=False, capture_output=True).returncode == 1


def detached(vault: Path) -> None:
    git(vault, "checkout", "-q", "--detach")


def locked(vault: Path) -> None:
    (vault / ".git/index.lock").touch()


def hostile(vault: Path) -> None:
    git(vault, "config", "core.fsmonitor", f"touch {vault.parent}/ran")
    git(vault, "config", "core.hooksPath", str(vault.parent))


def unknown(vault: Path) -> None:
    git(vault, "config", "--remove-section", "user")
    (vault / "afterword.toml").write_bytes(b"")


def ruined(vault: Path) -> None:
    (vault / ".git/HEAD").write_bytes(b"\0" * 41)


def without(vault: Path) -> None:
    (vault / ".git").rename(vault.parent / "away")


STATES: dict[str, tuple[Callable[[Path], None], str]] = {
    "no repository": (without, "not in a git repository"),
    "mid-merge": (merging, "a merge is half done"),
    "detached": (detached, "detached HEAD"),
    "locked": (locked, "index.lock"),
    "hostile settings": (hostile, "core.fsmonitor"),
    "nobody": (unknown, "under [me]"),
    "ruined": (ruined, "not yet committed"),
}


@pytest.mark.parametrize("what", STATES)
def test_what_cannot_be_committed_is_saved_and_told(vault: Path, what: str) -> None:
    arrange, says = STATES[what]
    arrange(vault)
    before = git_files(vault)
    said = afterword(vault, *LOG)

    assert_calm(said)
    assert said.code == 0
    assert is_logged(vault)
    assert "Call with Joe Alvarez logged." in said.err
    assert "Saved, not yet committed" in said.err
    assert says in said.err
    assert git_files(vault) == before
    assert not (vault.parent / "ran").exists()
    for line in ("agenda", "check", "doctor", "undo", "history"):
        assert_calm(afterword(vault, *line.split()))
    assert afterword(vault, "agenda").code == 0
    assert git_files(vault) == before
    assert not (vault.parent / "ran").exists()


def git_files(vault: Path) -> dict[str, str]:
    """Return everything in git's folder but objects, of which a commit that comes to nothing leaves some behind."""
    files = state(vault / ".git") if (vault / ".git").exists() else {}
    return {path: content for path, content in files.items() if not path.startswith("objects/")}


def test_without_git_on_the_machine_writing_goes_on(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = afterword(vault, *LOG, env={"PATH": str(tmp_path / "empty")})
    assert (said.code, is_logged(vault)) == (0, True)
    assert "Git is not installed" in said.err
    doctor = afterword(vault, "doctor", env={"PATH": str(tmp_path / "empty")})
    assert doctor.code == 1
    assert_calm(doctor)


@pytest.mark.parametrize("name", ["a b", "ünïcødé 🦊", "-rf", "x'y\"z $(id) `id`", "%s{0}[/b]"])
def test_a_vault_may_be_called_anything(tmp_path: Path, name: str) -> None:
    vault = begin(make(tmp_path / name / "search", spoil=False))
    said = afterword(vault, *LOG)
    assert (said.code, is_logged(vault)) == (0, True)
    assert "not yet committed" not in said.err
    assert git(vault, "log", "--format=%s", "--", FILE).splitlines() == [
        "Northwind Freight: Call with Joe Alvarez logged",
        "begin",
    ]
    shown = afterword(None, "path", "northwind", cwd=vault / "people")
    assert shown.out == f"{vault.resolve()}/{FILE}\n"
    assert_calm(afterword(None, "doctor", cwd=vault))


def test_a_vault_below_a_larger_repository_commits_its_own_paths_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    vault = make(home / "deep" / "vault", spoil=False)
    git(home, "init", "-q", "-b", "main")
    (home / "own.txt").write_text("one")
    (home / "staged.txt").write_text("one")
    git(home, "add", "own.txt", "staged.txt", "deep")
    git(home, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "begin")
    (home / "own.txt").write_text("two")
    (home / "staged.txt").write_text("two")
    git(home, "add", "staged.txt")
    said = afterword(vault, *LOG)

    assert said.code == 0
    assert "not yet committed" not in said.err
    assert git(home, "show", "--format=%an", "--name-only").split("\n") == [
        *("Ann Example", "", f"deep/vault/{FILE}", ""),
    ]
    assert git(home, "status", "--porcelain", "-uno").splitlines() == [" M own.txt", "M  staged.txt"]
    assert afterword(vault, "undo").code == 0
    assert not is_logged(vault)


def test_a_read_only_file_is_told_or_written_and_keeps_its_mode(vault: Path) -> None:
    (vault / FILE).chmod(0o400)
    said = afterword(vault, *LOG)
    assert_calm(said)
    assert (vault / FILE).stat().st_mode & 0o777 == 0o400
    assert is_logged(vault) is (said.code == 0)


@pytest.mark.skipif(not is_bound(), reason="root may write anywhere")
def test_a_vault_that_may_not_be_written_is_read_all_the_same(vault: Path) -> None:
    before = state(vault)
    places = [vault, *(p for p in vault.rglob("*") if p.is_dir())]
    for place in places:
        place.chmod(0o500)
    try:
        agenda, log = afterword(vault, "agenda"), afterword(vault, *LOG)
        assert agenda.code == 0
        assert log.code == 1
        assert "could not be written" in log.err
        assert_calm(log)
        assert state(vault) == before
    finally:
        for place in places:
            place.chmod(0o700)


SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "no home": {"HOME": None, "XDG_CONFIG_HOME": None},
    "home is nowhere": {"HOME": "/nonexistent"},
    "plain locale": {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
    "wrong locale": {"LC_ALL": "xx_YY.nonsense"},
    "no terminal type": {"TERM": None},
    "odd terminal": {"TERM": "no-such-terminal", "COLUMNS": "-7", "LINES": "x"},
    "no zone": {"TZ": "Mars/Olympus"},
    "foreign git names": {"GIT_DIR": "/nonexistent", "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/nonexistent"},
    "no path": {"PATH": None},
}


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_the_program_works_in_bare_surroundings(vault: Path, what: str) -> None:
    env = SURROUNDINGS[what]
    agenda, log = afterword(vault, env=env), afterword(vault, *LOG, env=env)
    for said in (agenda, log):
        assert_calm(said)
        assert said.code == 0
    assert "Joe Alvarez" in agenda.out
    assert is_logged(vault)
    assert "not yet committed" not in log.err, log.err


def test_without_a_terminal_the_program_prints_the_agenda(vault: Path) -> None:
    plain, agenda = afterword(vault), afterword(vault, "agenda")
    assert (plain.code, plain.out) == (0, agenda.out)
    assert "Today" in plain.out


def test_a_reader_that_went_away_and_closed_streams_are_no_failure(vault: Path) -> None:
    for ending in ("| head -c 10 > /dev/null", ">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        command = f"set -o pipefail; '{PROGRAM}' --vault '{vault}' --today {TODAY} show northwind {ending}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=vault)
        assert (ending, done.returncode, done.stderr) == (ending, 0, "")


def test_settings_that_are_a_folder_or_a_link_make_no_crash(bare: Path) -> None:
    place = bare / "afterword.toml"
    place.rename(bare.parent / "elsewhere.toml")
    place.mkdir()
    folder: Said = afterword(bare, "agenda")
    place.rmdir()
    place.symlink_to(bare.parent / "elsewhere.toml")
    link = afterword(bare, "check")
    assert folder.code == 2
    assert "no vault" in folder.err
    assert link.code == 1
    assert "afterword.toml:1: This is a link" in link.out
    assert_calm(folder)
    assert_calm(link)


@pytest.mark.parametrize("what", ["file", "pipe", "link"])
def test_something_in_the_place_of_a_folder_is_told_and_stays(bare: Path, what: str) -> None:
    folder = bare / "opportunities"
    folder.rename(bare.parent / "away")
    if what == "link":
        folder.symlink_to(bare.parent / "away")
    else:
        folder.touch() if what == "file" else os.mkfifo(folder)
    before = state(bare.parent)
    check, new = afterword(bare, "check"), afterword(bare, "new", "--company", "Acme", "--position", "Cook")
    assert (check.code, new.code) == (1, 1)
    assert check.out.startswith("opportunities:1: ")
    assert "could not be written" in new.err
    assert_calm(new)
    assert state(bare.parent) == before


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trouble(bare: Path, day: str) -> None:
    marks = "".join(f"- [ ] {word}: x by {end}\n" for word in ("next", "promise") for end in (day, "9999-12-30"))
    text = (bare / FILE).read_text() + marks + f"### {day} Interview with Joe Alvarez\n{marks}"
    (bare / FILE).write_text(text)
    for line in ("agenda --days 36500", "why northwind", "check", "draft northwind thank-you-email --print"):
        assert_calm(afterword(bare, *line.split(), "--today", day))
    for line in ("set northwind next_touch=+9d", "snooze northwind 9999-12-31", "log northwind call"):
        said = afterword(bare, *line.split(), "--today", day)
        assert_calm(said)
        assert said.code in (0, 2)


def test_a_vault_with_nothing_in_it_works(tmp_path: Path) -> None:
    (tmp_path / "afterword.toml").touch()
    for line in ("", "agenda", "list", "check", "drafts", "search x", "templates", "check --fix"):
        said = afterword(tmp_path, *line.split())
        assert said.code == 0, (line, said.err)
        assert_calm(said)
    made = afterword(tmp_path, "new", "--company", "Acme", "--position", "Cook")
    assert (made.code, made.out) == (0, "opportunities/2026/acme-cook.md\n")
