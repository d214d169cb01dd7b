"""How the program ends: exit codes, interruption, a reader that goes away, a mistake of its own."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.diagnostics import ExitCode, code_of
from cli.main import main
from store.errors import (
    Busy,
    ChangedUnderneath,
    GitTrouble,
    NotSent,
    NotSentYet,
    NotWritten,
    PerhapsSent,
    RefusedEdit,
    StoreError,
    Underway,
)
from tests.cli.conftest import Typed

ROOT = Path(__file__).resolve().parent.parent.parent


def start(*words: str, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "cli.main", *words], cwd=ROOT, text=True, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Busy(5), ExitCode.PASSING),
        (ChangedUnderneath("x.md"), ExitCode.PASSING),
        (RefusedEdit("x.md", 3, "no"), ExitCode.FAILED),
        (NotWritten("x.md", "disk full"), ExitCode.FAILED),
        (GitTrouble("no"), ExitCode.FAILED),
        (NotSent("no"), ExitCode.FAILED),
        (NotSentYet("no"), ExitCode.PASSING),
        (Underway("Joe Alvarez"), ExitCode.PASSING),
        (PerhapsSent("who knows"), ExitCode.DECIDE),
    ],
)
def test_each_sort_of_failure_has_its_exit_code(error: StoreError, code: ExitCode) -> None:
    assert code_of(error) is code


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_will_do(locale: str, demo: Path) -> None:
    env = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "ascii", "AFTERWORD_VAULT": str(demo)}
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "list"], cwd=ROOT, env=env, capture_output=True, check=True
    )

    done.stdout.decode("utf-8")
    assert b"Halyard" in done.stdout


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_ends_the_program_quietly(
    unbuffered: str, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    for _ in range(3):
        child = start("show", "halyard", "--vault", str(demo), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.close()
        assert child.stderr is not None
        assert child.stderr.read() == ""
        child.stderr.close()
        assert child.wait(30) == 0


def test_an_interruption_ends_with_130_and_no_traceback(vault: Path) -> None:
    child = start(
        "log", "halyard", "call", "--body", "-", "--vault", str(vault), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stderr is not None
    assert child.stdin is not None
    child.stdin.write("half a sentence")
    child.stdin.flush()
    waiting = Path(f"/proc/{child.pid}/wchan")
    while waiting.exists() and child.poll() is None and "pipe" not in waiting.read_text():
        os.sched_yield()
    child.send_signal(signal.SIGINT)
    said = child.stderr.read()
    child.stdin.close()
    child.stderr.close()

    assert child.wait(30) == 130
    assert "Traceback" not in said


def test_a_mistake_of_the_program_shows_its_place_and_no_private_text(
    afterword: Typed, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = "salary 98,000"

    def broken(*_: object) -> None:
        raise ZeroDivisionError(private)

    monkeypatch.setattr("cli.commands.search.search", broken)
    said = afterword("search", "x")

    assert said.code == 1
    assert "ZeroDivisionError" in said.err
    assert "cli/commands/search.py" in said.err
    assert private not in said.err
    assert str(vault) not in said.err


def test_a_vault_that_may_not_be_read_is_told_in_a_sentence(tmp_path: Path, afterword: Typed) -> None:
    said = afterword("list", "--vault", str(tmp_path / ("x" * 5000)))

    assert said.code in (1, 2)
    assert "Traceback" not in said.err


def test_without_a_terminal_the_bare_program_prints_the_agenda(vault: Path, afterword: Typed) -> None:  # noqa: ARG001 - found by its place
    assert afterword().out == afterword("agenda").out


def test_the_short_agenda_never_fails(tmp_path: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = afterword("agenda", "--short", "--vault", str(tmp_path))
    monkeypatch.setenv("AFTERWORD_TODAY", "nonsense")
    nonsense = afterword("agenda", "--short", "--vault", str(tmp_path))

    assert (nowhere.code, nowhere.out, nowhere.err) == (0, "\n", "")
    assert (nonsense.code, nonsense.out, nonsense.err) == (0, "\n", "")


def test_check_fails_for_problems_and_not_for_advice(tmp_path: Path, afterword: Typed) -> None:
    (tmp_path / "afterword.toml").write_text("", "utf-8")
    folder = tmp_path / "opportunities"
    folder.mkdir()
    vault = ("--vault", str(tmp_path))

    assert afterword("check", *vault).code == 0
    (folder / "x.md").write_text("---\ncompany: Acme\n---\n", "utf-8")
    said = afterword("check", *vault)
    assert said.code == 1
    assert said.out.startswith("opportunities/x.md:")
    for command in ("agenda", "list", "show x"):
        said = afterword(*command.split(" "), *vault)
        assert said.code == 0
        assert "`afterword check`" in said.err
    problems = json.loads(afterword("check", "--json", *vault).out)["problems"]
    assert all(set(p) == {"file", "line", "code", "severity", "message", "fix"} for p in problems)


@pytest.mark.parametrize(
    ("env", "coloured"),
    [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"TERM": "xterm", "NO_COLOR": "1"}, False)],
)
def test_colours_are_for_terminals_that_want_them(env: dict[str, str], coloured: bool, demo: Path) -> None:
    ours, theirs = pty.openpty()
    child = start(
        "agenda",
        "--vault",
        str(demo),
        "--today",
        "2026-11-20T09:00",
        env={**os.environ, **env},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:
            break
        if not block:
            break
        seen += block
    os.close(ours)

    assert child.wait(30) == 0
    assert (b"\x1b[" in seen) is coloured


def test_files_it_makes_are_nobody_elses_business(tmp_path: Path, afterword: Typed) -> None:
    vault = tmp_path / "mine"
    assert afterword("init", str(vault), "--name", "Nell", "--email", "nell@x.example").code == 0
    assert afterword("new", "--company", "Acme", "--position", "Boss", "--vault", str(vault)).code == 0
    open_to_others = [p for p in vault.rglob("*") if not p.is_symlink() and p.stat().st_mode & 0o077]

    assert open_to_others == []


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("afterword 0.")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_mistake(closed: str, demo: Path) -> None:
    command = f'"{sys.executable}" -m cli.main list --vault "{demo}" {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "mistake" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_the_output_is_a_failure(
    unbuffered: str, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    command = f'"{sys.executable}" -m cli.main list --vault "{demo}" > /dev/full'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "afterword: No space left on device.\n")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}"; "{sys.executable}" -m cli.main list'
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "no longer exists" in done.stderr


def test_what_it_starts_inherits_the_closed_mask(afterword: Typed) -> None:
    os.umask(0o022)
    afterword("--version")

    assert os.umask(0o077) == 0o077


def test_the_doctor_is_content_with_a_whole_vault(
    vault: Path,  # noqa: ARG001 - found by its place
    afterword: Typed,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("EDITOR", sys.executable)
    well = afterword("doctor")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    ill = afterword("doctor")

    assert (well.code, ill.code) == (0, 1)
    assert "look editor" in ill.out
