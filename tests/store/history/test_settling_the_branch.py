"""The branch moves, the index follows, and what the user staged stays; also when something dies in between."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.errors import Overtaken
from store.history.git import Git
from store.history.merging import branch
from store.history.merging.joining import join, settle
from store.history.repository import Repository
from tests.store.history.trusting import given_to
from tests.store.history.two_sides import BY_HAND, STAND_IN, Sides, git, write

FILES: dict[str, bytes | None] = {"a.md": b"a\n", "b.md": b"b\n", "gone.md": b"gone\n"}


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    return Sides(tmp_path / "vault")


def two(sides: Sides) -> tuple[str, str]:
    base = sides.commit(FILES)
    ours = sides.at(base, {"a.md": b"a\nours\n"})
    return ours, sides.at(base, {"a.md": b"a\ntheirs\n", "gone.md": None, "new/n.md": b"n\n"})


def test_afterwards_branch_index_and_files_agree(sides: Sides) -> None:
    joined, notes = sides.bring_together(*two(sides))
    assert notes == ()
    assert sides.head() == joined.commit
    assert git(sides.root, "branch", "--show-current").strip() == "main"
    assert sides.status() == ""
    assert git(sides.root, "reflog", "-1", "--format=%gs").strip() == "afterword: bring together"
    assert not (sides.root / ".git" / branch.NOTE).exists()


def test_a_branch_without_commits_gets_its_first(sides: Sides) -> None:
    there = sides.commit(FILES)
    git(sides.root, "checkout", "-q", "--orphan", "fresh")
    git(sides.root, "rm", "-rfq", ".")
    joined = sides.join("", there)
    write(sides.root, joined)
    settle(Git(sides.root), joined)
    assert (sides.head(), sides.status()) == (there, "")


def test_what_is_staged_on_other_paths_stays_staged(sides: Sides) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    (sides.root / "b.md").write_bytes(b"b\nstaged\n")
    (sides.root / "mine.txt").write_bytes(b"mine\n")
    (sides.root / "wish.txt").write_bytes(b"later\n")
    git(sides.root, "add", "b.md", "mine.txt")
    git(sides.root, "add", "-N", "wish.txt")
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    assert settle(Git(sides.root, trusted=given_to(sides.root)), joined) == ()
    assert sides.status().splitlines() == ["M  b.md", "A  mine.txt", " A wish.txt"]


def test_a_path_staged_otherwise_keeps_what_is_on_disk_and_is_told(sides: Sides) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    (sides.root / "a.md").write_bytes(b"a\nstaged\n")
    git(sides.root, "add", "a.md")
    staged = git(sides.root, "rev-parse", ":a.md").strip()
    joined = sides.join(ours, theirs)
    (sides.root / "a.md").write_bytes(b"a\non disk\n")
    for edit in joined.edits:
        if edit.path != "a.md" and edit.after is not None:
            (sides.root / edit.path).parent.mkdir(exist_ok=True)
            (sides.root / edit.path).write_bytes(edit.after)
    (sides.root / "gone.md").unlink()
    (note,) = settle(Git(sides.root, trusted=given_to(sides.root)), joined)
    assert note == (
        f"“a.md” was staged as another version, which is staged no more; git still holds it as {staged}. "
        "What is on disk is kept."
    )
    assert git(sides.root, "cat-file", "blob", staged) == "a\nstaged\n"
    assert sides.status().splitlines() == [" M a.md"]
    assert (sides.root / "a.md").read_bytes() == b"a\non disk\n"


def test_a_commit_made_meanwhile_is_not_lost(sides: Sides) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    meanwhile = sides.commit({"b.md": b"b\nmeanwhile\n"})
    with pytest.raises(Overtaken):
        settle(Git(sides.root, trusted=given_to(sides.root)), joined)
    assert (sides.head(), sides.status()) == (meanwhile, "")
    assert not (sides.root / ".git" / branch.NOTE).exists()
    joined, _ = sides.bring_together(meanwhile, theirs)
    assert sides.files(joined.commit)["b.md"] == b"b\nmeanwhile\n"


def test_a_commit_made_in_the_very_last_moment_is_not_lost(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    run, made = Git.run, list[str]()

    def late(self: Git, *arguments: str, **more: Any) -> bytes:
        if arguments[0] == "update-ref" and not made:
            made.append(sides.commit({"b.md": b"b\nmeanwhile\n"}))
        return run(self, *arguments, **more)

    monkeypatch.setattr(Git, "run", late)
    monkeypatch.setattr("store.history.git.TRIES", 0)
    with pytest.raises(Overtaken):
        settle(Git(sides.root, trusted=given_to(sides.root)), joined)
    assert ([sides.head()], sides.status()) == (made, "")


DIE = """
import os, sys
from pathlib import Path
from store.history.merging import branch
from store.history.git import Git
run = Git.run
def dying(self, *arguments, **more):
    if arguments[0] == sys.argv[4]:
        os.kill(os.getpid(), 9)
    return run(self, *arguments, **more)
Git.run = dying
branch.move(Git(Path(sys.argv[1])), sys.argv[2], sys.argv[3])
"""


def die_at(command: str, root: Path, before: str, after: str) -> None:
    """Settle in a process of its own that is killed when it is about to run a command of git."""
    done = subprocess.run([sys.executable, "-c", DIE, str(root), before, after, command], check=False, cwd=Path.cwd())
    assert done.returncode == -9


def test_death_before_the_branch_moved_leaves_files_that_merge_to_the_same(sides: Sides) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    die_at("update-ref", sides.root, ours, joined.commit)
    assert sides.head() == ours
    Repository(sides.root, trusted=given_to(sides.root)).commit_outside_edits(edit.path for edit in joined.edits)
    again = sides.join(sides.head(), theirs)
    assert sides.tree(again.commit) == sides.tree(joined.commit)
    assert again.edits == ()


@pytest.mark.parametrize("command", ["update-index"])
def test_death_between_branch_and_index_is_made_good_by_whoever_comes_next(sides: Sides, command: str) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    (sides.root / "b.md").write_bytes(b"b\nstaged\n")
    git(sides.root, "add", "b.md")
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    die_at(command, sides.root, ours, joined.commit)
    assert sides.head() == joined.commit
    assert "MM a.md" in sides.status()  # what nobody staged
    assert Repository(sides.root, trusted=given_to(sides.root)).commit_outside_edits(["a.md"]) is None
    assert sides.status().splitlines() == ["M  b.md"]
    assert not (sides.root / ".git" / branch.NOTE).exists()
    assert sides.join(sides.head(), theirs).has_moved is False


def test_what_was_staged_after_such_a_death_stays_staged(sides: Sides) -> None:
    ours, theirs = two(sides)
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    die_at("update-index", sides.root, ours, joined.commit)
    (sides.root / "a.md").write_bytes(b"a\nlater\n")
    git(sides.root, "add", "a.md")
    branch.finish(Git(sides.root, trusted=given_to(sides.root)))
    assert sides.status().splitlines() == ["M  a.md"]


def test_a_locked_index_is_brought_up_later(sides: Sides, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.history.git.TRIES", 0)
    ours, theirs = two(sides)
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    (sides.root / ".git/index.lock").touch()
    with pytest.raises(Exception, match="Another git is busy"):
        settle(Git(sides.root, trusted=given_to(sides.root)), joined)
    (sides.root / ".git/index.lock").unlink()
    assert sides.head() == joined.commit
    branch.finish(Git(sides.root, trusted=given_to(sides.root)))
    assert sides.status() == ""


def test_links_permissions_and_submodules_arrive_although_no_writer_writes_them(sides: Sides) -> None:
    base = sides.commit({**FILES, "run.sh": b"run\n", "was-link": b"text\n"})
    ours = sides.at(base, {"a.md": b"a\nours\n"})
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "run.sh").chmod(0o755)
    (sides.root / "run.sh").write_bytes(b"run\nfast\n")
    (sides.root / "link").symlink_to("a.md")
    (sides.root / "was-link").unlink()
    (sides.root / "was-link").symlink_to("b.md")
    git(sides.root, "add", "-A")
    git(sides.root, "update-index", "--add", "--cacheinfo", f"160000,{base},sub")
    git(sides.root, "commit", "-qm", "odd things")
    theirs = sides.head()
    sides.stand_at(ours)
    os.utime(sides.root / "was-link", (1, 1))  # touched, not changed
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    assert settle(Git(sides.root, trusted=given_to(sides.root)), joined) == ()
    assert sides.status() == ""
    assert (sides.root / "link").readlink() == Path("a.md")
    assert (sides.root / "was-link").readlink() == Path("b.md")
    assert os.access(sides.root / "run.sh", os.X_OK)
    gone = sides.at(theirs)
    git(sides.root, "rm", "-q", "link", "--cached")
    (sides.root / "link").unlink()
    git(sides.root, "commit", "-qm", "no link")
    gone = sides.head()
    sides.bring_together(theirs, gone)
    assert not os.path.lexists(sides.root / "link")
    assert sides.status() == ""


def test_a_link_over_something_of_the_users_own_is_not_written(sides: Sides) -> None:
    base = sides.commit(FILES)
    git(sides.root, "checkout", "-q", "--detach", base)
    (sides.root / "link").symlink_to("a.md")
    theirs = sides.commit({})
    sides.stand_at(base)
    (sides.root / "link").write_bytes(b"my own\n")
    joined = sides.join(base, theirs)
    assert settle(Git(sides.root, trusted=given_to(sides.root)), joined) == (
        "“link” was changed on disk; it is left as it is.",
    )
    assert (sides.root / "link").read_bytes() == b"my own\n"


def test_a_second_work_tree_has_branch_and_index_of_its_own(sides: Sides, tmp_path: Path) -> None:
    ours, theirs = two(sides)
    sides.stand_at(theirs)
    git(sides.root, "worktree", "add", "-q", "-b", "second", str(tmp_path / "second"), ours)
    at = Git(tmp_path / "second", trusted=given_to(tmp_path / "second"))
    joined = join(at, ours, theirs, signature=BY_HAND, meaning=STAND_IN)
    write(tmp_path / "second", joined)
    settle(at, joined)
    assert git(tmp_path / "second", "status", "--porcelain") == ""
    assert git(sides.root, "rev-parse", "main", "second").split() == [theirs, joined.commit]
    assert sides.status() == ""


def test_what_a_sparse_checkout_leaves_out_stays_out(sides: Sides) -> None:
    base = sides.commit({"in/a.md": b"a\n", "out/b.md": b"b\n"})
    ours = sides.at(base, {"in/a.md": b"a\nours\n"})
    theirs = sides.at(base, {"in/a.md": b"a\ntheirs\n", "out/b.md": b"b\ntheirs\n"})
    sides.stand_at(ours)
    git(sides.root, "sparse-checkout", "set", "in")
    assert not (sides.root / "out").exists()
    joined = sides.join(ours, theirs)
    assert [edit.path for edit in joined.edits] == ["in/a.md"]
    write(sides.root, joined)
    settle(Git(sides.root, trusted=given_to(sides.root)), joined)
    assert sides.files(joined.commit)["out/b.md"] == b"b\ntheirs\n"
    assert not (sides.root / "out").exists()
    assert sides.status() == ""


def test_a_vault_below_the_top_settles_the_whole_repository(sides: Sides) -> None:
    base = sides.commit({"vault/a.md": b"a\n", "b.md": b"b\n"})
    ours = sides.at(base, {"vault/a.md": b"a\nours\n"})
    theirs = sides.at(base, {"vault/a.md": b"a\ntheirs\n", "b.md": b"b\ntheirs\n"})
    sides.stand_at(ours)
    joined = sides.join(ours, theirs)
    write(sides.root, joined)
    settle(Git(sides.root / "vault", trusted=given_to(sides.root)), joined)
    assert sides.status() == ""
