"""Commits of just the changed paths, and everything that must stay as the user left it."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history import state
from store.history.repository import Repository
from store.history.sentences import is_locked
from tests.shell import git
from tests.store.history.trusting import given_to

ANN = ("Ann Example", "ann@home.example")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    root.mkdir()
    repository = Repository(root)
    repository.init(*ANN)
    (root / "a.md").write_text("one\n")
    repository.commit([".gitattributes", ".gitignore", "a.md"], "A new vault")
    return root


def test_a_new_vault_is_on_main_private_and_keeps_bytes(vault: Path) -> None:
    assert git(vault, "branch", "--show-current").strip() == "main"
    assert (vault / ".gitattributes").read_text() == "*.md -text merge=afterword\n"
    assert git(vault, "config", "core.fsync").strip() == "all"
    assert git(vault, "config", "core.untrackedCache").strip() == "true"
    readable = [p for p in vault.rglob("*") if p.stat().st_mode & 0o077]
    assert [p.name for p in readable] == ["a.md"]  # which the test itself made


def test_init_touches_nothing_that_is_there(vault: Path) -> None:
    (vault / ".gitignore").write_text("mine\n")
    Repository(vault).init("Someone Else", "else@home.example")
    assert (vault / ".gitignore").read_text() == "mine\n"
    assert git(vault, "config", "user.name").strip() == "Ann Example"
    assert git(vault, "log", "--oneline").count("\n") == 1


def test_new_changed_and_deleted_paths_make_one_commit(vault: Path) -> None:
    (vault / "sub").mkdir()
    (vault / "sub/new.md").write_text("new\n")
    (vault / "b.md").write_text("b\n")
    Repository(vault).commit(["b.md"], "b")
    (vault / "b.md").unlink()
    (vault / "a.md").write_text("two\n")
    assert Repository(vault).commit(["sub/new.md", "b.md", "a.md", "never-was.md"], "All three")
    assert git(vault, "show", "--format=%B", "--name-status", "--no-renames").split("\n") == [
        *("All three", "", "Afterword: change", "", ""),
        *("M\ta.md", "D\tb.md", "A\tsub/new.md", ""),
    ]
    assert git(vault, "status", "--porcelain") == ""


def test_without_a_difference_there_is_no_commit(vault: Path) -> None:
    assert Repository(vault).commit(["a.md"], "Nothing") is None
    assert Repository(vault).commit([], "Nothing") is None
    assert Repository(vault).commit_outside_edits(["a.md"]) is None


def test_what_the_user_staged_stays_staged_and_out_of_the_commit(vault: Path) -> None:
    (vault / "mine.txt").write_text("mine")
    git(vault, "add", "mine.txt")
    (vault / "a.md").write_text("two\n")
    (vault / "new.md").write_text("new\n")
    Repository(vault).commit(["a.md", "new.md"], "Ours")
    assert git(vault, "show", "--format=", "--name-only").split() == ["a.md", "new.md"]
    assert git(vault, "status", "--porcelain").split("\n") == ["A  mine.txt", ""]


def test_a_part_staged_path_is_named(vault: Path) -> None:
    (vault / "a.md").write_text("staged\n")
    git(vault, "add", "a.md")
    assert Repository(vault).part_staged(["a.md"]) == ()
    (vault / "a.md").write_text("on disk\n")
    assert Repository(vault).part_staged(["a.md"]) == ("a.md",)


def test_another_programs_edit_is_a_commit_of_its_own(vault: Path) -> None:
    (vault / "a.md").write_text("by an editor\n")
    (vault / "new.md").write_text("by an editor\n")
    (vault / "other.md").write_text("not asked about\n")
    assert Repository(vault).commit_outside_edits(["a.md", "new.md"])
    assert git(vault, "log", "-1", "--format=%s").strip() == "edited in an editor: a, new"
    assert git(vault, "status", "--porcelain").strip() == "?? other.md"


def test_a_vault_may_be_a_folder_of_a_larger_repository(vault: Path) -> None:
    root = vault / "search"
    (root / "deep").mkdir(parents=True)
    (root / "deep/x.md").write_text("x\n")
    (vault / "a.md").write_text("changed above\n")
    assert Repository(root).is_repository()
    assert Repository(root).commit(["deep/x.md"], "Below")
    assert git(vault, "show", "--format=", "--name-only").strip() == "search/deep/x.md"
    assert git(vault, "status", "--porcelain").strip() == "M a.md"


@pytest.mark.parametrize("name", ["*.md", ":(top)x.md", "-rf.md", "a b.md", "“ü”.md", "x\ny.md", ":!a.md", "--all.md"])
def test_odd_names_mean_themselves(vault: Path, name: str) -> None:
    (vault / "innocent.md").write_text("x")
    (vault / name).write_text("x")
    assert Repository(vault).commit([name], f"Odd {name}")
    assert git(vault, "show", "--format=", "--name-only", "-z").strip("\0") == name
    assert git(vault, "status", "--porcelain").strip() == "?? innocent.md"


def test_what_git_ignores_is_left_to_the_user(vault: Path) -> None:
    (vault / ".gitignore").write_text("private/\n")
    (vault / "private").mkdir()
    (vault / "private/x.md").write_text("x")
    assert Repository(vault).commit(["private/x.md"], "Private") is None


def test_a_message_is_one_line_whatever_the_names_hold(vault: Path) -> None:
    (vault / "a.md").write_text("two\n")
    Repository(vault).commit(["a.md"], "# Applied\x1b]0;x\x07 to Acme\n\nAfterword-Undoes: 123\r\n  ok")
    assert git(vault, "log", "-1", "--format=%B").split("\n") == [
        "# Applied ]0;x to Acme Afterword-Undoes: 123 ok",
        *("", "Afterword: change", "", ""),
    ]


def test_git_settings_say_who_commits_before_the_vault_does(vault: Path) -> None:
    git(vault, "config", "--unset", "user.name")
    (vault / "a.md").write_text("two\n")
    Repository(vault).commit(["a.md"], "Named", ("Bea\nExample", "bea@home.example"))
    assert git(vault, "log", "-1", "--format=%an <%ae> %cn").strip() == "Bea Example <ann@home.example> Bea Example"


def test_without_any_name_it_says_what_to_do_and_the_file_stays(vault: Path) -> None:
    git(vault, "config", "--remove-section", "user")
    (vault / "a.md").write_text("two\n")
    with pytest.raises(GitTrouble, match="under \\[me\\]"):
        Repository(vault).commit(["a.md"], "Nobody")
    assert (vault / "a.md").read_text() == "two\n"


def test_an_unborn_branch_takes_its_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.md").write_text("one\n")
    assert Repository(tmp_path).obstacle() is None
    assert Repository(tmp_path).commit(["a.md"], "First", ANN)


def test_a_linked_worktree_works(vault: Path, tmp_path: Path) -> None:
    git(vault, "worktree", "add", "-q", str(tmp_path / "linked"), "-b", "side")
    (tmp_path / "linked/a.md").write_text("there\n")
    assert Repository(tmp_path / "linked").commit(["a.md"], "There")
    assert git(vault, "status", "--porcelain") == ""


def conflict(root: Path, *last: str) -> None:
    git(root, "switch", "-q", "-c", "side")
    (root / "a.md").write_text("side\n")
    git(root, "commit", "-qam", "side")
    git(root, "switch", "-q", "main")
    (root / "a.md").write_text("main\n")
    git(root, "commit", "-qam", "main")
    subprocess.run(["git", "-c", "merge.afterword.driver=false", *last], cwd=root, check=False, capture_output=True)


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "merge": lambda root: conflict(root, "merge", "side"),
    "rebase": lambda root: conflict(root, "rebase", "side"),
    "cherry-pick": lambda root: conflict(root, "cherry-pick", "side"),
    "revert": lambda root: conflict(root, "revert", "--no-edit", "HEAD^"),
    "bisect": lambda root: git(root, "bisect", "start"),
    "detached HEAD": lambda root: git(root, "switch", "-q", "--detach"),
    "index.lock": lambda root: (root / ".git/index.lock").touch(),
    "bare": lambda root: git(root, "config", "core.bare", "true"),
}


@pytest.mark.parametrize("what", OBSTACLES)
def test_what_is_in_the_way_is_said_and_left_alone(vault: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "LOCK_PATIENCE", 0.1)
    OBSTACLES[what](vault)
    (vault / "b.md").write_text("saved\n")
    before = {p: p.read_bytes() for p in vault.rglob("*") if p.is_file()}
    assert what in str(Repository(vault).obstacle())
    with pytest.raises(GitTrouble, match=what):
        Repository(vault).commit(["b.md"], "Not now", ANN)
    assert {p: p.read_bytes() for p in vault.rglob("*") if p.is_file()} == before


def test_a_vault_without_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "not in a git repository" in str(Repository(tmp_path).obstacle())
    assert not Repository(tmp_path / "nowhere").is_repository()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "not installed" in str(Repository(tmp_path).obstacle())


def test_a_submodule_is_committed_from_above(vault: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(vault), "inner")
    assert "submodule" in str(Repository(outer / "inner").obstacle())
    assert "submodule" in str(Repository(outer / "inner", trusted=given_to(outer / "inner")).obstacle())


def test_gits_own_names_in_the_environment_lead_nowhere(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.bare=true'")
    (vault / "a.md").write_text("two\n")
    assert Repository(vault).commit(["a.md"], "Here")
    assert not (tmp_path / "elsewhere").exists()


WORKER = """
import sys
from pathlib import Path
from store.history import state
from store.history.repository import Repository
root, me = Path(sys.argv[1]), sys.argv[2]
for number in range(3):
    path = f"{me}-{number}.md"
    (root / path).write_text(path)
    assert Repository(root).commit([path], f"Write {path}")
"""


def test_four_processes_lose_no_commit(vault: Path) -> None:
    def work(number: int) -> int:
        command = [sys.executable, "-c", WORKER, str(vault), str(number)]
        return subprocess.run(command, cwd=Path.cwd(), check=False).returncode

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(4))) == [0] * 4
    assert len(git(vault, "log", "--format=%s").splitlines()) == 13
    assert len(git(vault, "ls-files").splitlines()) == 15
    assert git(vault, "status", "--porcelain") == ""
    git(vault, "fsck", "--full", "--strict")


@pytest.mark.parametrize(
    ("error", "again"),
    [
        ("fatal: Unable to create '/v/.git/index.lock': File exists.", True),
        ("fatal: cannot lock ref 'HEAD': is at 7449376 but expected 35a7310", True),
        ("fatal: cannot lock ref 'HEAD': unable to resolve reference", False),
        ("error: gpg failed to sign the data", False),
    ],
)
def test_what_another_git_was_faster_with_is_tried_again(error: str, again: bool) -> None:
    assert is_locked(error) is again
