"""After a power cut git may be unable to read its index: that is told, work goes on, and `doctor --fix` mends it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.shell import git


@pytest.mark.parametrize("left", [b"", b"\0" * 4096, b"DIRC\0\0\0\2\0\0\0\1 cut short"])
def test_a_damaged_index_is_told_and_made_anew(vault: Path, afterword: Typed, left: bytes) -> None:
    index = vault / ".git/index"
    known = git(vault, "ls-files", "-s")
    index.write_bytes(left)

    said = afterword("new", "--company", "Anvil", "--position", "Cook")
    assert said.code == 0
    assert "its index .git/index is damaged" in said.err
    assert "doctor --fix" in said.err
    assert "git index" in afterword("doctor").out

    assert "anew" in afterword("doctor", "--fix").err
    assert set(known.splitlines()) <= set(git(vault, "ls-files", "-s").splitlines())
    assert (vault / ".git/index.damaged").read_bytes() == left
    assert afterword("set", "anvil", "salary=40k").err == "Anvil: salary set.\n"
    assert git(vault, "status", "--porcelain") == ""


def test_it_is_made_anew_where_nothing_was_committed_yet(
    tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "young")
    monkeypatch.setenv("AFTERWORD_VAULT", str(tmp_path / "young"))
    (tmp_path / "young/afterword.toml").write_text('[me]\nname = "Ann"\nemail = "ann@x.example"\n')
    (tmp_path / "young/opportunities").mkdir()
    (tmp_path / "young/.git/index").write_bytes(b"")

    assert "anew" in afterword("doctor", "--fix").err
    assert "afterword.toml" in git(tmp_path / "young", "ls-files")  # the rest of what was to mend went on from there
