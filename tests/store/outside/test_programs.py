"""Programs that take a message, tell a password or hold a clipboard."""

import os
import sys
from pathlib import Path

import pytest

from store.errors import NoClipboard, NotSent, NotSentYet, PerhapsSent
from store.outside import clipboard
from store.outside.password import password_from
from store.outside.programs import run
from store.outside.sendmail import CODES, send
from tests.store.outside.servers import SECRET
from tests.store.workspace.posting import Post, sample


def test_a_program_gets_its_fixed_words_and_the_message(tmp_path: Path) -> None:
    post = Post(tmp_path / "post")
    send(sample(text=".\nFrom here"), [str(post.program), "-t", "$(touch x)", "; rm"])

    ((words, text),) = post.taken
    assert words == ["-t", "$(touch x)", "; rm"]
    assert "\r" not in text
    assert text.endswith("\n\n.\n From here\n")


@pytest.mark.parametrize("status", sorted(CODES))
def test_each_exit_code_is_told_in_words(tmp_path: Path, status: int) -> None:
    post = Post(tmp_path / "post", status=status, said="msmtp: something \x1b[31mwent wrong")
    with pytest.raises(NotSent) as caught:
        send(sample(), [str(post.program)])

    assert CODES[status] in str(caught.value)
    assert "msmtp: something [31mwent wrong" in str(caught.value)
    assert isinstance(caught.value, NotSentYet) is (status == 75)


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(NotSent, match="no-such-program"):
        send(sample(), ["no-such-program", "-t"])


def test_a_program_that_hangs_or_dies_leaves_it_open(tmp_path: Path) -> None:
    post = Post(tmp_path / "post")
    (post.place / "gate").touch()
    with pytest.raises(PerhapsSent):
        send(sample(), [str(post.program)], seconds=0.5)
    with pytest.raises(PerhapsSent):
        send(sample(), [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])


def test_a_program_that_reads_nothing_is_no_trouble() -> None:
    assert run([sys.executable, "-c", "pass"], b"x" * 1_000_000, seconds=20).status == 0


def test_what_a_stopped_program_started_ends_with_it(tmp_path: Path) -> None:
    child = "import time, pathlib; time.sleep(1.5); pathlib.Path(r'%s').touch()" % (tmp_path / "alive")
    parent = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
    assert run([sys.executable, "-c", parent], seconds=0.7).status is None
    assert not run([sys.executable, "-c", "import time; time.sleep(1.5)"], seconds=20).status
    assert not (tmp_path / "alive").exists()


def test_the_password_is_the_first_line_and_nothing_more() -> None:
    command = [sys.executable, "-c", f"import sys; sys.stdout.write('{SECRET}\\r\\nuser: sam\\n')"]

    assert password_from(command) == SECRET


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (f"print('{SECRET}'); raise SystemExit(3)", "exit code 3"),
        ("pass", "printed no password"),
        (f"import time; print('{SECRET}', flush=True); time.sleep(60)", "was stopped"),
        (f"raise SystemExit('{SECRET}')", "exit code 1"),
    ],
)
def test_a_command_that_fails_never_tells_what_it_said(script: str, told: str) -> None:
    with pytest.raises(NotSent, match=told) as caught:
        password_from([sys.executable, "-c", script], seconds=1)

    assert SECRET not in str(caught.value)


def programs(place: Path, monkeypatch: pytest.MonkeyPatch, **scripts: str) -> None:
    """Let these be the only programs there are."""
    for name, script in scripts.items():
        file = place / name.replace("_", "-")
        file.write_text(f"#!/bin/sh\nPATH={os.environ['PATH']}\n{script}\n")
        file.chmod(0o700)
    monkeypatch.setenv("PATH", str(place))


def test_the_clipboard_is_reached_by_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path, monkeypatch, wl_copy="exit 1", xsel=f"cat > {tmp_path}/held")

    assert clipboard.copy("Łódź\n") == "xsel"
    assert (tmp_path / "held").read_text("utf-8") == "Łódź\n"


def test_a_clipboard_program_that_stays_behind_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(tmp_path, monkeypatch, xclip=f"cat > {tmp_path}/held; sleep 3 &")

    assert clipboard.copy("text") == "xclip"


def test_a_machine_without_clipboard_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs(tmp_path, monkeypatch)

    with pytest.raises(NoClipboard):
        clipboard.copy("text")
