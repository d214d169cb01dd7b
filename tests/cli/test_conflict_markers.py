"""Conflict markers that somebody committed are told as what they are, and taken out with both sides kept."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

NOTE = "opportunities/halyard-freight-director-of-sales-enablement.md"


def git(root: Path, *words: str) -> str:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@home.example")
    return subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def marked(vault: Path) -> Path:
    """Commit a note with the markers of a merge by line, in its header and in its text."""
    place = vault / NOTE
    text = place.read_text()
    header, rest = text.split("\n---\n", 1)
    place.write_text(
        f"{header}\n<<<<<<< HEAD\nsalary: 90k\n=======\nlocation: Hull\n>>>>>>> origin/main\n---\n{rest}"
        "\n<<<<<<< HEAD\n### 2026-11-19 10:00 Note to self: here\n=======\n### 2026-11-19 11:00 Call to Imani Brandt\n"
        "- quote: there\n>>>>>>> origin/main\n"
    )
    git(vault, "commit", "-qam", "resolved")
    return place


def problems(afterword: Typed) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(afterword("check", "--json").out)["problems"]
    return [p for p in found if p["file"] == NOTE and p["severity"] != "advice"]


def test_markers_are_told_as_such_and_not_as_broken_settings(marked: Path, afterword: Typed) -> None:
    said = problems(afterword)

    assert [p["code"] for p in said] == ["conflict-markers"]
    assert said[0]["line"] == marked.read_text().split("\n").index("<<<<<<< HEAD") + 1
    assert "check --fix" in str(said[0]["fix"])


def test_a_check_takes_them_out_and_keeps_both_sides(marked: Path, afterword: Typed) -> None:
    was = marked.read_bytes()
    dry = afterword("check", "--fix", "--dry-run")
    assert marked.read_bytes() == was and "+" in dry.out

    afterword("check", "--fix")

    text = marked.read_text()
    for part in ("salary: 90k", "location: Hull", "here", "- quote: there"):
        assert part in text
    assert "<<<<" not in text and "====" not in text and ">>>>" not in text
    assert "conflict-markers" not in [p["code"] for p in problems(afterword)]
    assert git(marked.parent, "status", "--porcelain") == ""
    assert afterword("undo").code == 0
    assert marked.read_bytes() == was


def test_a_sync_takes_them_out_as_well(marked: Path, afterword: Typed, vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "place.git")
    git(vault, "remote", "add", "origin", str(tmp_path / "place.git"))

    said = afterword("sync", "--accept", "first-push")

    assert said.code == 0, said.err
    assert "Conflict markers taken out, both sides kept" in said.out + said.err
    sent = git(tmp_path / "place.git", "show", f"main:{NOTE}")
    assert "<<<<" not in sent and "salary: 90k" in sent and "location: Hull" in sent
    assert marked.read_text() == sent


def test_while_a_merge_is_half_done_its_markers_stay_for_who_finishes_it(vault: Path, afterword: Typed) -> None:
    git(vault, "config", "--remove-section", "merge.afterword")
    text = (vault / NOTE).read_text()
    git(vault, "switch", "-qc", "side")
    (vault / NOTE).write_text(text.replace("\nstage:", "\nthere: yes\nstage:"))
    git(vault, "commit", "-qam", "there")
    git(vault, "switch", "-q", "main")
    (vault / NOTE).write_text(text.replace("\nstage:", "\nhere: yes\nstage:"))
    git(vault, "commit", "-qam", "here")
    merge = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@home.example", "merge", "-q", "side"]
    subprocess.run(merge, cwd=vault, check=False, capture_output=True)
    stopped = (vault / NOTE).read_bytes()

    afterword("check", "--fix")

    assert b"<<<<<<<" in stopped
    assert (vault / NOTE).read_bytes() == stopped
    assert [p["code"] for p in problems(afterword)] == ["conflict-markers"]


@pytest.mark.parametrize("text", ["<<<<<<< only a beginning\n", "=======\n", "A title\n=======\n\n>>>>>>> quoted\n"])
def test_lines_that_only_look_like_markers_are_text(vault: Path, afterword: Typed, text: str) -> None:
    (vault / NOTE).write_text((vault / NOTE).read_text() + "\n" + text)

    assert "conflict-markers" not in [p["code"] for p in problems(afterword)]
