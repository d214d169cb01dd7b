"""The shipped playbooks come out of the index as they were read, and are read where it does not hold them."""

from pathlib import Path

import pytest

import store.text.playbook as reading
from store.vault.index_file import IndexFile
from store.workspace import shipped
from store.workspace.shipped import kept_playbooks, shipped_playbooks


@pytest.fixture
def file(tmp_path: Path) -> IndexFile:
    (tmp_path / "vault").mkdir()
    return IndexFile(tmp_path / "vault", tmp_path / "cache")


def test_they_are_the_same_and_read_once(file: IndexFile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(shipped_playbooks()) > 5
    assert kept_playbooks(file) == shipped_playbooks()

    monkeypatch.setattr(shipped, "shipped_playbooks", lambda: pytest.fail("they were read again"))
    monkeypatch.setattr(reading, "read_playbook", lambda *_: pytest.fail("they were read again"))
    kept = kept_playbooks(file)
    monkeypatch.undo()

    assert kept == shipped_playbooks()
    assert [*kept] == [*shipped_playbooks()]


def test_what_cannot_be_understood_is_read(file: IndexFile) -> None:
    kept_playbooks(file)
    with file.opened() as connection:
        seal = file.seal(b"shipped", b"playbooks", b"\xc1")
        connection.execute("UPDATE shipped SET row = ?, seal = ?", (b"\xc1", seal))

    assert kept_playbooks(file) == shipped_playbooks()
