"""Commands that write: what they show, ask, commit and leave alone."""

import json
import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.shell import git

ROOT = Path(__file__).resolve().parent.parent.parent
HALYARD = "opportunities/halyard-freight-director-of-sales-enablement.md"


def editor(tmp_path: Path, script: str) -> str:
    program = tmp_path / "an editor"
    program.write_text(
        f"#!{sys.executable}\nimport os, pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n{script}\n", "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"'{program}' --wait"


DRY = (
    "set halyard location=Berlin",
    "set halyard salary=",
    "contact halyard --name Jo --email jo@x.example",
    "delete halyard",
    "log halyard call --with Imani --body text",
    "note halyard need faster",
    "stage halyard offer",
    "snooze halyard fri",
    "new --company Acme --position Boss",
    "draft halyard handwritten-note --to Imani",
)


@pytest.mark.parametrize("line", DRY)
def test_a_dry_run_shows_a_diff_and_changes_nothing(line: str, vault: Path, afterword: Typed) -> None:
    said = afterword(*line.split(" "), "--dry-run")

    assert said.code == 0
    assert said.out.startswith("--- ")
    assert "nothing was changed" in said.err
    assert git(vault, "status", "--porcelain") == ""
    assert len(git(vault, "log", "--format=%H").split()) == 1


@pytest.mark.parametrize("line", [*DRY[:3], "delete halyard --yes", *DRY[4:]])
def test_a_change_is_one_commit_and_undo_takes_it_back(line: str, vault: Path, afterword: Typed) -> None:
    before = {p: p.read_bytes() for p in vault.rglob("*.md")}
    said = afterword(*line.split(" "))
    tree = git(vault, "rev-parse", "HEAD^:")

    assert said.code == 0, said.err
    assert git(vault, "status", "--porcelain") == ""
    assert len(git(vault, "log", "--format=%H").split()) == 2
    undone = afterword("undo")
    assert undone.code == 0, undone.err
    assert git(vault, "rev-parse", "HEAD:") == tree
    assert {p: p.read_bytes() for p in vault.rglob("*.md")} == before


def test_a_new_opportunity_prints_its_path(vault: Path, afterword: Typed) -> None:
    said = afterword("new", "--company", "Acme", "--position", "Boss", "--tags", "a, b", "--next-touch", "+3d")

    assert (vault / said.out.removesuffix("\n")).is_file()
    shown = json.loads(afterword("list", "acme", "--json").out)["opportunities"][0]
    assert (shown["tags"], shown["next_touch"], shown["deadline"]) == (["a", "b"], "2026-11-23", None)


def test_a_body_is_read_from_standard_input(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    body = "Dear Imani,\n\n### not a heading\n```\nyours"
    said = afterword("log", "halyard", "email", "--to", "Imani", "--title", "Hello", "--body", "-", stdin=body)
    log = json.loads(afterword("show", "halyard", "--json").out)["opportunity"]["log"]

    assert said.code == 0
    assert [e["text"] for e in log if e["title"] == "Hello"] == [body]


def test_people_of_two_directions_are_refused(vault: Path, afterword: Typed) -> None:
    said = afterword("log", "halyard", "call", "--to", "Imani", "--from", "Piet")

    assert said.code == 2
    assert "only one of --to, --from, --with and --by" in said.err
    assert git(vault, "status", "--porcelain") == ""


def test_an_edit_is_committed_by_itself_and_its_problems_are_told(
    vault: Path, tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "file.write_text(file.read_text('utf-8') + '\\n### 2026-13-45 Call to Imani Brandt\\n', 'utf-8')"
    monkeypatch.setenv("VISUAL", editor(tmp_path, script))
    said = afterword("edit", "halyard")

    assert said.code == 0
    assert "new problem" in said.err
    assert f"{HALYARD}:" in said.err
    assert git(vault, "status", "--porcelain") == ""
    assert "edited in an editor" in git(vault, "log", "-1", "--format=%s")


def test_an_edit_that_changes_nothing_commits_nothing(
    vault: Path, tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "assert file.is_absolute()"))
    said = afterword("edit", "halyard")

    assert (said.code, said.err) == (0, "The file is as it was.\n")
    assert len(git(vault, "log", "--format=%H").split()) == 1


def test_an_editor_that_fails_is_told(
    vault: Path,  # noqa: ARG001 - found by its place
    tmp_path: Path,
    afterword: Typed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sys.exit(7)"))
    said = afterword("edit", "halyard")

    assert said.code == 1
    assert "ended with status 7" in said.err


@pytest.mark.parametrize("name", ["vi", "nano", "vim"])
def test_an_editor_that_draws_on_a_terminal_is_not_started_without_one(
    vault: Path, tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    program = tmp_path / name
    program.write_text("#!/bin/sh\ntouch started\n")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{program} -x")
    said = afterword("edit", "halyard")

    assert said.code == 2
    assert "needs a terminal" in said.err
    assert str(vault / HALYARD) in said.err
    assert not (Path.cwd() / "started").exists()


def test_a_draft_can_be_edited_too(
    vault: Path, tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "file.write_bytes(file.read_bytes() + b'PS\\n')"))

    assert afterword("edit", "brightwater-greta-moss-thanks").code == 0
    assert (vault / "drafts/brightwater-greta-moss-thanks.md").read_bytes().endswith(b"PS\n")


@pytest.mark.parametrize(("answer", "gone"), [("y", True), ("n", False), ("", False), ("yes", True), ("d", False)])
def test_deleting_asks_on_a_terminal(answer: str, gone: bool, vault: Path) -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "delete", "halyard", "--vault", str(vault)],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    assert child.stderr is not None
    said = child.stderr.read().decode()
    child.stderr.close()

    assert child.wait(30) == 0
    os.close(ours)
    assert "Delete Halyard Freight: Director of Sales Enablement" in said
    assert (vault / HALYARD).exists() is not gone


def test_a_draft_with_a_gap_is_not_sent_and_that_is_a_failure(vault: Path, afterword: Typed) -> None:
    draft = vault / "drafts" / "gap.md"
    draft.write_text(
        "---\nopportunity: halyard-freight-director-of-sales-enablement\nto: Imani Brandt\nchannel: email\n"
        "subject: Hello\n---\nDear Imani,\n\n[[ what she said ]]\n",
        "utf-8",
    )
    said = afterword("sent", "gap")

    assert said.code == 1
    assert "not ready" in said.err
    assert draft.exists()
    assert afterword("lint", "gap").code == 1


def test_the_demo_is_a_copy_with_a_history(tmp_path: Path, afterword: Typed) -> None:
    said = afterword("demo", str(tmp_path / "look"), "--no-tui")

    assert said.code == 0
    assert said.out == f"{tmp_path / 'look'}\n"
    assert git(tmp_path / "look", "status", "--porcelain") == ""
    assert afterword("demo", str(tmp_path / "look"), "--no-tui").code == 2


def test_a_vault_is_made_once(tmp_path: Path, afterword: Typed) -> None:
    words = ("init", str(tmp_path / "mine"), "--name", "Nell", "--email", "nell@x.example")

    assert afterword(*words).out == f"{tmp_path / 'mine'}\n"
    again = afterword(*words)
    assert again.code == 2
    assert "is a vault already" in again.err


def test_nothing_to_take_back_is_a_failure(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    assert afterword("undo").code == 1


def test_undo_never_takes_a_later_edit_along(vault: Path, afterword: Typed) -> None:
    assert afterword("set", "halyard", "location=Berlin").code == 0
    file = vault / HALYARD
    edited = file.read_bytes().replace(b"location: Berlin", b"location: Bern")
    file.write_bytes(edited)
    said = afterword("undo")

    assert said.code == 4
    assert file.read_bytes() == edited
