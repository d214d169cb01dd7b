"""Lives through a job search, and then asks where its private words are, who may read them, and who was called.

Every text that is typed holds one of two marks: `zqsecret`, which may be in the vault, in what is kept for recovery, in
the index and in a chosen export alone, and `zqnamed` for employers and people, whom commit messages may name too.
strace tells each program that was started with its words, each file opened for writing and each socket, those of git
included. `python -m tests.safety.whereabouts --ask text` prints findings, then a line of JSON; also `modes`, `sockets`.
"""

import argparse
import contextlib
import json
import os
import pty
import re
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.safety import calls
from tests.shell import git

PROGRAM = Path(sys.executable).with_name("afterword")
SECRET, NAMED = b"zqsecret", b"zqnamed"
NOTES = """\
harbor: question: who decides zqsecret five (Zqnamed Joe)
harbor: promise: send the zqsecret six plan by 2026-11-24 (Zqnamed Joe)
"""
SCENES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("init", "vault", "--name", "Sam Rivera", "--email", "sam@rivera.example"), ""),
    (("new", "--company", "Zqnamed Harbor", "--position", "Trainer", "--salary", "zqsecret one"), ""),
    (("contact", "harbor", "--name", "Zqnamed Joe", "--email", "joe@harbor.example", "--title", "zqsecret two"), ""),
    (
        ("log", "harbor", "interview", "--with", "Zqnamed Joe", "--title", "first round", "--body", "-"),
        "zqsecret three\n",
    ),
    (("note", "harbor", "need", "reps stall zqsecret four", "--person", "Joe"), ""),
    (("capture", "-"), NOTES),
    (("set", "harbor", "location=zqsecret seven"), ""),
    (("draft", "harbor", "thank-you-email", "--to", "Joe"), ""),
    (("agenda",), ""),
    (("search", "zqsecret"), ""),
    (("show", "harbor"), ""),
    (("stats",), ""),
    (("check",), ""),
    (("doctor",), ""),
    (("undo",), ""),
    (("redo",), ""),
    (("history",), ""),
    (("new", "--company", "Zqnamed Anvil", "--position", "Cook", "--salary", "zqsecret eight"), ""),
    (("delete", "anvil", "--yes"), ""),
    (("export", "csv", "export/all.csv"), ""),
    (("import", "csv", "mine.csv", "--yes"), ""),
)
"""What is typed, and what is given on standard input."""
SYNCED = ("sync", "--accept", "first-push")
KEYS = ("j", "c", "i", "zqsecret typed ", "zqsecret more ")
"""What is typed in the full screen, until it is killed in the middle of a letter."""
CALM = 1.2
"""Seconds until what is typed is drawn and kept; the full screen keeps a text each second."""
STARTED = re.compile(rb"execve\((.*)(?<!ENOENT \(No such file or directory\))$")
WROTE = re.compile(rb'open(?:at)?\((?:[^,"]*, )?"((?:[^"\\]|\\.)*)", [A-Z_|]*(?:O_WRONLY|O_RDWR|O_CREAT)')
CALLED = re.compile(rb"socket\((AF_INET6?|AF_NETLINK|AF_PACKET)[^)]*\)")
OWN = ("vault", "home/.local/state/afterword", "home/.cache/afterword", "export", "remote.git", "mine.csv")
"""Where private words may be, below the folder of the scenario."""
ELSEWHERE = ("/dev/", "/proc/")


@dataclass
class Lived:
    """What strace told of the whole scenario."""

    folder: Path
    commands: int = 0
    lines: list[bytes] = field(default_factory=list)
    typed: list[tuple[str, ...]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def live(folder: Path) -> Lived:
    """Do it all, each command under strace."""
    lived = Lived(folder)
    for name in ("home", "tmp"):
        (folder / name).mkdir(mode=0o700)
    (folder / "mine.csv").write_text("company,position\nZqnamed Birch,Baker\n")
    (folder / "export").mkdir(mode=0o700)
    for words, said in SCENES:
        _command(lived, words, said)
    git(folder, "init", "-q", "--bare", "remote.git")
    git(folder / "vault", "remote", "add", "origin", str(folder / "remote.git"))
    _command(lived, ("sync",), "")
    _screen(lived)
    _crash(lived)
    _crash_on_screen(lived)
    _command(lived, ("recover",), "")
    return lived


def around(folder: Path) -> dict[str, str]:
    """Return the environment of the scenario: its own home, its own folder for what is temporary."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "GIT_", "AFTERWORD_", "PYTEST"))}
    own = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
    plain = {"AFTERWORD_TODAY": "2026-11-20T09:00", "TERM": "xterm-256color", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**kept, **own, **plain, "AFTERWORD_VAULT": str(folder / "vault")}


def _traced(log: str) -> list[str]:
    return ["strace", "-f", "-qq", "-s", "65535", "-e", "trace=execve,open,openat,creat,%network", "-o", log]


def _command(lived: Lived, words: tuple[str, ...], said: str) -> None:
    with tempfile.NamedTemporaryFile(prefix="lived-") as log:
        argv = [*_traced(log.name), str(PROGRAM), *words]
        done = subprocess.run(
            argv, input=said, capture_output=True, text=True, check=False, cwd=lived.folder, env=around(lived.folder)
        )
        _learn(lived, words, Path(log.name).read_bytes())
    if done.returncode not in (0, 1):
        lived.failed.append(f"afterword {' '.join(words)}: {done.returncode} {done.stderr}")


def _learn(lived: Lived, words: tuple[str, ...], log: bytes) -> None:
    lived.commands += 1
    lived.typed.append(words)
    lines = log.splitlines()
    # The first program is the one that the user typed: its words are on the command line by the user's own wish.
    own = next((at for at, line in enumerate(lines) if STARTED.search(line)), 0)
    lived.lines += lines[:own] + lines[own + 1 :]


def _screen(lived: Lived) -> None:
    """Type in the full screen, and kill it with a letter half written."""
    with tempfile.NamedTemporaryFile(prefix="lived-") as log:
        child, handle = pty.fork()
        if not child:
            os.chdir(lived.folder)
            os.execvpe("strace", [*_traced(log.name), str(PROGRAM)], around(lived.folder))  # noqa: S606
        _read(handle, 3 * CALM)
        for keys in KEYS:
            os.write(handle, keys.encode())
            _read(handle, CALM)
        for pid in _below(child):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _read(handle, CALM)
        os.close(handle)
        os.waitpid(child, 0)
        _learn(lived, (), Path(log.name).read_bytes())


def _read(handle: int, seconds: float) -> bytes:
    heard, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([handle], [], [], left)[0]:
        try:
            heard += os.read(handle, 65536)
        except OSError:  # nobody is at the other end
            break
    return heard


def _below(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children]


CRASH = """
import sys
from store.workspace import door
def fail(*_what):
    words = open(sys.argv[1] + "/opportunities/2026/zqnamed-harbor-trainer.md").read()
    raise ValueError(words)
door.Workspace.snapshot = fail
from cli.main import main
sys.exit(main(["agenda"]))
"""


def _crash(lived: Lived) -> None:
    """Let a mistake in the program meet private words."""
    argv = [sys.executable, "-c", CRASH, str(lived.folder / "vault")]
    env = {**around(lived.folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(argv, capture_output=True, check=False, cwd=lived.folder, env=env)
    if b"a mistake in the program" not in done.stderr:
        lived.failed.append("the crash did not happen")
    if SECRET in done.stdout + done.stderr:
        lived.failed.append("a crash shows private words")
    lived.commands += 1


SCREEN_CRASH = """
import sys
from tui.app import AfterwordApp
def fail():
    words = open(sys.argv[1] + "/opportunities/2026/zqnamed-harbor-trainer.md").read()
    raise ValueError(words)
begin = AfterwordApp.on_mount
def on_mount(self):
    self.set_timer(2.0, fail)
    return begin(self)
AfterwordApp.on_mount = on_mount
from cli.main import main
sys.exit(main([]))
"""
LEFT = b"\x1b[?1049l"
"""What a terminal is told when the full screen ends; what comes behind it stays to be read."""


def _crash_on_screen(lived: Lived) -> None:
    """Let a mistake in the full screen meet private words."""
    child, handle = pty.fork()
    if not child:
        os.chdir(lived.folder)
        env = {**around(lived.folder), "PYTHONPATH": os.pathsep.join(sys.path)}
        os.execve(sys.executable, [sys.executable, "-c", SCREEN_CRASH, str(lived.folder / "vault")], env)  # noqa: S606
    heard = b""
    while more := _read(handle, 10 * CALM):
        heard += more
    os.close(handle)
    os.waitpid(child, 0)
    lived.failed += spoken_of(heard.rpartition(LEFT)[2])
    lived.commands += 1


def spoken_of(said: bytes) -> list[str]:
    """Return what is wrong with the last words of a full screen that has crashed."""
    wrong = [] if b"ValueError at" in said else ["the crash of the full screen did not happen"]
    return wrong + (["a crash of the full screen shows private words"] if SECRET in said.lower() else [])


def texts(lived: Lived, *, own: Iterable[str] = OWN) -> Iterator[str]:
    """Tell where private words are that should not be there."""
    places = tuple(lived.folder / path for path in own)
    for place in lived.folder.rglob("*"):
        if place.is_file() and not any(place.is_relative_to(one) for one in places):
            name = place.relative_to(lived.folder).as_posix()
            data = place.read_bytes()
            if SECRET in data or NAMED in data.lower() or SECRET in os.fsencode(place.name):
                yield f"private words in {name}"
    for line in lived.lines:
        if STARTED.search(line) and SECRET in line.lower():
            yield f"private words on a command line: {line[:200]!r}"
        wrote = WROTE.search(line)
        path = os.fsdecode(wrote[1]) if wrote else ""
        if path.startswith("/") and not path.startswith((str(lived.folder), *ELSEWHERE)):
            yield f"a file is written elsewhere: {path}"
    told = git(lived.folder / "vault", "log", "--all", "--format=%B%n%an %ae %D")
    for message in told.splitlines():
        if SECRET in message.encode().lower():
            yield f"private words in the message of a commit: {message}"


def modes(lived: Lived) -> Iterator[str]:
    """Tell what others than its owner may read, of all that the program has made."""
    given = {lived.folder / "mine.csv", lived.folder / "remote.git"}
    for place in lived.folder.rglob("*"):
        if place.is_symlink() or any(place.is_relative_to(one) for one in given):
            continue
        mode = stat.S_IMODE(place.stat().st_mode)
        if mode & 0o077:
            yield f"{mode:04o} {place.relative_to(lived.folder).as_posix()}"


def sockets(lived: Lived) -> Iterator[str]:
    """Tell who was called, over a network, by commands that need none."""
    for line in lived.lines:
        if found := CALLED.search(line):
            yield f"a socket: {found[0].decode()}"


ASKED = {"text": texts, "modes": modes, "sockets": sockets}


def tried(lived: Lived, what: str) -> int:
    """Return how many things were looked at: files and programs, places, or commands."""
    if what == "text":
        return sum(p.is_file() for p in lived.folder.rglob("*")) + sum(1 for x in lived.lines if STARTED.search(x))
    return sum(1 for _ in lived.folder.rglob("*")) if what == "modes" else lived.commands


def main() -> int:
    """Live it and tell; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ask", choices=list(ASKED), action="append")
    asked = parser.parse_args()
    if why := calls.usable():
        print(json.dumps({"skipped": why}))
        return 0
    with tempfile.TemporaryDirectory(prefix="lived-", dir=os.environ.get("AFTERWORD_ROOM")) as folder:
        lived = live(Path(folder))
        answer = {what: sorted(set(ASKED[what](lived))) for what in asked.ask or ASKED}
        failed = lived.failed
        for what in [*failed, *(one for found in answer.values() for one in found)]:
            print(what)
        found = sum(map(len, answer.values())) + len(failed)
        print(json.dumps({"tries": sum(tried(lived, what) for what in answer), "found": found}))
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
