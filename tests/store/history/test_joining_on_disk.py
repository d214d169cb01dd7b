"""Bytes as a checkout writes them and a filter stores them, whatever lies in the folder of whoever merges."""

import sys
from pathlib import Path

import pytest

from store.errors import GitTrouble
from store.history.git import Git
from store.history.merging.joining import join
from tests.store.history.two_sides import Sides, git

BASE = b"a\nb\nc\nd\n"


def test_line_ends_are_those_of_a_checkout(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"*.txt text eol=crlf\n*.md -text\n")
    base = sides.commit({"x.txt": BASE, "n.md": b"n\r\nm\n"})
    ours = sides.at(base, {"x.txt": b"A\r\nb\r\nc\r\nd\r\n", "o.md": b"o\r\n"})
    theirs = sides.at(base, {"x.txt": b"a\r\nb\r\nc\r\nD\r\n", "n.md": b"n\r\nm\ntheirs\r\n"})
    joined, _ = sides.bring_together(ours, theirs)
    assert sides.files(joined.commit)["x.txt"] == b"A\nb\nc\nD\n"
    assert (sides.root / "x.txt").read_bytes() == b"A\r\nb\r\nc\r\nD\r\n"
    assert (sides.root / "n.md").read_bytes() == b"n\r\nm\ntheirs\r\n"
    assert sides.status() == ""


def test_attributes_that_come_with_the_merge_count_for_it(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault")
    base = sides.commit({"sub/x.txt": b"a\nb\n"})
    ours = sides.at(base, {"a.md": b"a\n"})
    theirs = sides.at(base, {"sub/.gitattributes": b"*.txt text eol=crlf\n", "sub/x.txt": b"a\nb\nc\n"})
    joined = sides.both_ways(ours, theirs)
    assert {e.path: (e.before, e.after) for e in joined.edits}["sub/x.txt"] == (b"a\nb\n", b"a\r\nb\r\nc\r\n")
    assert sides.bring_together(ours, theirs)
    assert sides.status() == ""


def test_line_ends_that_this_machine_turns_are_turned(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault")
    base = sides.commit({"x.txt": BASE})
    ours, theirs = sides.at(base, {"x.txt": b"A\nb\nc\nd\n"}), sides.at(base, {"x.txt": b"a\nb\nc\nD\n"})
    git(sides.root, "config", "core.autocrlf", "true")
    joined, _ = sides.bring_together(ours, theirs)
    assert sides.files(joined.commit)["x.txt"] == b"A\nb\nc\nD\n"
    assert (sides.root / "x.txt").read_bytes() == b"A\r\nb\r\nc\r\nD\r\n"
    assert sides.status() == ""


def locked(sides: Sides) -> None:
    """Set a filter that stores every byte turned over, as an encryption does."""
    code = "import sys; sys.stdout.buffer.write(bytes(255 - b for b in sys.stdin.buffer.read()))"
    for kind in ("clean", "smudge"):
        git(sides.root, "config", f"filter.lock.{kind}", f'"{sys.executable}" -c "{code}"')
    git(sides.root, "config", "filter.lock.required", "true")


def turned(data: bytes) -> bytes:
    return bytes(255 - byte for byte in data)


def test_what_a_filter_locks_is_merged_in_the_open_and_stored_locked(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"")
    locked(sides)
    base = sides.commit({".gitattributes": b"*.md -text filter=lock\n", "a.md": b"acme\nold\n"})
    ours, theirs = sides.at(base, {"a.md": b"acme\nold\nours\n"}), sides.at(base, {"a.md": b"acme\ntheirs\n"})
    joined, _ = sides.bring_together(ours, theirs)
    assert (sides.root / "a.md").read_bytes() == b"acme\nours\ntheirs\n"
    stored = git(sides.root, "cat-file", "blob", f"{joined.commit}:a.md").encode("utf-8", "surrogateescape")
    assert stored == turned(b"acme\nours\ntheirs\n")
    everything = git(sides.root, "cat-file", "--batch-all-objects", "--batch").encode("utf-8", "surrogateescape")
    assert b"theirs" not in everything
    assert sides.status() == ""


def test_a_filter_that_fails_stops_the_merge_with_everything_as_it_was(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"")
    locked(sides)
    base = sides.commit({".gitattributes": b"*.md filter=lock\n", "a.md": b"acme\n"})
    ours, theirs = sides.at(base, {"a.md": b"acme\nours\n"}), sides.at(base, {"a.md": b"acme\ntheirs\n"})
    sides.stand_at(ours)
    for kind in ("clean", "smudge"):
        git(sides.root, "config", f"filter.lock.{kind}", "false")
    with pytest.raises(GitTrouble):
        sides.join(ours, theirs)
    assert sides.head() == ours


def test_a_repository_that_is_not_trusted_runs_no_filter(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault", attributes=b"")
    locked(sides)
    base = sides.commit({"a.md": b"a\n"})
    with pytest.raises(GitTrouble, match=r"filter\.lock\.clean"):
        join(Git(sides.root), base, base)


def test_a_file_of_many_megabytes_and_an_empty_one_arrive_whole(tmp_path: Path) -> None:
    sides = Sides(tmp_path / "vault")
    base = sides.commit({"a.md": b"a\n"})
    big = bytes(range(256)) * 40_000
    theirs = sides.at(base, {"cv.pdf": big, "empty.md": b""})
    joined, _ = sides.bring_together(sides.at(base, {"a.md": b"a\nb\n"}), theirs)
    assert {e.path: e.after for e in joined.edits} == {"cv.pdf": big, "empty.md": b""}
    assert sides.status() == ""
