"""A change as a diff that git itself accepts."""

import subprocess
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from store.model.change import Change, Edit
from store.text.diff import unified

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "-x\n", "+y\n", "\\ z\n"]), max_size=8)
TEXTS = st.tuples(LINES, st.sampled_from(["", "end", "é"])).map(lambda t: "".join(t[0]) + t[1])


def change(*edits: tuple[str, bytes | None, bytes | None]) -> Change:
    return Change(sentence="x", edits=tuple(Edit(path=p, before=b, after=a) for p, b, a in edits))


def test_a_diff_looks_as_git_shows_one() -> None:
    made = change(
        ("new.md", None, b"x\ny"),
        ("old.md", b"1\n2\n3\n4\n5\n", b"1\n2\n3\n4\nfive\n"),
        ("gone.md", b"x\n", None),
        ("end.md", b"a", b"a\n"),
        ("same.md", b"a", b"a"),
    )
    assert unified(made) == (
        "--- /dev/null\n+++ b/new.md\n@@ -0,0 +1,2 @@\n+x\n+y\n\\ No newline at end of file\n"
        "--- a/old.md\n+++ b/old.md\n@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+five\n"
        "--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"
        "--- a/end.md\n+++ b/end.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
    )


def test_no_change_is_an_empty_diff() -> None:
    assert unified(change()) == ""


def test_bytes_that_are_no_text_are_shown_all_the_same() -> None:
    assert "+\ufffd" in unified(change(("x.md", b"a\n", b"\xff\n")))


@given(TEXTS, TEXTS)
def test_git_makes_the_new_file_out_of_the_old_one_and_the_diff(tmp_path: Path, before: str, after: str) -> None:
    if before == after or not before or not after:
        return
    file = tmp_path / "x.md"
    file.write_bytes(before.encode())
    diff = unified(change(("x.md", before.encode(), after.encode())))
    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=tmp_path, input=diff.encode(), check=True)
    assert file.read_bytes() == after.encode()
