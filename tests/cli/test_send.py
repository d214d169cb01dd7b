"""`afterword send`: shown first, asked for, sent once; and `log --eml` reads what comes back."""

import base64
import os
import pty
import subprocess
import sys
from email import message_from_bytes, message_from_string, policy
from pathlib import Path

import pytest

from cli.diagnostics import ExitCode
from tests.cli.conftest import Typed
from tests.store.workspace.posting import Post

ROOT = Path(__file__).resolve().parent.parent.parent
DRAFT = "drafts/thornbury-adaeze-obi-weekly.md"


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path / "post")


@pytest.fixture
def settings(hermetic: Path, post: Post) -> Path:
    """Return the user's own settings, which name a program that sends."""
    file = hermetic / ".config" / "afterword" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'[mail]\nsendmail = ["{post.program}", "-t"]\nway = "sendmail"\n')
    return file


@pytest.mark.usefixtures("settings")
def test_a_letter_goes_by_the_usual_way_and_into_the_log(afterword: Typed, vault: Path, post: Post) -> None:
    said = afterword("send", "adaeze", "--yes")

    assert (said.code, said.out) == (0, "")
    assert "Thornbury Health: Email to Adaeze Obi sent" in said.err
    message = message_from_string(post.taken[0][1], policy=policy.default)
    assert message["To"].addresses[0].addr_spec == "adaeze.obi@thornbury.example"
    assert message["From"] == "Nell Ashworth <nell@ashworth.example>"
    assert message["Date"].datetime.isoformat() == "2026-11-20T09:00:00+00:00"
    assert not (vault / DRAFT).exists()
    file = next((vault / "opportunities").rglob("thornbury*.md"))
    assert f"- message-id: {message['Message-ID']}" in file.read_text()
    assert afterword("send", "adaeze", "--yes").code == ExitCode.USAGE
    assert len(post.taken) == 1


@pytest.mark.usefixtures("settings", "vault")
def test_without_a_terminal_a_yes_must_be_said_beforehand(afterword: Typed, post: Post) -> None:
    for way in ("sendmail", "eml", "clipboard"):
        said = afterword("send", "adaeze", "--via", way)
        assert said.code == ExitCode.USAGE
        assert "To:      Adaeze Obi <adaeze.obi@thornbury.example>" in said.err
        assert "--yes" in said.err
    assert post.taken == []


@pytest.mark.usefixtures("settings", "vault")
def test_a_dry_run_shows_headers_and_text_and_sends_nothing(afterword: Typed, post: Post) -> None:
    said = afterword("send", "adaeze", "--dry-run")

    assert said.code == 0
    head, _, text = said.out.partition("\n\n")
    assert [line.split(":")[0] for line in head.splitlines()] == ["From", "To", "Subject", "Date", "Message-ID"]
    assert text.startswith("Dear Adaeze,\n")
    assert "nothing was sent" in said.err
    assert post.taken == []


@pytest.mark.usefixtures("vault")
def test_without_a_way_they_are_listed_with_what_is_missing(afterword: Typed) -> None:
    said = afterword("send", "adaeze")

    assert said.code == ExitCode.USAGE
    assert "By which way? There are:\n  --via mailto: open it in the mail program" in said.err
    assert "--via smtp: send it through a mail server (no `host` is set" in said.err


@pytest.mark.usefixtures("settings", "vault")
def test_a_letter_with_gaps_stays(afterword: Typed, post: Post) -> None:
    said = afterword("send", "greta", "--yes")

    assert said.code == ExitCode.FAILED
    assert "not ready, so nothing was sent:\n  line" in said.err
    assert post.taken == []


@pytest.mark.parametrize(("status", "code"), [(67, ExitCode.FAILED), (75, ExitCode.PASSING)])
@pytest.mark.usefixtures("settings")
def test_a_failure_has_its_exit_code_and_keeps_the_draft(
    afterword: Typed, vault: Path, tmp_path: Path, status: int, code: ExitCode
) -> None:
    Post(tmp_path / "post", status=status)
    said = afterword("send", "adaeze", "--yes")

    assert said.code == code
    assert "Nothing was sent; the draft is as it was." in said.err
    assert (vault / DRAFT).exists()


def test_a_file_for_the_mail_program_lies_where_one_stands(afterword: Typed, vault: Path) -> None:
    said = afterword("send", "adaeze", "--via", "eml", "--yes")

    (file,) = Path.cwd().glob("*.eml")
    assert said.code == 0
    assert f"saved as {file}" in said.err
    assert f"afterword sent {DRAFT}" in said.err
    assert message_from_bytes(file.read_bytes(), policy=policy.default)["X-Unsent"] == "1"
    assert (vault / DRAFT).exists()
    again = afterword("send", "adaeze", "--via", "eml", "--yes", "--to", str(file))
    assert again.code == ExitCode.FAILED
    assert "is there already" in again.err


def on_terminal(answer: str, *words: str, vault: Path, path: str = "") -> tuple[int, str]:
    """Run the program in a terminal, type an answer, and return how it ended and what it showed."""
    mine, theirs = pty.openpty()
    env = {**os.environ, "AFTERWORD_VAULT": str(vault), "TERM": "xterm", "PYTHONPATH": str(ROOT)} | (
        {"PATH": path} if path else {}
    )
    child = subprocess.Popen(
        [sys.executable, "-m", "cli.main", *words], cwd=ROOT, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(mine, f"{answer}\n".encode())
    shown = b""
    try:
        while piece := os.read(mine, 4096):
            shown += piece
    except OSError:  # the other end is closed
        pass
    code = child.wait(30)
    os.close(mine)
    return code, shown.decode()


@pytest.mark.usefixtures("settings")
def test_at_a_terminal_a_person_is_asked(vault: Path, post: Post) -> None:
    code, shown = on_terminal("n", "send", "adaeze", vault=vault)
    assert (code, post.taken) == (0, [])
    assert "Send it with " in shown
    assert "Nothing was sent." in shown

    code, shown = on_terminal("y", "send", "adaeze", vault=vault)
    assert (code, len(post.taken)) == (0, 1)
    assert "Subject: How one clinic sent its first patient on the fourth day" in shown


def test_a_terminal_holds_the_text_where_no_program_does(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to("/usr/bin/git")
    code, shown = on_terminal("", "send", "adaeze", "--via", "clipboard", vault=vault, path=str(tmp_path / "bin"))

    assert code == 0
    held = shown.partition("\x1b]52;c;")[2].partition("\x07")[0]
    assert base64.b64decode(held).decode().startswith("Dear Adaeze,\n\nwe celebrate")


@pytest.mark.usefixtures("settings")
def test_what_could_not_be_logged_is_told_and_made_up_for(afterword: Typed, vault: Path, post: Post) -> None:
    file = next((vault / "opportunities").rglob("thornbury*.md"))
    whole = file.read_text()
    (post.place / "gate").touch()
    child = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "send", "adaeze", "--yes"],
        cwd=ROOT,
        env={**os.environ, "AFTERWORD_VAULT": str(vault)},
        stderr=subprocess.PIPE,
        text=True,
    )
    while not post.taken:
        assert child.poll() is None
    file.write_text(whole.replace("stage: ", "stage: [", 1))
    (post.place / "gate").unlink()
    assert "It went out, but could not be logged" in child.communicate(timeout=30)[1]
    assert child.returncode == ExitCode.FAILED
    file.write_text(whole)

    assert "outbox" in afterword("doctor").out
    said = afterword("send", "adaeze")
    assert said.code == ExitCode.USAGE
    assert "went out on 2026-11-20 09:00 and is not in the log yet" in said.err
    assert afterword("sent", DRAFT, "--dry-run").code == 0
    said = afterword("sent", "adaeze")
    assert said.code == 0
    assert "Email to Adaeze Obi sent" in said.err
    assert "- message-id: <" in file.read_text()
    assert not (vault / DRAFT).exists()
    assert len(post.taken) == 1


ANSWER = """\
From: Adaeze Obi <adaeze.obi@thornbury.example>
To: nell@ashworth.example
Subject: Re: How one clinic sent its first patient
Date: Thu, 19 Nov 2026 17:40:00 -0600
Message-ID: <77@thornbury.example>

Please do make that list.
"""


def test_a_saved_mail_goes_into_the_log(afterword: Typed, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.eml").write_text(ANSWER)
    said = afterword("log", "thornbury", "email", "--eml", str(tmp_path / "answer.eml"))

    assert said.code == 0
    assert "Email from Adaeze Obi logged" in said.err
    file = next((vault / "opportunities").rglob("thornbury*.md"))
    assert "### 2026-11-19 17:40-06:00 Email from Adaeze Obi: Re: How one clinic" in file.read_text()
    again = afterword("log", "thornbury", "email", "--eml", "-", stdin=ANSWER)
    assert again.code == ExitCode.USAGE
    assert "in the log already" in again.err


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize(
    "words",
    [("letter", "--eml", "x.eml"), ("email", "--eml", "x.eml", "--title", "T"), ("email", "--eml", "no-such.eml")],
)
def test_a_saved_mail_stands_for_itself(afterword: Typed, words: tuple[str, ...]) -> None:
    assert afterword("log", "thornbury", *words).code == ExitCode.USAGE
