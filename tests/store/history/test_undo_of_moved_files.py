"""Undo where a person renamed or moved the file by hand: the change is taken back under its new name."""

import subprocess
from pathlib import Path

import pytest

from store.errors import EditedLater
from store.history.past.log import history
from store.history.past.undo import plan_undo
from store.history.repository import Repository

BEFORE = "".join(f"line {number}\n" for number in range(12))
AFTER = BEFORE.replace("line 3\n", "LINE 3\n")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    repository = Repository(tmp_path)
    repository.init("Ann Example", "ann@home.example")
    repository.commit([".gitattributes", ".gitignore"], "A new vault", trailers={"Afterword": "start"})
    for text, sentence in ((BEFORE, "Begin a"), (AFTER, "Change a")):
        (tmp_path / "a.md").write_text(text)
        repository.commit(["a.md"], sentence)
    return tmp_path


@pytest.mark.parametrize("how", ["in the file manager", "by git", "and found by Afterword"])
def test_a_change_is_taken_back_under_the_new_name(vault: Path, how: str) -> None:
    (vault / "2026").mkdir()
    (vault / "a.md").rename(vault / "2026" / "b.md")
    if how == "by git":
        subprocess.run(["git", "add", "-A"], cwd=vault, check=True)
        subprocess.run(["git", "commit", "-qm", "moved"], cwd=vault, check=True)
    elif how != "in the file manager":
        Repository(vault).commit_outside_edits(["2026/b.md"])

    (edit,) = plan_undo(vault).change.edits
    assert (edit.path, edit.before, edit.after) == ("2026/b.md", AFTER.encode(), BEFORE.encode())


def test_a_file_that_was_moved_and_edited_is_merged(vault: Path) -> None:
    (vault / "a.md").rename(vault / "b.md")
    Repository(vault).commit_outside_edits(["b.md"])
    (vault / "b.md").write_text(AFTER + "and more\n")

    (edit,) = plan_undo(vault, lambda base, ours, theirs, _: ours.replace(base, theirs)).change.edits
    assert (edit.path, edit.after) == ("b.md", f"{BEFORE}and more\n".encode())


def test_a_file_that_is_gone_is_not_made_again_by_taking_back_a_change_of_it(vault: Path) -> None:
    (vault / "a.md").unlink()

    with pytest.raises(EditedLater):
        plan_undo(vault)


def test_a_rename_by_hand_is_one_commit_and_its_history_goes_on(vault: Path) -> None:
    (vault / "a.md").rename(vault / "b.md")
    (vault / "b.md").write_text(AFTER + "more\n")
    (vault / "other.txt").write_text("not ours\n")
    Repository(vault).commit_outside_edits(["b.md"])

    assert [r.sentence for r in history(vault, "b.md")] == ["edited in an editor: b, a", "Change a", "Begin a"]
    assert history(vault, "b.md")[0].touched[0].was == "a.md"


def test_several_renames_are_followed_and_a_limit_is_kept(vault: Path) -> None:
    for old, new in (("a.md", "b.md"), ("b.md", "c.md"), ("c.md", "a.md")):
        subprocess.run(["git", "mv", old, new], cwd=vault, check=True)
        subprocess.run(["git", "commit", "-qm", f"now {new}"], cwd=vault, check=True)

    told = ["now a.md", "now c.md", "now b.md", "Change a", "Begin a"]
    assert [r.sentence for r in history(vault, "a.md")] == told
    assert [r.sentence for r in history(vault, "a.md", limit=2)] == told[:2]
    assert [r.sentence for r in history(vault, "a.md", limit=2, skip=2)] == told[2:4]
