"""The installed program in a real terminal: it opens, does the main job, quits, and leaves the terminal as it was."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.driver import git, small_vault, vault_with_news

PROGRAM = Path(sys.executable).with_name("afterword")
PATIENCE = 30.0
"""Seconds after which a wait fails; a busy machine may need some."""

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed"),
    pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed in this environment"),
]


class Terminal:
    """A shell in a tmux of its own."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self.folder = folder
        self._socket = str(folder / "tmux")
        width, height = (str(n) for n in size)
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}
        env = {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        argv = ["tmux", "-S", self._socket, "-f", os.devnull, "new-session", "-d", "-x", width, "-y", height, "sh"]
        subprocess.run(argv, env=env, check=True, cwd=folder)

    def tmux(self, *words: str) -> str:
        """Run a tmux command."""
        argv = ["tmux", "-S", self._socket, *words]
        return subprocess.run(argv, capture_output=True, text=True, check=True).stdout

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text as it is."""
        self.tmux("send-keys", "-l", text)

    @property
    def screen(self) -> str:
        """Return what is on the screen."""
        return self.tmux("capture-pane", "-p")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; fail with the screen when it does not in good time."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(self.screen)
            time.sleep(0.05)

    def shows(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.until(lambda: text in self.screen)

    @property
    def state(self) -> str:
        """Return what a program may have left behind: alternate screen, hidden cursor, mouse, keypad."""
        return self.tmux(
            "display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{keypad_flag}"
        )

    def start(self, vault: Path) -> str:
        """Start the program and return the terminal's state before it."""
        self.type("printf 'rea%s\\n' dy")
        self.keys("Enter")
        self.shows("ready")
        before = self.state
        self.type(f"stty -a > before; {PROGRAM} --vault {vault} --today 2026-11-20; echo code=$?; stty -a > after")
        self.keys("Enter")
        self.shows("Agenda")
        return before

    def ended(self, code: int) -> None:
        """Wait until the program has ended with that code."""
        self.shows(f"code={code}")
        self.until((self.folder / "after").exists)
        self.until(lambda: (self.folder / "before").read_text() == (self.folder / "after").read_text())


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open a terminal of 80 by 24, and close it."""
    opened = Terminal(tmp_path, (80, 24))
    yield opened
    opened.tmux("kill-server")


def test_the_main_job_by_keys_and_the_terminal_as_before(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    before = terminal.start(vault)
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS from a real terminal. ")
    terminal.shows("PS from a real terminal.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    terminal.keys("C-t")
    terminal.shows("Was this letter sent?")
    terminal.keys("y")
    terminal.shows("Email to Joe Alvarez sent")
    terminal.shows("1 Agenda")
    terminal.keys("q")
    terminal.ended(0)

    assert before == terminal.state
    assert "PS from a real terminal." in (vault / "opportunities" / "northwind.md").read_text()
    log = subprocess.run(["git", "-C", vault, "log", "--format=%s"], capture_output=True, text=True, check=True)
    assert "sent" in log.stdout.splitlines()[0]


def compose_thanks(terminal: Terminal) -> None:
    """Go down the agenda to a thank-you, and open it in the composer."""
    terminal.shows("Thank-you")
    for _ in range(20):
        if "letter thank-you-email" in terminal.screen:
            break
        terminal.keys("j")
        time.sleep(0.2)
    terminal.keys("c")
    terminal.shows("not saved yet")
    terminal.shows("Dear ")


def test_a_kill_while_typing_loses_nothing_and_the_next_start_offers_it(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    terminal.type(f"echo $$ > shell; exec env {PROGRAM} --vault {vault} --today 2026-11-20")
    terminal.keys("Enter")
    terminal.shows("Agenda")
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS not lost, whatever comes. ")
    terminal.shows("PS not lost, whatever comes.")
    copies = Path(os.environ["HOME"])
    terminal.until(lambda: any("whatever comes." in file.read_text() for file in copies.rglob("letter-*.jsonl")))
    terminal.tmux("set-option", "-g", "remain-on-exit", "on")
    os.kill(int((tmp_path / "shell").read_text()), signal.SIGKILL)
    terminal.until(lambda: terminal.tmux("display-message", "-p", "#{pane_dead}").strip() == "1")
    terminal.tmux("respawn-pane", "-k", "-c", str(tmp_path), "sh")

    terminal.start(vault)
    terminal.shows("was not saved")
    terminal.shows("PS not lost")
    terminal.keys("o")
    terminal.shows("It is as it was.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    drafts = [file.read_text() for file in (vault / "drafts").rglob("*.md")]
    assert sum("PS not lost, whatever comes." in text for text in drafts) == 1
    terminal.until(lambda: not list(copies.rglob("letter-*.jsonl")))
    terminal.keys("C-q")
    terminal.ended(0)


def test_the_demo_opens_on_its_agenda_and_stays_a_vault(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type(f"{PROGRAM} demo {tmp_path / 'demo'}")
    terminal.keys("Enter")
    terminal.shows("Overdue")
    terminal.shows("You promised Ingrid Sorensen")
    terminal.keys("q")
    terminal.shows("The demo is a copy")
    done = subprocess.run([PROGRAM, "--vault", tmp_path / "demo", "check"], capture_output=True, check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda s: s.name)
def test_a_signal_restores_the_terminal(terminal: Terminal, tmp_path: Path, number: signal.Signals) -> None:
    before = terminal.start(small_vault(tmp_path))
    os.kill(program_of(terminal), number)
    terminal.ended(128 + number)

    assert before == terminal.state


def program_of(terminal: Terminal) -> int:
    """Return the process that the terminal's shell has started."""
    shell = terminal.tmux("display-message", "-p", "#{pane_pid}").strip()
    children = Path(f"/proc/{shell}/task/{shell}/children")
    if not children.exists():
        pytest.skip("this system does not tell a shell's children")
    return int(children.read_text().split()[0])


def test_the_editor_comes_and_goes(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "in the editor"\nread answer\nprintf "\\nfrom the editor\\n" >> "$1"\n')
    editor.chmod(0o755)
    terminal.type(f"export VISUAL={editor}")
    terminal.keys("Enter")
    before = terminal.start(vault)
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.keys("e")
    terminal.shows("in the editor")
    terminal.keys("Enter")
    terminal.shows("2 Opportunities")
    terminal.until(lambda: any("from the editor" in p.read_text() for p in (vault / "opportunities").iterdir()))
    terminal.keys("q")
    terminal.ended(0)

    assert before == terminal.state


def test_keys_typed_fast_go_where_the_first_one_leads(terminal: Terminal, tmp_path: Path) -> None:
    vault = small_vault(tmp_path)
    terminal.start(vault)
    terminal.keys("2")
    terminal.shows("3 opportunities")
    terminal.type("/sexmad")
    terminal.shows("/ sexmad")
    terminal.keys("Escape")
    terminal.shows("3 opportunities")
    terminal.keys("1")
    terminal.shows("Thank-you")
    terminal.keys("c")
    terminal.shows("not saved yet")
    terminal.type("itfw")
    terminal.shows("tfw")
    terminal.keys("C-q")
    terminal.ended(0)


@pytest.mark.parametrize("size", [(60, 20), (120, 40), (200, 60)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_it_opens_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    terminal = Terminal(tmp_path, size)
    try:
        terminal.start(small_vault(tmp_path))
        terminal.shows("Northwind")
        terminal.keys("q")
        terminal.ended(0)
    finally:
        terminal.tmux("kill-server")


def test_without_a_terminal_it_prints_the_agenda(tmp_path: Path) -> None:
    argv = [str(PROGRAM), "--vault", str(small_vault(tmp_path)), "--today", "2026-11-20"]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Northwind Freight" in done.stdout
    assert "\x1b[?1049h" not in done.stdout


def test_a_sync_that_arrives_while_a_letter_is_typed_keeps_every_letter(terminal: Terminal, tmp_path: Path) -> None:
    vault = vault_with_news(tmp_path)
    config = tmp_path / "config" / "afterword" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("[sync]\nat_start = true\n")
    terminal.type(f"export XDG_CONFIG_HOME={tmp_path / 'config'} GIT_SSH_COMMAND={slow_place(vault)}")
    terminal.keys("Enter")
    terminal.start(vault)
    compose_thanks(terminal)
    terminal.keys("i")
    terminal.type("PS typed before ")
    terminal.shows("PS typed before")
    assert "- [ ] promise" in (vault / "opportunities" / "northwind.md").read_text()
    (tmp_path / "go").touch()
    terminal.until(lambda: "- [x] promise" in (vault / "opportunities" / "northwind.md").read_text())
    terminal.shows("R shows them")
    terminal.type("and after it came. ")
    terminal.shows("PS typed before and after it came.")
    terminal.keys("C-o")
    terminal.shows("Saved as")
    terminal.keys("C-q")
    terminal.ended(0)

    drafts = [file.read_text() for file in (vault / "drafts").rglob("*.md")]
    assert sum("PS typed before and after it came." in text for text in drafts) == 1
    assert "merge_review" in (vault / "opportunities" / "northwind.md").read_text()


def slow_place(vault: Path) -> Path:
    """Let the other place of a vault answer only once a file named `go` is beside the vault; return the ssh to it."""
    ssh = vault.parent / "ssh"
    wait = f"while ! test -e {vault.parent / 'go'}; do sleep 0.1; done"
    ssh.write_text(f'#!/bin/sh\ntest "$1" = -G && exit 0\n{wait}\nfor last; do :; done\nexec sh -c "$last"\n')
    ssh.chmod(0o755)
    git(vault, "remote", "set-url", "origin", f"sam@place.example:{vault.parent / 'stick.git'}")
    return ssh
