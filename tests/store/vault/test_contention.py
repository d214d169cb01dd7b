"""Another program saves the same file while we do: whatever it wrote is found again."""

import os
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath
from store.model.change import Edit
from store.vault import keeping
from store.vault.keeping import clean
from store.vault.place import bytes_at
from store.vault.writing import write

ROUNDS = int(os.environ.get("AFTERWORD_EXAMPLES", "100")) * 2
Writer = Callable[[Path, Edit], None]


def losses(root: Path, way: str, writer: Writer, rounds: int = ROUNDS) -> int:
    """Save one file again and again while another program saves it once, and count its texts that are gone."""
    lost = 0
    command = [sys.executable, str(Path(__file__).with_name("editor.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdin
        assert editor.stdout
        for number in range(rounds):
            folder = root / str(number)
            folder.mkdir()
            (folder / "note.md").write_bytes(b"the beginning of a note\n")
            editor.stdin.write(f"{way} {folder}/note.md theirs-{number} {number}\n")
            editor.stdin.flush()
            ours = 0
            while not select.select([editor.stdout], [], [], 0)[0]:
                ours += 1
                add(folder, f"ours-{ours}\n".encode(), writer)
            assert editor.stdout.readline().strip() == f"theirs-{number}"
            clean(folder, settled=0, stale=0)
            found = b"".join(place.read_bytes() for place in folder.iterdir())
            lost += f"theirs-{number}\n".encode() not in found
        editor.stdin.close()
    return lost


def add(folder: Path, token: bytes, writer: Writer) -> None:
    try:
        before = bytes_at(folder / "note.md")
        writer(folder, Edit(path="note.md", before=before, after=before + token))
    except (ChangedUnderneath, FileNotFoundError):
        pass


@pytest.mark.parametrize("way", ["append", "in-place", "rename"])
def test_what_another_program_saved_meanwhile_is_never_lost(tmp_path: Path, way: str) -> None:
    assert losses(tmp_path, way, write) == 0


def blindly(root: Path, edit: Edit) -> None:
    """Write as a careless program would."""
    assert edit.after is not None
    (root / edit.path).write_bytes(edit.after)


@pytest.mark.parametrize("way", ["append", "in-place", "rename"])
def test_the_check_itself_finds_a_careless_writer(tmp_path: Path, way: str) -> None:
    assert losses(tmp_path, way, blindly) > 0


def test_text_that_a_slow_program_writes_into_the_old_version_reappears(tmp_path: Path) -> None:
    place = tmp_path / "note.md"
    place.write_bytes(b"old\n")
    with place.open("r+b", buffering=0) as slow:
        write(tmp_path, Edit(path="note.md", before=b"old\n", after=b"ours\n"))
        slow.truncate()
        slow.write(b"theirs, late\n")
        assert clean(tmp_path, settled=0) == ()  # it may go on writing
    (kept,) = clean(tmp_path, settled=0)
    assert (kept.path, kept.original) == ("note (kept 1).md", "note.md")
    assert (tmp_path / kept.path).read_bytes() == b"theirs, late\n"
    assert place.read_bytes() == b"ours\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["note (kept 1).md", "note.md"]


def test_a_deleted_file_that_is_still_written_to_reappears(tmp_path: Path) -> None:
    place = tmp_path / "note.md"
    place.write_bytes(b"old\n")
    with place.open("ab", buffering=0) as slow:
        write(tmp_path, Edit(path="note.md", before=b"old\n", after=None))
        slow.write(b"theirs, late\n")
    (kept,) = clean(tmp_path, settled=0)
    assert (tmp_path / kept.path).read_bytes() == b"old\ntheirs, late\n"


def test_cleaning_leaves_the_young_the_foreign_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in (".afterword-notes.tmp", ".afterword-0123456789ab.tmp.md", ".other-0123456789ab.tmp", "a.tmp"):
        (tmp_path / "sub" / name).write_bytes(b"foreign")
    (tmp_path / "note.md").write_bytes(b"old")
    write(tmp_path, Edit(path="note.md", before=b"old", after=b"new"))
    (tmp_path / "sub/.afterword-0123456789ab.tmp").write_bytes(b"left by a crash")
    before = sorted(p.name for p in tmp_path.rglob("*"))
    assert clean(tmp_path) == ()
    assert sorted(p.name for p in tmp_path.rglob("*")) == before
    assert clean(tmp_path, settled=0, stale=0) == ()
    assert sorted(p.name for p in tmp_path.rglob("*")) == [
        *(".afterword-0123456789ab.tmp.md", ".afterword-notes.tmp", ".other-0123456789ab.tmp"),
        *("a.tmp", "note.md", "sub"),
    ]


def test_each_write_looks_after_what_earlier_ones_left_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.md").write_bytes(b"0")
    monkeypatch.setattr(keeping, "SETTLED", 0.0)
    monkeypatch.setattr(keeping, "STALE", 0.0)
    for number in range(5):
        write(tmp_path, Edit(path="note.md", before=b"%d" % number, after=b"%d" % (number + 1)))
    assert [p.name for p in tmp_path.iterdir()] == ["note.md"]
