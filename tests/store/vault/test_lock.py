"""One lock per vault: others wait, a killed holder lets go, no file appears."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from store.errors import Busy
from store.vault import lock
from store.vault.lock import can_lock, vault_lock

HOLDER = """
import sys, time
from pathlib import Path
from store.vault.lock import vault_lock
with vault_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

ADDER = """
import sys
from pathlib import Path
from store.model.change import Edit
from store.vault.lock import vault_lock
from store.vault.writing import write
root = Path(sys.argv[1])
for number in range(20):
    with vault_lock(root, patience=60):
        before = (root / "note.md").read_bytes()
        write(root, Edit(path="note.md", before=before, after=before + f"{sys.argv[2]}-{number}\\n".encode()))
"""


def test_four_processes_lose_no_change_and_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.md").touch()
    commands = [[sys.executable, "-c", ADDER, str(tmp_path), str(number)] for number in range(4)]
    running = [subprocess.Popen(command, cwd=Path.cwd()) for command in commands]
    assert [process.wait() for process in running] == [0] * 4
    lines = (tmp_path / "note.md").read_text().split()
    assert sorted(lines) == sorted(f"{who}-{number}" for who in range(4) for number in range(20))


def test_only_one_holds_it_at_a_time(tmp_path: Path) -> None:
    with vault_lock(tmp_path), pytest.raises(Busy), vault_lock(tmp_path, patience=0.05):
        pass
    with vault_lock(tmp_path, patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), vault_lock(tmp_path, patience=0.05):
            pass
        holder.kill()
        holder.wait()
        with vault_lock(tmp_path, patience=0.5):
            pass


def test_one_that_waits_gets_it_when_it_is_free(tmp_path: Path) -> None:
    order = []

    def wait() -> None:
        with vault_lock(tmp_path):
            order.append("second")

    with vault_lock(tmp_path):
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.1)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_where_folders_cannot_be_locked_a_file_outside_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_can_lock", lambda handle: not stat.S_ISDIR(os.fstat(handle).st_mode))
    vault, state = tmp_path / "vault", tmp_path / "state"
    vault.mkdir()
    with vault_lock(vault, state), pytest.raises(Busy), vault_lock(vault, state, patience=0.05):
        pass
    assert list(vault.iterdir()) == []
    (vault / ".git").mkdir()
    with vault_lock(vault), pytest.raises(Busy), vault_lock(vault, patience=0.05):
        assert [p.name for p in (vault / ".git").iterdir()] == ["afterword.lock"]
    assert can_lock(vault)


def test_where_nothing_can_be_locked_work_goes_on_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_can_lock", lambda _: False)
    done = []
    for made in ("vault", "vault/.git"):
        (tmp_path / made).mkdir()
        with vault_lock(tmp_path / "vault"):
            done.append(made)
        assert not can_lock(tmp_path / "vault")
    assert done == ["vault", "vault/.git"]
