"""A power cut took the last commit away: its text is in the files, is told, and goes into the next commit."""

import subprocess
from pathlib import Path

import pytest

from store.workspace.door import Workspace
from store.workspace.moment import Moment
from tests.cli.conftest import Typed
from tests.shell import git
from tests.tui.driver import NOW, TODAY


def waiting(vault: Path) -> str:
    return git(vault, "status", "--porcelain", "--untracked-files=all")


@pytest.fixture(params=["index kept", "index back, too"])
def note(request: pytest.FixtureRequest, vault: Path, afterword: Typed) -> Path:
    """Return a note whose last change git does not hold any more."""
    ident = next(iter((vault / "opportunities").glob("**/*halyard*.md"))).stem
    assert afterword("set", ident, "salary=140k").code == 0
    git(vault, "update-ref", "HEAD", "HEAD~")
    if request.param != "index kept":
        git(vault, "reset", "-q")
    (found,) = (vault / "opportunities").glob(f"**/{ident}.md")
    assert found.relative_to(vault).as_posix() in waiting(vault)
    return found


def test_commands_read_the_files_and_the_doctor_says_what_git_does_not_hold(
    vault: Path, afterword: Typed, note: Path
) -> None:
    assert "salary: 140k" in note.read_text()
    assert afterword("agenda").code == 0
    assert "140k" in afterword("show", note.stem).out
    said = afterword("doctor", "--json").out
    assert f"{note.relative_to(vault).as_posix()}; a sync" in said
    assert waiting(vault) != ""  # nothing that only looks commits


def test_the_next_change_of_the_file_commits_the_lost_one_by_itself_first(
    vault: Path, afterword: Typed, note: Path
) -> None:
    assert afterword("set", note.stem, "location=Columbus").code == 0
    assert waiting(vault) == ""
    path = note.relative_to(vault).as_posix()
    assert "salary: 140k" in git(vault, "show", f"HEAD~:{path}")
    assert "location: Columbus" not in git(vault, "show", f"HEAD~:{path}")
    assert afterword("undo").code == 0
    assert "salary: 140k" in note.read_text()


def test_a_change_of_another_file_leaves_it_and_the_doctor_commits_it(
    vault: Path, afterword: Typed, note: Path
) -> None:
    other = next(file for file in sorted((vault / "opportunities").glob("**/*.md")) if file != note)
    assert afterword("set", other.stem, "location=Columbus").code == 0
    assert "140k" in note.read_text()
    assert afterword("doctor", "--fix").code in (0, 1)
    assert waiting(vault) == ""


def test_the_full_screen_commits_it_when_it_begins(vault: Path, note: Path) -> None:
    applied = Workspace.open(vault, Moment(today=TODAY, now=NOW)).commit_pending()
    assert applied.paths == (note.relative_to(vault).as_posix(),)
    assert waiting(vault) == ""
    assert subprocess.run(["git", "-C", vault, "fsck", "--full"], capture_output=True, check=False).returncode == 0
