"""The laws see bad merges: each of these, which are in use elsewhere, breaks some of them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from store.text.header import UNREADABLE, read_file
from store.text.merging.files import merge_files
from store.text.merging.markers import has_markers
from tests.store.text.merging.traces import lost_lines, lost_words
from tests.store.text.merging.writing import PATH, page

Merge = Callable[[bytes, bytes, bytes], bytes]

BASE = page("company: N\nstage: applied\ntags: [a]\ncontacts:\n  - name: Joe\n    phone: 1\n", "One.\n\nTwo.\n")
ONE = BASE.replace(b"applied", b"offer").replace(b"[a]", b"[a, alpha]").replace(b"Two", b"Zwei")
TWO = BASE.replace(b"applied", b"rejected").replace(b"phone: 1", b"phone: 22").replace(b"One", b"Eins")


def broken_laws(merge: Merge) -> set[str]:
    """Which laws a merge breaks on three versions."""
    result = merge(BASE, ONE, TWO)
    found = {
        "one side alone": merge(BASE, ONE, BASE) != ONE or merge(BASE, BASE, TWO) != TWO,
        "either side": merge(BASE, TWO, ONE) != result,
        "again": merge(BASE, result, TWO) != result or merge(BASE, ONE, result) != result,
        "loss": bool(lost_words(BASE, ONE, TWO, result) or lost_lines(BASE, ONE, TWO, result)),
        "reads": bool({p.code for p in read_file(result, PATH).problems} & {*UNREADABLE, "duplicate-key"}),
        "markers": has_markers(result),
    }
    return {law for law, is_broken in found.items() if is_broken}


def ours_wins(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    return theirs if ours == base else ours


def last_writer_wins(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    return max(ours, theirs) if base not in (ours, theirs) else ours_wins(base, ours, theirs)


def by_git(tmp_path: Path, *options: str) -> Merge:
    def merge(base: bytes, ours: bytes, theirs: bytes) -> bytes:
        for name, data in (("base", base), ("ours", ours), ("theirs", theirs)):
            (tmp_path / name).write_bytes(data)
        command = ["git", "merge-file", "-p", *options, "ours", "base", "theirs"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout

    return merge


def test_the_merge_by_meaning_keeps_them_all() -> None:
    assert broken_laws(lambda base, one, two: merge_files(base, one, two, PATH).data) == set()


@pytest.mark.parametrize(
    ("options", "broken"),
    [
        ((), {"either side", "again", "reads", "markers"}),
        (("--ours",), {"either side", "loss"}),
        (("--union",), {"either side", "reads"}),
    ],
)
def test_a_merge_by_lines_is_caught(tmp_path: Path, options: tuple[str, ...], broken: set[str]) -> None:
    assert broken_laws(by_git(tmp_path, *options)) == broken


def test_a_side_that_wins_is_caught() -> None:
    assert broken_laws(ours_wins) >= {"either side", "loss"}
    assert broken_laws(last_writer_wins) == {"loss"}
