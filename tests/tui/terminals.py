"""The installed program in a terminal of its own: one that is looked at, and one whose every byte is read."""

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.driver import git

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("afterword")
PATIENCE = 60.0
"""Seconds after which a wait fails; a busy machine may need some."""
QUIET = 1.0
"""Seconds without a byte after which a screen counts as drawn."""
NEEDS = [
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

    @property
    def row(self) -> int:
        """Return the row in which the cursor stands."""
        return int(self.tmux("display-message", "-p", "#{cursor_y}"))

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

    def restart(self, vault: Path) -> None:
        """Start it again in a fresh shell, whatever became of the last one."""
        self.tmux("respawn-pane", "-k", "-c", str(self.folder), "sh")
        self.start(vault)

    def sync_waits(self, vault: Path) -> None:
        """Let the program sync at its start, and the other place answer once a file named `go` is beside the vault."""
        config = self.folder / "config" / "afterword" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text("[sync]\nat_start = true\n")
        self.type(f"export XDG_CONFIG_HOME={self.folder / 'config'} GIT_SSH_COMMAND={slow_place(vault)}")
        self.keys("Enter")

    @property
    def program(self) -> int:
        """Return the process that the shell has started."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children")
        if not children.exists():
            pytest.skip("this system does not tell a shell's children")
        return int(children.read_text().split()[0])

    def ended(self, code: int) -> None:
        """Wait until the program has ended with that code."""
        self.shows(f"code={code}")
        self.until((self.folder / "after").exists)
        self.until(lambda: (self.folder / "before").read_text() == (self.folder / "after").read_text())


def slow_place(vault: Path) -> Path:
    """Let the other place of a vault answer only once a file named `go` is beside the vault; return the ssh to it."""
    ssh = vault.parent / "ssh"
    wait = f"while ! test -e {vault.parent / 'go'}; do sleep 0.1; done"
    ssh.write_text(f'#!/bin/sh\ntest "$1" = -G && exit 0\n{wait}\nfor last; do :; done\nexec sh -c "$last"\n')
    ssh.chmod(0o755)
    git(vault, "remote", "set-url", "origin", f"sam@place.example:{vault.parent / 'stick.git'}")
    return ssh


class Line:
    """The program at the end of a line, and every byte it writes."""

    def __init__(self, vault: Path, *options: str, **env: str) -> None:
        self.pid, self._fd = pty.fork()
        if not self.pid:
            words = [sys.executable, "-m", "cli.main", "--vault", str(vault), "--today", "2026-11-20", *options]
            kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
            own = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
            os.execve(sys.executable, words, {**kept, **own, **env})  # noqa: S606 - no shell is wanted
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def keys(self, text: bytes) -> None:
        """Press keys."""
        os.write(self._fd, text)

    def written(self, until: bytes = b"") -> bytes:
        """Return what is written until a text was, and nothing more follows."""
        said, end = b"", time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ready, _, _ = select.select([self._fd], [], [], QUIET)
            if ready:
                said += os.read(self._fd, 65536)
            elif until in said:
                return said
        raise AssertionError(said[-2000:])

    def hang_up(self) -> int:
        """Take the terminal away, and return the code with which the program ends by itself; -1 = it stays."""
        os.close(self._fd)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return -1

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)
