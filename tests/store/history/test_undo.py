"""Taking back: step by step further, never an undo, never over a later edit."""

from pathlib import Path

import pytest

from store.errors import BadRequest, EditedLater
from store.history.past.log import history
from store.history.past.undo import TakingBack, plan_redo, plan_undo
from store.history.repository import Repository


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    repository = Repository(tmp_path)
    repository.init("Ann Example", "ann@home.example")
    repository.commit([".gitattributes", ".gitignore"], "A new vault", trailers={"Afterword": "start"})
    return tmp_path


def change(root: Path, path: str, text: str | None, sentence: str) -> None:
    """Stand in for a use case: one file, one commit."""
    put(root, path, None if text is None else text.encode())
    Repository(root).commit([path], sentence)


def put(root: Path, path: str, data: bytes | None) -> None:
    place = root / path
    place.parent.mkdir(exist_ok=True)
    if data is None:
        place.unlink()
    else:
        place.write_bytes(data)


def carry_out(root: Path, plan: TakingBack) -> None:
    for edit in plan.change.edits:
        assert edit.before == ((root / edit.path).read_bytes() if (root / edit.path).exists() else None)
        put(root, edit.path, edit.after)
    Repository(root).commit([e.path for e in plan.change.edits], plan.change.sentence, trailers=plan.trailers)


def read(root: Path, path: str = "a.md") -> str | None:
    return (root / path).read_text() if (root / path).exists() else None


def test_repeated_undo_walks_back_and_redo_walks_forward(vault: Path) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    change(vault, "a.md", "two\r\n", "Change a")
    change(vault, "a.md", None, "Delete a")
    seen = []
    for _ in range(3):
        carry_out(vault, plan_undo(vault))
        seen.append((vault / "a.md").read_bytes() if (vault / "a.md").exists() else None)
    assert seen == [b"two\r\n", b"one\n", None]
    with pytest.raises(BadRequest):
        plan_undo(vault)
    for _ in range(2):
        carry_out(vault, plan_redo(vault))
    assert (vault / "a.md").read_bytes() == b"two\r\n"
    carry_out(vault, plan_undo(vault))
    assert read(vault) == "one\n"
    assert [r.sentence for r in history(vault)][:4] == [
        "Take back: Change a",
        "Do again: Change a",
        "Do again: Begin a",
        "Take back: Begin a",
    ]


def test_redo_ends_where_something_new_was_done(vault: Path) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    carry_out(vault, plan_undo(vault))
    change(vault, "b.md", "b\n", "Begin b")
    with pytest.raises(BadRequest):
        plan_redo(vault)
    carry_out(vault, plan_undo(vault))
    with pytest.raises(BadRequest):
        plan_undo(vault)


def test_a_change_of_several_files_is_taken_back_whole(vault: Path) -> None:
    change(vault, "drafts/a.md", "letter\n", "Write a draft")
    put(vault, "drafts/a.md", None)
    put(vault, "a.md", b"entry\n")
    Repository(vault).commit(["a.md", "drafts/a.md"], "Sent the letter")
    carry_out(vault, plan_undo(vault))
    assert (read(vault, "drafts/a.md"), read(vault)) == ("letter\n", None)


@pytest.mark.parametrize("committed", [True, False])
def test_a_later_edit_of_the_same_file_is_never_overwritten(vault: Path, committed: bool) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    change(vault, "a.md", "two\n", "Change a")
    put(vault, "a.md", b"two and mine\n")
    if committed:
        Repository(vault).commit_outside_edits(["a.md"])
    with pytest.raises(EditedLater, match="Change a"):
        plan_undo(vault)
    assert read(vault) == "two and mine\n"


def test_a_merge_keeps_a_later_edit(vault: Path) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    change(vault, "a.md", "two\n", "Change a")
    put(vault, "a.md", b"two\nmine\n")
    plan = plan_undo(vault, lambda base, ours, theirs, _path: ours.replace(base, theirs))
    carry_out(vault, plan)
    assert read(vault) == "one\nmine\n"


def test_a_later_edit_of_another_file_is_in_nobodys_way(vault: Path) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    put(vault, "b.md", b"mine\n")
    carry_out(vault, plan_undo(vault))
    assert (read(vault), read(vault, "b.md")) == (None, "mine\n")


def test_what_the_user_committed_is_not_taken_back(vault: Path) -> None:
    put(vault, "a.md", b"mine\n")
    Repository(vault).commit_outside_edits(["a.md"])
    with pytest.raises(BadRequest):
        plan_undo(vault)


def test_a_first_commit_is_not_taken_back(tmp_path: Path) -> None:
    Repository(tmp_path).init("Ann Example", "ann@home.example")
    change(tmp_path, "a.md", "one\n", "Everything")
    with pytest.raises(BadRequest):
        plan_undo(tmp_path)


def test_a_change_that_was_reversed_by_hand_is_passed_over(vault: Path) -> None:
    change(vault, "a.md", "one\n", "Begin a")
    change(vault, "b.md", "one\n", "Begin b")
    put(vault, "b.md", None)
    assert plan_undo(vault).revision.sentence == "Begin a"


def test_a_vault_below_another_repository_takes_back_its_own_changes_only(vault: Path) -> None:
    root = vault / "search"
    root.mkdir()
    change(root, "a.md", "one\n", "Begin a")
    change(root, "a.md", "two\n", "Change a")
    change(vault, "above.md", "above\n", "Begin above")
    carry_out(root, plan_undo(root))
    carry_out(root, plan_undo(root))
    assert (read(root), read(vault, "above.md")) == (None, "above\n")
    with pytest.raises(BadRequest):
        plan_undo(root)
