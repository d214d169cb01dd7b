"""`afterword sync` as people and cron start it: real processes, a real terminal, Ctrl+C, and several at once."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.diagnostics import ExitCode
from tests.cli.conftest import TODAY, Typed
from tests.store.history.counterparts import bare, git, http_server, silent_server

ROOT = Path(__file__).resolve().parent.parent.parent


def started(vault: Path, *words: str) -> "subprocess.Popen[str]":
    """Start the program on a vault, as cron does: without a terminal."""
    env = {**os.environ, "AFTERWORD_VAULT": str(vault), "AFTERWORD_TODAY": TODAY}
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", *words],
        cwd=ROOT,
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def on_terminal(vault: Path, *words: str) -> tuple[int, str]:
    """Run the program in a terminal that is its own, and return how it ended and every byte that was shown."""
    child, mine = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        env = {**os.environ, "AFTERWORD_VAULT": str(vault), "AFTERWORD_TODAY": TODAY, "TERM": "xterm", "COLUMNS": "80"}
        os.execve(sys.executable, [sys.executable, "-m", "cli.main", *words], env)  # noqa: S606
    shown = b""
    try:
        while piece := os.read(mine, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    os.close(mine)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_no_question_of_git_s_reaches_the_terminal(vault: Path) -> None:
    with http_server(401) as url:
        git(vault, "remote", "add", "origin", f"{url}/search.git")
        code, shown = on_terminal(vault, "sync")
    assert code == ExitCode.PASSING
    assert "Username" not in shown
    assert "Password" not in shown
    assert f"`git -C {vault} fetch origin`" in " ".join(shown.split())
    lines = [line for line in map(str.strip, shown.replace("\r", "\n").split("\n")) if line]
    assert lines[:2] == ["committing …", "fetching …"]
    assert lines[2].startswith("afterword: http://")  # nothing but words of ours


def test_no_question_of_ssh_s_reaches_the_terminal(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "ssh"
    fake.write_text(
        "#!/bin/sh\n"
        "if (printf 'Enter passphrase: ' > /dev/tty) 2>/dev/null; then read answer < /dev/tty; fi\n"
        "$SSH_ASKPASS question || echo 'Permission denied (publickey).' >&2\n"
        "exit 255\n"
    )
    fake.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(fake))
    git(vault, "remote", "add", "origin", "ann@server.example:search.git")
    code, shown = on_terminal(vault, "sync")
    assert code == ExitCode.PASSING
    assert "passphrase" not in shown
    assert "wants a login" in shown


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(vault: Path, tmp_path: Path) -> None:
    git(vault, "remote", "add", "origin", str(bare(tmp_path / "stick.git")))
    code, shown = on_terminal(vault, "sync")
    assert code == 0
    *parts, last, end = shown.replace("\r\n", "\n").split("\r")
    assert {part.strip() for part in parts} >= {"committing …", "fetching …", "sending …"}
    assert last.strip() == ""
    assert end == "In step: 1 change went.\n"
    assert ended(started(vault, "sync")) == [(0, "")]


def test_a_question_has_its_exit_code_and_the_word_that_answers_it(afterword: Typed, vault: Path) -> None:
    with http_server(200) as url:
        git(vault, "remote", "add", "origin", f"{url}/search.git")
        said = afterword("sync")
    assert said.code != 0
    assert said.out == ""


def test_the_word_that_was_told_answers_the_question(afterword: Typed, vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    git(vault, "remote", "add", "origin", str(place))
    afterword("sync")
    git(place, "update-ref", "-d", "refs/heads/main")
    asked = afterword("sync")
    assert asked.code == ExitCode.DECIDE
    assert "was emptied" in asked.err
    assert "`afterword sync --accept rewritten`" in asked.err
    assert afterword("sync", "--accept", "rewritten").code == ExitCode.FINE
    document = json.loads(afterword("sync", "--json").out)
    assert (document["version"], document["remote"], document["rounds"]) == (1, "origin", 1)


def test_control_c_stops_and_leaves_everything_whole(vault: Path) -> None:
    with silent_server() as port:
        git(vault, "remote", "add", "origin", f"git://127.0.0.1:{port}/search.git")
        running = started(vault, "sync")
        fetching = f"/proc/{running.pid}/task/{running.pid}/children"
        for _ in range(500):
            if any("fetch" in command_of(int(pid)) for pid in Path(fetching).read_text().split()):
                break
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        out, error = running.communicate(timeout=30)
    assert running.returncode == ExitCode.INTERRUPTED
    assert out == ""
    assert error == "afterword: Stopped. Everything is saved and whole here; the next sync goes on.\n"
    assert list((vault / ".git").rglob("*.lock")) == []
    assert git(vault, "status", "--porcelain") == ""


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def ended(*running: "subprocess.Popen[str]") -> list[tuple[int, str]]:
    """Wait for programs and return the exit code and the talk of each."""
    talks = [p.communicate(timeout=90)[1] for p in running]
    return [(p.returncode, talk) for p, talk in zip(running, talks, strict=True)]


def two_machines(vault: Path, folder: Path) -> tuple[Path, Path]:
    """Set up a place for the vault and a second machine; return the machine's vault and the place."""
    place, other = bare(folder / "stick.git"), folder / "other"
    git(vault, "remote", "add", "origin", str(place))
    assert ended(started(vault, "sync")) == [(0, "")]
    ((code, _),) = ended(started(vault, "sync", "--clone", str(place), str(other)))
    assert code == 0
    return other, place


def test_two_syncs_at_once_end_well_or_say_that_one_is_running(vault: Path, tmp_path: Path) -> None:
    place = bare(tmp_path / "stick.git")
    git(vault, "remote", "add", "origin", str(place))
    results = ended(*(started(vault, "sync") for _ in range(3)))
    assert {code for code, _ in results} <= {0, 3}
    assert any(code == 0 for code, _ in results)
    for code, talk in results:
        assert ("Another Afterword is syncing this vault" in talk) == (code == 3)
    assert git(place, "rev-parse", "main") == git(vault, "rev-parse", "main")


def test_a_cron_that_syncs_and_commands_that_write_lose_nothing(vault: Path, tmp_path: Path) -> None:
    other, _ = two_machines(vault, tmp_path)
    writers = {vault: "halyard", other: "wexley"}
    for number in range(2):
        running = []
        for root, name in writers.items():
            running += [started(root, "set", name, f"my_{number}=token-{number}-{name}"), started(root, "sync")]
            typed = root / "people" / f"typed-{root.name}-{number}.md"  # by an editor, while both run
            typed.write_text(f"---\nname: Typed {root.name} {number}\n---\n")
        results = ended(*running)
        assert {code for code, _ in results} <= {0, 3}, results
    for root in (vault, other, vault):
        assert ended(started(root, "sync")) == [(0, "")]
    for root in (vault, other):
        git(root, "fsck", "--strict", "--no-dangling")
        assert git(root, "status", "--porcelain") == ""
        text = "".join(file.read_text() for file in sorted(root.glob("opportunities/**/*.md")))
        assert [t for n in range(2) for w in writers.values() if (t := f"token-{n}-{w}") not in text] == []
        assert len(list(root.glob("people/typed-*"))) == 4
    assert git(vault, "rev-parse", "HEAD") == git(other, "rev-parse", "HEAD")


def test_two_machines_that_push_at_the_same_time_both_arrive(vault: Path, tmp_path: Path) -> None:
    other, place = two_machines(vault, tmp_path)
    for number in range(3):
        for root in (vault, other):
            (root / "people" / f"{root.name}-{number}.md").write_text(f"---\nname: {root.name} {number}\n---\n")
        assert ended(started(vault, "sync"), started(other, "sync")) == [(0, ""), (0, "")]
    assert ended(started(vault, "sync")) == [(0, "")]
    assert ended(started(other, "sync")) == [(0, "")]
    assert git(vault, "rev-parse", "HEAD") == git(other, "rev-parse", "HEAD") == git(place, "rev-parse", "main")
    assert len(list(vault.glob("people/vault-*"))) == len(list(other.glob("people/other-*"))) == 3
