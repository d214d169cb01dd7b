"""Edits that belong together: all of them or none, each file whole at any moment."""

import os
import stat
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath, NotWritten
from store.model.change import Edit
from store.vault import staging
from store.vault.aside import STAGED
from store.vault.writing import write_all


def left_over(root: Path) -> list[str]:
    """Return the names of new versions that were written and got no place."""
    return [place.name for place in root.rglob(".afterword-*") if STAGED.fullmatch(place.name)]


def held(root: Path) -> dict[str, bytes]:
    found = (p for p in root.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(params=[0, 8], ids=["ahead", "each in its turn"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(staging, "FEW", request.param)
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
    assert not left_over(root)


def test_many_are_written_each_with_its_own_mode_and_nothing_is_left(root: Path) -> None:
    places = [root / "a" / f"more-{number:03}.md" for number in range(staging.AHEAD + 20)]
    for number, place in enumerate(places):
        place.write_bytes(b"old %d\n" % number)
        place.chmod(0o640 if number % 2 else 0o600)
    edits = [
        Edit(path=f"a/{place.name}", before=b"old %d\n" % number, after=b"new %d\n" % number)
        for number, place in enumerate(places)
    ]
    write_all(root, edits)
    assert [place.read_bytes() for place in places] == [edit.after for edit in edits]
    assert [stat.S_IMODE(place.stat().st_mode) for place in places[:4]] == [0o600, 0o640, 0o600, 0o640]
    assert not left_over(root)


def test_a_file_gets_its_place_once_the_disk_holds_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: set[int] = set()
    plain_sync, plain_rename = os.fsync, Path.rename

    def watched_sync(handle: int) -> None:
        plain_sync(handle)
        flushed.add(os.fstat(handle).st_ino)

    def watched_rename(place: Path, target: Path) -> Path:
        if STAGED.fullmatch(place.name):
            assert place.stat().st_ino in flushed
        return plain_rename(place, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "rename", watched_rename)
    write_all(root, EDITS)
    assert len(flushed) > len(EDITS)


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
