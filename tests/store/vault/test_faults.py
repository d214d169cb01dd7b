"""A disk that fails at any step: no false promise, the old version untouched, nothing left behind."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import NotWritten
from store.model.change import Edit
from store.vault import renaming
from store.vault.keeping import clean
from store.vault.writing import write

CODES = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.EACCES]
STEPS = [
    *((os, "open", number) for number in range(1, 5)),
    *((os, "write", number) for number in (1, 2)),
    *((os, "fsync", number) for number in (1, 2)),
    (os, "fchmod", 1),
    (os, "close", 1),
    (Path, "rename", 1),
    (renaming, "exchange", 1),
]
EDITS = {
    "change": Edit(path="a.md", before=b"old" * 9999, after=b"new" * 9999),
    "create": Edit(path="b.md", before=None, after=b"new" * 9999),
    "delete": Edit(path="a.md", before=b"old" * 9999, after=None),
}


def failing(call: Callable[..., Any], number: int, code: int) -> Callable[..., Any]:
    """Return a call that fails the given time it is made, and works else."""
    counter = iter(range(1, 1000))

    def maybe(*arguments: Any, **named: Any) -> Any:
        if next(counter) == number:
            raise OSError(code, os.strerror(code))
        return call(*arguments, **named)

    return maybe


def refusal(root: Path, edit: Edit) -> str:
    """Write, and return what was said instead of a success."""
    try:
        write(root, edit)
    except NotWritten as said:
        return str(said)
    return ""


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize(("module", "name", "number"), STEPS, ids=lambda part: str(getattr(part, "__name__", part)))
def test_a_fault_is_never_a_false_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: Edit, module: Any, name: str, number: int
) -> None:
    for code in CODES:
        (tmp_path / "a.md").write_bytes(b"old" * 9999)
        (tmp_path / "b.md").unlink(missing_ok=True)
        with monkeypatch.context() as patch:
            patch.setattr(module, name, failing(getattr(module, name), number, code))
            said = refusal(tmp_path, edit)
        clean(tmp_path, settled=0, stale=0)
        found = (tmp_path / edit.path).read_bytes() if (tmp_path / edit.path).exists() else None
        assert found == (edit.before if said else edit.after)
        assert not said or os.strerror(code) in said
        assert [p.name for p in tmp_path.iterdir() if p.name not in ("a.md", "b.md")] == []


FILLING = """
import resource, signal, sys
from pathlib import Path
from store.errors import NotWritten
from store.model.change import Edit
from store.vault.writing import write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(Path(sys.argv[1]), Edit(path="a.md", before=b"old", after=b"new" * 1000))
except NotWritten as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs limits on file sizes")
def test_a_write_that_stops_half_way_leaves_the_old_version_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FILLING, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "File too large" in done.stdout
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.md", b"old")]
