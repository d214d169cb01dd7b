"""One edit at a time: what is written, what is refused, and what stays on disk."""

import os
import stat
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath, NotWritten
from store.model.change import Edit
from store.vault import renaming
from store.vault.writing import write


def names(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))


def test_a_new_file_is_private_and_so_are_its_folders(tmp_path: Path) -> None:
    write(tmp_path, Edit(path="opportunities/2026/acme.md", before=None, after=b"new\n"))
    place = tmp_path / "opportunities/2026/acme.md"
    assert place.read_bytes() == b"new\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [p.name for p in place.parent.iterdir()] == ["acme.md"]


def test_a_change_keeps_the_files_mode(tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    place.write_bytes(b"old\r\n")
    place.chmod(0o640)
    write(tmp_path, Edit(path="a.md", before=b"old\r\n", after=b"new\r\n"))
    assert place.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert names(tmp_path) == ["a.md"]


def test_a_deletion_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    write(tmp_path, Edit(path="a.md", before=b"old", after=None))
    assert list(tmp_path.iterdir()) == []


def test_an_edit_without_a_difference_touches_nothing(tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    before = place.stat()
    write(tmp_path, Edit(path="a.md", before=b"old", after=b"old"))
    assert place.stat() == before


@pytest.mark.parametrize(("before", "after"), [(b"what I read", b"mine"), (None, b"mine"), (b"what I read", None)])
def test_a_file_that_is_not_what_was_read_stays_as_it_is(
    tmp_path: Path, before: bytes | None, after: bytes | None
) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=before, after=after))
    assert (tmp_path / "a.md").read_bytes() == b"theirs"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("after", [b"mine", None])
def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path, after: bytes | None) -> None:
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=b"old", after=after))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        "../out.md",
        "/etc/out.md",
        "a/../../out.md",
        "",
        ".",
        "a//b.md",
        "./a.md",
        ".git/config",
        ".GIT/hooks/x",
        "a\0b.md",
    ],
)
def test_no_path_leads_out_of_the_vault(tmp_path: Path, path: str) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    with pytest.raises(NotWritten):
        write(root, Edit(path=path, before=None, after=b"x"))
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]
    assert list(root.iterdir()) == []


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    root = tmp_path / "vault"
    root.mkdir()
    (root / "opportunities").symlink_to(tmp_path / "outside")
    with pytest.raises(NotWritten):
        write(root, Edit(path="opportunities/a.md", before=None, after=b"x"))
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("after", [b"mine", None])
def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path, after: bytes | None) -> None:
    (tmp_path / "private.txt").write_bytes(b"old")
    (tmp_path / "a.md").symlink_to("private.txt")
    with pytest.raises(NotWritten):
        write(tmp_path, Edit(path="a.md", before=b"old", after=after))
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "private.txt").read_bytes() == b"old"


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), os.mkfifo], ids=["folder", "pipe"])
def test_only_regular_files_are_written(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "a.md")
    with pytest.raises(NotWritten):
        write(tmp_path, Edit(path="a.md", before=b"", after=b"x"))
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said_so_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotWritten, match="Permission denied"):
            write(tmp_path, Edit(path="a.md", before=b"old", after=b"new"))
    finally:
        tmp_path.chmod(0o700)
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for a file system without the two system calls."""
    monkeypatch.setattr(renaming, "_call", lambda *_: False)


@pytest.mark.usefixtures("no_exchange")
def test_a_file_system_without_exchange_gets_the_same_results(tmp_path: Path) -> None:
    write(tmp_path, Edit(path="a.md", before=None, after=b"one"))
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=None, after=b"other"))
    write(tmp_path, Edit(path="a.md", before=b"one", after=b"two"))
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=b"one", after=b"three"))
    assert (tmp_path / "a.md").read_bytes() == b"two"
    assert names(tmp_path) == ["a.md"]
    write(tmp_path, Edit(path="a.md", before=b"two", after=None))
    assert names(tmp_path) == []


def test_a_version_that_lands_between_the_look_and_the_swap_is_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    swap = renaming.exchange

    def late(one: Path, other: Path) -> bool:
        monkeypatch.setattr(renaming, "exchange", swap)
        place.write_bytes(b"theirs")
        return swap(one, other)

    monkeypatch.setattr(renaming, "exchange", late)
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=b"old", after=b"mine"))
    assert place.read_bytes() == b"theirs"


def test_when_two_versions_land_around_the_swap_both_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    swap = renaming.exchange
    landing = [b"theirs, first", b"theirs, second"]

    def late(one: Path, other: Path) -> bool:
        if landing:
            other.write_bytes(landing.pop(0))
        return swap(one, other)

    monkeypatch.setattr(renaming, "exchange", late)
    with pytest.raises(ChangedUnderneath):
        write(tmp_path, Edit(path="a.md", before=b"old", after=b"mine"))
    assert place.read_bytes() == b"theirs, second"
    assert (tmp_path / "a (kept 1).md").read_bytes() == b"theirs, first"


def test_a_file_system_tells_whether_it_can_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert renaming.can_exchange(tmp_path) is renaming.exchange(tmp_path / "a", tmp_path / "b")
    monkeypatch.setattr(renaming, "_call", lambda *_: False)
    assert not renaming.can_exchange(tmp_path)
