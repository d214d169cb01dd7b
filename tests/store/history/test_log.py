"""The log of a vault: sentences, paths, old bytes, differences."""

import subprocess
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history.past.log import difference, history, show
from store.history.repository import Repository


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault in a subfolder of a larger repository."""
    Repository(tmp_path).init("Ann Example", "ann@home.example")
    (tmp_path / "other.txt").write_text("not the vault's")
    Repository(tmp_path).commit(["other.txt"], "Something else")
    root = tmp_path / "search"
    root.mkdir()
    return root


def save(root: Path, path: str, data: bytes, sentence: str) -> str:
    (root / path).write_bytes(data)
    commit = Repository(root).commit([path], sentence)
    assert commit
    return commit


def test_the_newest_comes_first_with_its_paths(vault: Path) -> None:
    one = save(vault, "a.md", b"1", "First")
    two = save(vault, "b\nc.md", b"2", "Second: Acme → “Cook”")
    found = history(vault)
    assert [(r.id, r.sentence, r.paths, r.work) for r in found] == [
        (two, "Second: Acme → “Cook”", ("b\nc.md",), "change"),
        (one, "First", ("a.md",), "change"),
    ]
    assert found[0].who == "Ann Example"
    assert found[0].when.tzinfo is not None


def test_one_file_has_a_history_of_its_own(vault: Path) -> None:
    save(vault, "a.md", b"1", "First")
    save(vault, "b.md", b"2", "Second")
    save(vault, "a.md", b"3", "Third")
    assert [r.sentence for r in history(vault, "a.md")] == ["Third", "First"]
    assert [r.sentence for r in history(vault, limit=1)] == ["Third"]
    assert history(vault, "none.md") == ()


def test_the_name_that_a_file_had_is_found_among_everything_else_that_its_commit_brought(vault: Path) -> None:
    save(vault, "was.md", b"one\ntwo\nthree\n", "First")
    (vault / "was.md").rename(vault / "now.md")
    for number in range(50):
        (vault / f"new-{number:02}.md").write_bytes(b"%d\n" % number)
    new = sorted(place.name for place in vault.glob("*.md"))
    Repository(vault).commit(["was.md", *new], "Second")
    assert [(r.sentence, r.paths) for r in history(vault, "now.md")] == [
        ("Second", ("was.md", "now.md")),
        ("First", ("was.md",)),
    ]
    assert [(r.sentence, r.paths) for r in history(vault, "new-07.md")] == [("Second", ("new-07.md",))]


def test_commits_without_files_and_merges_are_read_too(vault: Path) -> None:
    save(vault, "a.md", b"1", "First")
    for command in (
        "git switch -q -c side",
        "git commit -q --allow-empty -m Empty",
        "git switch -q main",
        "git commit -q --allow-empty -m Other",
        "git merge -q --no-ff -m Joined side",
    ):
        subprocess.run(command.split(), cwd=vault, check=True)
    assert [r.sentence for r in history(vault, ".")][-1] == "First"
    save(vault, "a.md", b"2", "Second")
    assert [r.sentence for r in history(vault)] == ["Second", "First"]


def test_old_bytes_come_back_exactly(vault: Path) -> None:
    data = b"\xef\xbb\xbf---\r\nname: x\r\n\x00\xff no end \t"
    one = save(vault, "a.md", data, "First")
    save(vault, "a.md", b"new\n", "Second")
    assert show(vault, one, "a.md") == data
    assert show(vault, "HEAD", "a.md") == b"new\n"
    with pytest.raises(GitTrouble):
        show(vault, one, "none.md")


def test_a_difference_is_a_plain_diff(vault: Path) -> None:
    save(vault, "a.md", b"one\n", "First")
    two = save(vault, "a.md", b"two\n", "Second")
    text = difference(vault, two)
    assert "-one\n+two\n" in text
    assert "a.md" in text


def test_nothing_that_looks_like_an_option_is_a_revision(vault: Path) -> None:
    save(vault, "a.md", b"one\n", "First")
    for evil in ("--output=stolen", "-p", "main", "HEAD:../other.txt", "", "@{1}"):
        with pytest.raises(GitTrouble):
            difference(vault, evil)
        with pytest.raises(GitTrouble):
            show(vault, evil, "a.md")
    assert sorted(p.name for p in vault.iterdir()) == ["a.md"]


def test_a_repository_without_commits_has_an_empty_history(tmp_path: Path) -> None:
    Repository(tmp_path).init("Ann Example", "ann@home.example")
    assert history(tmp_path) == ()


def test_without_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GitTrouble, match="git init"):
        history(tmp_path)


def test_two_sides_that_came_to_the_same_text_are_both_told(vault: Path) -> None:
    save(vault, "a.md", b"1", "First")
    subprocess.run(["git", "switch", "-q", "-c", "side"], cwd=vault, check=True)
    save(vault, "a.md", b"2", "There")
    subprocess.run(["git", "switch", "-q", "main"], cwd=vault, check=True)
    save(vault, "a.md", b"2", "Here")
    subprocess.run(["git", "merge", "-q", "--no-ff", "-m", "Joined", "side"], cwd=vault, check=True)

    assert {r.sentence for r in history(vault)} >= {"First", "There", "Here"}
