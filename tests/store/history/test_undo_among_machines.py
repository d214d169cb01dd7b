"""Undo after others' work came in: the last change is the last one of this machine, whichever way the branch moved."""

from functools import partial
from pathlib import Path

import pytest

from store.errors import BadRequest, EditedLater
from store.history.past.log import history
from store.history.past.undo import plan_redo, plan_undo, undoable
from store.history.repository import Repository
from store.model.change import Change, Edit
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from tests.shell import git
from tests.tui.driver import NOW, TODAY


class Desk:
    """One machine with its clone of the vault."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        git(root, "config", "user.name", name)
        git(root, "config", "user.email", f"{name}@home.example")
        git(root, "config", "pull.rebase", "false")
        self.workspace = Workspace.open(root, Moment(today=TODAY, now=NOW, fixed=True), lambda: Machine(name=name))

    def put(self, path: str, text: str | None) -> None:
        before = self.read(path)
        edit = Edit(path=path, before=before, after=None if text is None else text.encode())
        self.workspace.carry_out(lambda _: Change(sentence=f"{path} is {text or 'gone'}", edits=(edit,)))

    def read(self, path: str) -> bytes | None:
        return (self.root / path).read_bytes() if (self.root / path).exists() else None

    def sync(self) -> None:
        git(self.root, "pull", "-q", "--no-edit")
        git(self.root, "push", "-q")

    @property
    def sentences(self) -> list[str]:
        return [r.sentence for r in undoable(self.root, 10, machine=self.workspace.machine.name)]


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk]:
    """Two clones of one vault with a bare remote between them."""
    first = tmp_path / "first"
    first.mkdir()
    (first / "afterword.toml").write_text("[me]\n")
    Repository(first).init("ann", "ann@home.example")
    Repository(first).commit(["afterword.toml", ".gitattributes", ".gitignore"], "new", trailers={"Afterword": "start"})
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "remote.git")
    git(first, "remote", "add", "origin", str(tmp_path / "remote.git"))
    git(first, "push", "-q", "-u", "origin", "main")
    git(tmp_path, "clone", "-q", "remote.git", "second")
    return Desk(first, "laptop"), Desk(tmp_path / "second", "tower")


def test_each_commit_of_ours_says_which_machine_made_it(desks: tuple[Desk, Desk]) -> None:
    laptop, tower = desks
    laptop.put("a.md", "one\n")
    (laptop.root / "a.md").write_text("by hand\n")
    laptop.put("a.md", "two\n")
    laptop.sync()
    tower.sync()
    tower.put("a.md", "three\n")

    assert [(r.work, r.machine) for r in history(tower.root, "a.md")] == [
        ("change", "tower"),
        ("change", "laptop"),
        ("outside", "laptop"),
        ("change", "laptop"),
    ]


def test_after_a_merge_each_machine_takes_back_its_own_last_change(desks: tuple[Desk, Desk]) -> None:
    laptop, tower = desks
    laptop.put("a.md", "laptop\n")
    tower.put("b.md", "tower\n")
    laptop.sync()
    tower.sync()  # a merge, made on the tower
    laptop.sync()  # a fast-forward: its own commit lies on the second parent now

    assert laptop.sentences == ["a.md is laptop"]
    assert tower.sentences == ["b.md is tower"]
    laptop.workspace.undo()
    assert (laptop.read("a.md"), laptop.read("b.md")) == (None, b"tower\n")
    with pytest.raises(BadRequest):
        laptop.workspace.undo()
    laptop.sync()
    tower.sync()
    tower.workspace.undo()
    assert (tower.read("a.md"), tower.read("b.md")) == (None, None)


def test_a_redo_is_possible_after_others_work_came_in(desks: tuple[Desk, Desk]) -> None:
    laptop, tower = desks
    laptop.put("a.md", "laptop\n")
    laptop.workspace.undo()
    tower.put("b.md", "tower\n")
    tower.sync()
    laptop.sync()
    laptop.workspace.redo()

    assert (laptop.read("a.md"), laptop.read("b.md")) == (b"laptop\n", b"tower\n")


def test_an_undo_keeps_what_the_other_machine_did_to_the_same_file(desks: tuple[Desk, Desk]) -> None:
    laptop, tower = desks
    laptop.put("a.md", "one\ntwo\nthree\nfour\nfive\n")
    laptop.sync()
    tower.sync()
    laptop.put("a.md", "ONE\ntwo\nthree\nfour\nfive\n")
    tower.put("a.md", "one\ntwo\nthree\nfour\nFIVE\n")
    laptop.sync()
    tower.sync()
    laptop.sync()
    laptop.workspace.undo()

    assert laptop.read("a.md") == b"one\ntwo\nthree\nfour\nFIVE\n"


def test_an_undo_refuses_what_the_other_machine_changed_again(desks: tuple[Desk, Desk]) -> None:
    laptop, tower = desks
    laptop.put("a.md", "one\n")
    laptop.put("a.md", "two\n")
    laptop.sync()
    tower.sync()
    tower.put("a.md", "three\n")
    tower.sync()
    laptop.sync()

    with pytest.raises(EditedLater):
        laptop.workspace.undo()
    assert laptop.read("a.md") == b"three\n"


def test_commits_without_a_machine_count_as_ones_own(desks: tuple[Desk, Desk]) -> None:
    laptop, _ = desks
    (laptop.root / "a.md").write_text("old\n")
    Repository(laptop.root).commit(["a.md"], "by an older Afterword")

    assert laptop.sentences == ["by an older Afterword"]


def test_clocks_do_not_decide_what_came_last(desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    laptop, tower = desks
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2031-01-01T00:00:00Z")
    laptop.put("a.md", "one, and a clock that is ahead\n")
    laptop.sync()
    tower.sync()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z")
    tower.put("b.md", "in between\n")
    tower.sync()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2021-01-01T00:00:00Z")
    laptop.put("a.md", "two, and a clock that is behind\n")
    laptop.sync()

    told = ["two, and a clock that is behind", "one, and a clock that is ahead"]
    assert [s.partition(" is ")[2] for s in laptop.sentences] == told


def test_a_change_further_back_is_taken_back_by_its_id(desks: tuple[Desk, Desk]) -> None:
    laptop, _ = desks
    laptop.put("a.md", "one\n")
    laptop.put("b.md", "two\n")
    first = undoable(laptop.root, 2, machine="laptop")[1]
    laptop.workspace.carry_out(lambda s: laptop.workspace.undoing(s, first.id[:10]))

    assert (laptop.read("a.md"), laptop.read("b.md")) == (None, b"two\n")
    with pytest.raises(BadRequest, match="taken back already"):
        plan_undo(laptop.root, machine="laptop", ident=first.id)
    assert plan_redo(laptop.root, machine="laptop").revision.undoes == first.id


def test_what_an_editor_did_and_what_came_from_another_machine_is_taken_back_by_its_id(
    desks: tuple[Desk, Desk],
) -> None:
    laptop, tower = desks
    tower.put("b.md", "tower\n")
    tower.sync()
    laptop.put("a.md", "one\n")
    laptop.sync()
    (laptop.root / "a.md").write_text("by hand\n")
    Repository(laptop.root, machine="laptop").commit_outside_edits(["a.md"])
    past = history(laptop.root)
    hand = next(r for r in past if r.work == "outside")
    theirs = next(r for r in past if r.sentence == "b.md is tower")
    merge = next(r for r in past if r.is_merge)
    for one in (hand, theirs):  # of another kind and of another machine: `undo` alone passes them over
        laptop.workspace.carry_out(partial(laptop.workspace.undoing, ident=one.id))

    assert (laptop.read("a.md"), laptop.read("b.md")) == (b"one\n", None)
    with pytest.raises(BadRequest, match="joins two lines"):
        plan_undo(laptop.root, machine="laptop", ident=merge.id)
