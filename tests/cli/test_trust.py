"""A person says that a vault is trusted: git runs what was shown, and only that; on this machine, until it changes."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.shell import git

NOTE = ("note", "halyard", "need", "They asked for a ramp plan")
OFF = "Saved, not yet committed: Git is off for this vault"
ASKS = "Do you know all of these, and may git start them here? [y/N]"


def program(place: Path, text: str) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(0o755)
    return str(place)


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def filtered(vault: Path, tmp_path: Path) -> Path:
    """Give a vault whose notes git stores with letters swapped, by a filter that leaves a trace."""
    swap = program(tmp_path / "swap", f"touch {tmp_path}/ran\ntr a-zA-Z b-zaB-ZA")
    back = program(tmp_path / "back", f"touch {tmp_path}/ran\ntr b-zaB-ZA a-zA-Z")
    git(vault, "config", "filter.x.clean", swap)
    git(vault, "config", "filter.x.smudge", back)
    (vault / ".git/info").mkdir(exist_ok=True)
    (vault / ".git/info/attributes").write_text("opportunities/*.md filter=x\n")
    git(vault, "-c", "user.name=N", "-c", "user.email=n@home.example", "commit", "-qam", "stored by the filter")
    (tmp_path / "ran").unlink()
    return vault


@pytest.mark.usefixtures("filtered")
def test_the_sentence_about_git_that_is_off_names_the_command_and_nothing_runs(
    afterword: Typed, tmp_path: Path
) -> None:
    said = afterword(*NOTE)

    assert OFF in said.err
    assert "filter.x.clean, filter.x.smudge" in said.err
    assert "`afterword doctor --trust` shows them and turns git on" in said.err
    assert not (tmp_path / "ran").exists()
    for words in (("history",), ("diff",), ("undo",), ("restore",), ("sync",)):
        assert "afterword doctor --trust" in afterword(*words).err
    assert "afterword doctor --trust" in one_line(afterword("doctor").out)
    assert not (tmp_path / "ran").exists()


def test_a_trusted_filter_runs_for_commits_undo_redo_restore_and_diff(
    filtered: Path, afterword: Typed, tmp_path: Path
) -> None:
    (note,) = (p for p in (filtered / "opportunities").iterdir() if p.name.startswith("halyard"))
    before = note.read_bytes()
    said = afterword("doctor", "--trust", "--yes")
    assert f"filter.x.clean = {tmp_path}/swap" in said.err
    assert "You trust this vault now" in said.err
    assert "ok   trust" in said.out

    changed = afterword(*NOTE)
    after = note.read_bytes()
    stored = git(filtered, "cat-file", "blob", f"HEAD:opportunities/{note.name}").encode()

    assert changed.code == 0
    assert "not yet committed" not in changed.err
    assert b"They asked for a ramp plan" in after
    assert b"Uifz btlfe gps b sbnq qmbo" in stored
    assert git(filtered, "status", "--porcelain") == ""
    assert afterword("history", "--limit", "2").code == 0
    assert afterword("diff").code == 0
    assert (afterword("undo").code, note.read_bytes()) == (0, before)
    assert (afterword("redo").code, note.read_bytes()) == (0, after)
    first = json.loads(afterword("history", "--json", "--limit", "1").out)["revisions"][0]["id"]
    afterword("undo")
    restored = afterword("restore", f"opportunities/{note.name}", "--revision", first)
    assert (restored.code, note.read_bytes()) == (0, after)
    assert git(filtered, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("answer", "is_on"), [("y\n", True), ("yes\n", True), ("\n", False), ("n\n", False), ("", False)]
)
@pytest.mark.usefixtures("filtered")
def test_on_a_terminal_the_question_is_asked_and_only_a_yes_is_one(
    afterword: Typed, monkeypatch: pytest.MonkeyPatch, answer: str, is_on: bool
) -> None:
    monkeypatch.setattr("cli.main.is_terminal", lambda _stream: True)

    asked = afterword("doctor", "--trust", stdin=answer)

    assert ASKS in asked.err
    assert asked.err.index("filter.x.smudge = ") < asked.err.index(ASKS)
    assert ("You trust this vault now" in asked.err) is is_on
    assert ("Nothing was changed." in asked.err) is not is_on
    assert (OFF in afterword(*NOTE).err) is not is_on


@pytest.mark.usefixtures("filtered")
def test_without_a_terminal_it_takes_a_yes_on_the_command_line(afterword: Typed) -> None:
    said = afterword("doctor", "--trust", stdin="y\n")

    assert said.code == 2
    assert "Add --yes" in said.err
    assert OFF in afterword(*NOTE).err


def test_the_word_lies_outside_of_the_vault_holds_no_value_and_is_nobody_elses_business(
    filtered: Path, afterword: Typed, hermetic: Path
) -> None:
    before = sorted(filtered.rglob("*")), (filtered / ".git/config").read_bytes()
    git(filtered, "config", "http.extraHeader", "Authorization: Bearer s3cret")
    config = (filtered / ".git/config").read_bytes()
    afterword("doctor", "--trust", "--yes")

    (kept,) = (p for p in hermetic.rglob("*.json") if p.parent.name == "trust")
    assert "s3cret" not in kept.read_text()
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert sorted(filtered.rglob("*")) == before[0]
    assert (filtered / ".git/config").read_bytes() == config


def test_a_copy_of_the_vault_elsewhere_is_not_trusted(
    filtered: Path, afterword: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    afterword("doctor", "--trust", "--yes")
    shutil.copytree(filtered, tmp_path / "copy", symlinks=True)
    monkeypatch.setenv("AFTERWORD_VAULT", str(tmp_path / "copy"))

    assert OFF in afterword(*NOTE).err


@pytest.mark.usefixtures("filtered")
def test_what_is_taken_back_does_not_run_any_more(afterword: Typed, tmp_path: Path) -> None:
    afterword("doctor", "--trust", "--yes")
    afterword(*NOTE)
    (tmp_path / "ran").unlink()

    said = afterword("doctor", "--no-trust")

    assert "Your trust in this vault is taken back" in said.err
    assert OFF in afterword("note", "halyard", "need", "Another").err
    assert not (tmp_path / "ran").exists()
    assert "was not trusted" in afterword("doctor", "--no-trust").err


def test_a_setting_that_comes_later_turns_git_off_and_only_the_new_one_is_named(
    filtered: Path, afterword: Typed, tmp_path: Path
) -> None:
    afterword("doctor", "--trust", "--yes")
    git(filtered, "config", "core.sshCommand", str(tmp_path / "evil"))

    said = afterword(*NOTE)

    assert "since you said that you trust it, these came or changed, which could start programs: core.sshcommand." in (
        said.err
    )
    assert "afterword doctor --trust" in said.err
    assert not (tmp_path / "ran").exists()
    again = afterword("doctor", "--trust", "--yes").err
    assert f"core.sshcommand = {tmp_path}/evil  (new, or changed)" in again
    assert f"filter.x.clean = {tmp_path}/swap\n" in again
    assert "not yet committed" not in afterword("note", "halyard", "need", "Another").err


def test_another_value_of_a_trusted_setting_is_not_trusted(filtered: Path, afterword: Typed, tmp_path: Path) -> None:
    afterword("doctor", "--trust", "--yes")
    git(filtered, "config", "filter.x.clean", f"{tmp_path}/swap; touch {tmp_path}/evil")

    said = afterword(*NOTE)

    assert "could start programs: filter.x.clean." in said.err
    assert not (tmp_path / "evil").exists()


def test_values_that_differ_in_bytes_of_no_encoding_are_two_values(filtered: Path, afterword: Typed) -> None:
    config = filtered / ".git/config"
    plain = config.read_bytes()
    config.write_bytes(plain + b"[alias]\n\tx = \xff\n")
    afterword("doctor", "--trust", "--yes")
    config.write_bytes(plain + b"[alias]\n\tx = \xfe\n")

    assert "could start programs: alias.x." in afterword(*NOTE).err


def test_a_setting_that_is_gone_or_moved_needs_no_new_word(filtered: Path, afterword: Typed) -> None:
    git(filtered, "config", "alias.x", "!true")
    afterword("doctor", "--trust", "--yes")
    git(filtered, "config", "--unset", "alias.x")
    git(filtered, "config", "user.name", "Nell")

    assert "not yet committed" not in afterword(*NOTE).err
    assert "You trust this vault already" in afterword("doctor", "--trust").err


def test_what_a_trusted_file_of_more_settings_says_later_is_not_trusted(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    (vault / ".gitconfig").write_text("[alias]\n\tx = status\n")
    git(vault, "config", "include.path", "../.gitconfig")
    said = afterword("doctor", "--trust", "--yes").err
    assert "alias.x = status" in said
    assert "not yet committed" not in afterword(*NOTE).err

    evil = program(tmp_path / "evil", f"touch {tmp_path}/ran")
    (vault / ".gitconfig").write_text(
        f"[alias]\n\tx = status\n[core]\n\thooksPath = {tmp_path}\n\tsshCommand = {evil}\n"
    )

    assert (
        "could start programs: core.hookspath, core.sshcommand." in afterword("note", "halyard", "need", "Another").err
    )


def test_values_cannot_steer_the_terminal_and_show_no_password(vault: Path, afterword: Typed) -> None:
    git(vault, "config", "filter.x.clean", "tr a b\x1b[2K\x1b[1A \u202egnp.exe\nfilter.y = fake")
    git(vault, "config", "url.https://sam:hunter2@git.example/.insteadOf", "x:")
    git(vault, "config", "alias.y", "!curl https://sam:hunter2@git.example/x")

    said = afterword("doctor", "--trust", "--yes").err

    assert not set(said) & {"\x1b", "\u202e"}
    assert "\nfilter.y" not in said
    assert "alias.y = !curl https://git.example/x" in said


def test_a_sync_of_a_trusted_vault_goes_and_comes_through_its_filter(
    filtered: Path, afterword: Typed, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "far.git")
    git(filtered, "remote", "add", "origin", str(tmp_path / "far.git"))
    assert "afterword doctor --trust" in afterword("sync").err
    afterword("doctor", "--trust", "--yes")
    afterword(*NOTE)

    said = afterword("sync")

    assert said.code == 0, said.err
    (name,) = (p.name for p in (filtered / "opportunities").iterdir() if p.name.startswith("halyard"))
    assert "Uifz btlfe gps b sbnq qmbo" in git(tmp_path / "far.git", "show", f"main:opportunities/{name}")


def test_trust_in_a_vault_is_none_in_the_folder_that_it_syncs_with(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "far.git")
    program(tmp_path / "far.git/hooks/post-receive", f"touch {tmp_path}/ran")
    git(vault, "remote", "add", "origin", str(tmp_path / "far.git"))
    git(vault, "config", "alias.x", "!true")
    afterword("doctor", "--trust", "--yes")

    assert afterword("sync").code == 0
    assert not (tmp_path / "ran").exists()
    git(tmp_path / "far.git", "config", "core.fsmonitor", "true")
    assert "settings that could start programs" in afterword("sync").err


@pytest.mark.usefixtures("vault")
def test_a_vault_as_we_make_it_has_nothing_to_trust(afterword: Typed, hermetic: Path) -> None:
    said = afterword("doctor", "--trust")

    assert "there is nothing to trust" in said.err
    assert not [p for p in hermetic.rglob("*.json") if p.parent.name == "trust"]


@pytest.mark.usefixtures("filtered")
def test_a_word_that_cannot_be_read_is_none(afterword: Typed, hermetic: Path) -> None:
    afterword("doctor", "--trust", "--yes")
    (kept,) = (p for p in hermetic.rglob("*.json") if p.parent.name == "trust")
    for text in ("", "[]", '{"marks": 3}', "{", '{"marks": null}'):
        kept.write_text(text)
        assert OFF in afterword("note", "halyard", "need", f"Note {text}").err


@pytest.mark.usefixtures("filtered")
def test_a_word_that_cannot_be_kept_is_told(afterword: Typed, hermetic: Path) -> None:
    (hermetic / ".local/state").mkdir(parents=True)
    (hermetic / ".local/state/afterword").touch()
    (hermetic / "Library/Application Support").mkdir(parents=True)
    (hermetic / "Library/Application Support/afterword").touch()
    said = afterword("doctor", "--trust", "--yes")

    assert said.code == 2
    assert OFF in afterword(*NOTE).err
