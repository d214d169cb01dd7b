"""Edits that belong together: all of them or none, each file whole at any moment."""

import os
import stat
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath, NotWritten
from store.model.change import Edit
from store.vault.writing import write_all


def held(root: Path) -> dict[str, bytes]:
    found = (p for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    for name in ("one", "two", "three"):
        (tmp_path / "a" / f"{name}.md").write_bytes(f"old {name}\n".encode())
    return tmp_path


EDITS = (
    Edit(path="a/one.md", before=b"old one\n", after=b"new one\n"),
    Edit(path="a/two.md", before=b"old two\n", after=None),
    Edit(path="b/c/four.md", before=None, after=b"four\n"),
    Edit(path="a/three.md", before=b"old three\n", after=b"new three\n"),
)


def test_all_are_written_and_counted(root: Path) -> None:
    counts: list[int] = []
    write_all(root, EDITS, counts.append)
    assert held(root) == {"a/one.md": b"new one\n", "a/three.md": b"new three\n", "b/c/four.md": b"four\n"}
    assert counts == [1, 2, 3, 4]


def test_none_is_written_where_another_program_was_faster_with_one(root: Path) -> None:
    (root / "a" / "three.md").write_bytes(b"theirs\n")
    before = held(root)
    with pytest.raises(ChangedUnderneath):
        write_all(root, EDITS)
    assert held(root) == before


def test_each_folder_is_made_durable_after_its_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    plain = os.fsync

    def watched(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name if is_folder else "file")
        plain(handle)

    monkeypatch.setattr(os, "fsync", watched)
    write_all(root, EDITS)
    last_file = len(synced) - 1 - synced[::-1].index("file")
    assert {"a", "c"} <= set(synced[last_file + 1 :])
    assert synced.count("a") == 1


def test_a_folder_that_cannot_be_made_durable_takes_all_of_it_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, plain, left = held(root), os.fsync, [1]

    def failing(handle: int) -> None:
        is_ours = stat.S_ISDIR(os.fstat(handle).st_mode) and Path(f"/proc/self/fd/{handle}").readlink().name == "a"
        if is_ours and left:
            left.pop()
            raise OSError(5, "Input/output error")
        plain(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(NotWritten, match="Input/output error"):
        write_all(root, EDITS)
    assert held(root) == before
