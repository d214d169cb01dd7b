"""What a filter of the user's would lock is never stored in the open: not without the filter, nor where it fails."""

import sys
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history.repository import Repository
from tests.store.history.trusting import given_to
from tests.store.history.two_sides import Sides, git

PATH = "opportunities/acme.md"
TURN = "import sys; sys.stdout.buffer.write(bytes(255 - b for b in sys.stdin.buffer.read()))"
ATTRIBUTES = {
    ".gitattributes": "opportunities/*.md filter=lock\n",
    "opportunities/.gitattributes": "*.md filter=lock\n",
    ".git/info/attributes": "*.md filter=lock\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    (root / "opportunities").mkdir(parents=True)
    Repository(root).init("Ann Example", "ann@home.example")
    (root / PATH).write_text("one\n")
    Repository(root).commit([PATH], "First")
    (root / PATH).write_text("private\n")
    (root / ".git/info").mkdir(exist_ok=True)
    return root


def locked(root: Path, **how: str) -> None:
    """Set the filter, as `git-crypt unlock` does."""
    for kind in ("clean", "smudge"):
        git(root, "config", f"filter.lock.{kind}", how.get(kind, f'"{sys.executable}" -c "{TURN}"'))


def everything(root: Path) -> str:
    return git(root, "cat-file", "--batch-all-objects", "--batch", "--unordered")


def commit(root: Path) -> str | None:
    return Repository(root, trusted=given_to(root)).commit([PATH], "Second")


@pytest.mark.parametrize("place", ATTRIBUTES)
def test_without_the_filter_nothing_is_stored_and_it_is_told(vault: Path, place: str) -> None:
    (vault / place).write_text(ATTRIBUTES[place])

    with pytest.raises(GitTrouble, match="“lock”, which is not set up on this machine"):
        commit(vault)

    assert "private" not in everything(vault)
    assert (vault / PATH).read_text() == "private\n"


def test_a_new_note_waits_for_the_filter_as_well(vault: Path) -> None:
    (vault / ".gitattributes").write_text(ATTRIBUTES[".gitattributes"])
    (vault / "opportunities/new.md").write_text("private\n")

    with pytest.raises(GitTrouble, match="“lock”"):
        Repository(vault).commit(["opportunities/new.md"], "New")

    assert "private" not in everything(vault)


@pytest.mark.parametrize("is_required", [True, False])
def test_where_the_filter_fails_nothing_is_stored(vault: Path, is_required: bool) -> None:
    (vault / ".gitattributes").write_text(ATTRIBUTES[".gitattributes"])
    locked(vault, clean="false")
    git(vault, "config", "filter.lock.required", str(is_required).lower())

    with pytest.raises(GitTrouble, match=r"the filter that \.gitattributes asks for failed"):
        commit(vault)

    assert "private" not in everything(vault)


def test_with_the_filter_it_is_stored_locked(vault: Path) -> None:
    (vault / ".gitattributes").write_text(ATTRIBUTES[".gitattributes"])
    locked(vault)

    assert commit(vault)

    assert "private" not in everything(vault)
    assert git(vault, "status", "--porcelain", "--", PATH) == ""


def test_what_no_filter_is_for_is_committed_all_the_same(vault: Path) -> None:
    (vault / ".gitattributes").write_text("*.pdf filter=lock\n")

    assert Repository(vault).commit([PATH], "Second")


def test_a_filter_that_only_opens_is_left_to_the_user(vault: Path) -> None:
    (vault / ".gitattributes").write_text(ATTRIBUTES[".gitattributes"])
    git(vault, "config", "filter.lock.smudge", "cat")

    assert commit(vault)


@pytest.mark.parametrize("is_ahead", [True, False])
def test_a_merge_waits_where_the_filter_is_missing(tmp_path: Path, is_ahead: bool) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"")
    base = sides.commit({".gitattributes": b"*.md filter=lock\n", "a.md": b"\xfe\n"})
    theirs = sides.at(base, {"a.md": b"\xfe\n\xfd\n"})
    ours = base if is_ahead else sides.at(base, {"a.md": b"\xfc\n\xfe\n"})
    sides.stand_at(ours)

    with pytest.raises(GitTrouble, match="“lock”, which is not set up on this machine"):
        sides.join(ours, theirs)

    assert sides.head() == ours


def test_a_merge_stores_nothing_in_the_open_where_the_filter_fails(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"")
    locked(sides.root, clean="false", smudge="cat")
    base = sides.at(sides.commit({"x.txt": b"x\n"}), {".gitattributes": b"*.md filter=lock\n", "a.md": b"1\n\n2\n"})
    ours, theirs = sides.at(base, {"a.md": b"ours\n\n2\n"}), sides.at(base, {"a.md": b"1\n\ntheirs\n"})
    before = git(sides.root, "cat-file", "--batch-all-objects", "--batch-check")

    with pytest.raises(GitTrouble, match=r"the filter that \.gitattributes asks for failed"):
        sides.join(ours, theirs)

    assert git(sides.root, "cat-file", "--batch-all-objects", "--batch-check") == before
