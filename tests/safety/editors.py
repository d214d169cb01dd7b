"""Lets real editors and tools save a note of a vault that is watched and read, and looks at what was read meanwhile.

One save must be one change of what is shown, and no reading may show half a note, a broken one or none; a look that
finds what was known already, because a tool paused in its save, is counted in the note. A tool that is not installed is
told as well; saves of two that have windows of their own are made by the system calls that were recorded of them.
`python -m tests.safety.editors --times 5` prints findings, then a line of JSON; `--bad` looks at the files at each
event without waiting for a quiet moment, which must be found out.
"""

import argparse
import json
import os
import pty
import select
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from store.model.problem import Severity
from store.model.records import Records
from store.model.settings import Settings
from store.text.opportunity import read_opportunity
from store.vault.reading import Reader
from store.vault.watch import watch
from tests.shell import git

BEFORE, AFTER = "Acme", "Bcme"
NOTE = f"""\
---
company: {BEFORE}
position: Trainer
stage: interviewing
stage_since: 2026-11-20
contacts:
  - name: Joe Alvarez
---
## Notes

### 2026-11-20 08:00 Interview with Joe Alvarez: first round
""" + "".join(f"- need: number {number}, told at some length\n" for number in range(1500))
LAST = "number 1499, told at some length"
QUIET = 0.6
"""Seconds without an event after which a save counts as told."""
PATIENCE = 15.0
STARTED, STROKE = 0.8, 0.2
"""Seconds that an editor gets until it is there, and for what one key does."""
DOWN, END = "\x1b[B", "\x1b[F"
TYPED = (DOWN, END, " NEW")
"""Written behind the employer's name."""
REPLACE = f"%s/{BEFORE}/{AFTER}/|wq"


@dataclass(frozen=True)
class Tool:
    """A program that saves; in its words `{note}` is the note's path, and `{new}` that of the new version elsewhere."""

    words: tuple[str, ...]
    keys: tuple[str, ...] = ()
    """What is typed; it begins with the note's first line."""


VIM = ("vim", "-u", "NONE", "-N", "-c", "set backup")
TOOLS = {
    "vim": Tool((*VIM, "-c", REPLACE, "{note}")),
    "vim in place": Tool((*VIM, "-c", "set backupcopy=yes", "-c", REPLACE, "{note}")),
    "neovim": Tool(("nvim", "-u", "NONE", "--headless", "-c", REPLACE, "{note}")),
    "emacs": Tool(("emacs", "-nw", "-Q", "{note}"), (f"\x1b%{BEFORE}\r{AFTER}\r!", "\x18\x13", "\x18\x03")),
    "nano": Tool(("nano", "{note}"), (*TYPED, "\x0f", "\r", "\x18")),
    "micro": Tool(("micro", "{note}"), (*TYPED, "\x13", "\x11")),
    "kak": Tool(("kak", "-n", "-e", f"execute-keys '%s{BEFORE}<ret>c{AFTER}<esc>:wq<ret>'", "{note}")),
    "joe": Tool(("joe", "{note}"), (*TYPED, "\x0bx")),
    "ed": Tool(("sh", "-c", f"printf ',s/{BEFORE}/{AFTER}/\\nw\\nq\\n' | ed -s '{{note}}'")),
    "sed": Tool(("sed", "-i", f"s/{BEFORE}/{AFTER}/", "{note}")),
    "cp": Tool(("cp", "{new}", "{note}")),
    "rsync": Tool(("rsync", "-a", "{new}", "{note}")),
    "git": Tool(("git", "-C", "{vault}", "checkout", "-q", "next", "--", "{note}")),
}


def gedit(note: Path, data: bytes) -> None:
    """Save as gedit does, by GLib: a hidden new file that takes the place of the old one."""
    new = note.with_name(".goutputstream-X2K4Z1")
    new.write_bytes(data)
    new.rename(note)


def code(note: Path, data: bytes) -> None:
    """Save as Visual Studio Code does: the file is emptied and then written, in pieces of 64 KiB."""
    with note.open("r+b", buffering=0) as file:
        file.truncate(0)
        for start in range(0, len(data), 65536):
            file.write(data[start : start + 65536])
        os.fsync(file)


def slow(note: Path, data: bytes) -> None:
    """Save as a program on a slow network does: in place, for more than a second, with short pauses."""
    with note.open("wb", buffering=0) as file:
        for start in range(0, len(data), len(data) // 25):
            file.write(data[start : start + len(data) // 25])
            time.sleep(0.05)


RECORDED: dict[str, Callable[[Path, bytes], None]] = {"gedit": gedit, "vscode": code, "slow": slow}


class Watched:
    """A vault that is watched as the program does it, and read after each event."""

    def __init__(self, root: Path, *, is_bad: bool) -> None:
        self.root = root
        self._stop = threading.Event()
        self._heard = threading.Semaphore(0)
        self._look = self._hastily if is_bad else self._calmly
        self.seen: list[Records | tuple[str, ...]] = []
        self.in_vain = 0
        """Readings of which nothing came."""
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _calmly(self) -> None:
        reader = Reader(self.root)
        reader.records()
        for _ in watch(self.root, self._stop):
            self.seen.append(reader.records())
            self._heard.release()

    def _hastily(self) -> None:
        """Read what is there at each event, as a program that knows nothing of editors would."""
        from watchfiles import watch as events

        for _ in events(self.root, debounce=1, step=1, rust_timeout=50, stop_event=self._stop):
            self.seen.append(tuple(self._at_once()))
            self._heard.release()

    def _at_once(self) -> Iterator[str]:
        for place in (self.root / "opportunities").glob("note-*.md"):
            data = place.read_bytes() if place.exists() else b""
            opportunity, problems = read_opportunity(data, place.name, Settings(), ())
            if not problems and LAST.encode() in data:
                yield f"{place.name} {opportunity.company}"

    def told(self, seconds: float) -> bool:
        """Wait for an event."""
        return self._heard.acquire(timeout=seconds)

    def end(self) -> None:
        """End the watch."""
        self._stop.set()
        self._thread.join(5)


def shown(seen: Records | tuple[str, ...], name: str) -> str | None:
    """Return the employer of a note as it was read; None = it was not whole, or not there."""
    if isinstance(seen, tuple):
        return next((line.split(" ", 1)[1] for line in seen if line.startswith(f"{name}.md ")), None)
    if [problem for problem in seen.problems if name in problem.path and problem.severity is not Severity.ADVICE]:
        return None
    found = next((one for one in seen.opportunities if one.id == name), None)
    return found.company if found and LAST in repr(found.entries[-1]) else None


def used(tool: Tool, note: Path, new: Path, vault: Path, home: Path) -> None:
    """Use a tool to save, in a terminal of its own."""
    words = [word.replace("{note}", str(note)).replace("{new}", str(new)) for word in tool.words]
    words = [word.replace("{vault}", str(vault)) for word in words]
    child, handle = pty.fork()
    if not child:
        os.chdir(home)
        os.environ |= {"HOME": str(home), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        os.execvp(words[0], words)  # noqa: S606
    if tool.keys:
        _drain(handle, STARTED)
    for key in tool.keys:
        os.write(handle, key.encode())
        _drain(handle, STROKE)
    end = time.monotonic() + PATIENCE
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        _drain(handle, 0.02)
        if time.monotonic() > end:
            os.kill(child, 9)
    os.close(handle)


def _drain(handle: int, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([handle], [], [], left)[0]:
        try:
            os.read(handle, 65536)
        except OSError:  # it is gone
            time.sleep(min(0.02, max(0.0, end - time.monotonic())))


def vault_of(folder: Path, names: list[str]) -> Path:
    """Make a vault with a note for each save; the new versions are on a branch and in a folder beside it."""
    root = folder / "vault"
    for place in (root / "opportunities", root / "people", folder / "new", folder / "home"):
        place.mkdir(parents=True)
    (root / "afterword.toml").touch()
    as_sam = ("-c", "user.name=Sam", "-c", "user.email=s@x.example")
    git(root, "init", "-q", "-b", "main")
    for text, branch in ((NOTE, ""), (NOTE.replace(BEFORE, AFTER), "next")):
        if branch:
            git(root, "checkout", "-qb", branch)
        for name in names:
            (root / f"opportunities/{name}.md").write_text(text)
        git(root, "add", "-A")
        git(root, *as_sam, "commit", "-qm", "notes")
    git(root, "checkout", "-q", "main")
    for name in names:
        (folder / f"new/{name}.md").write_text(NOTE.replace(BEFORE, f"{AFTER} and others"))
    return root


def one_save(watched: Watched, name: str, save: Callable[[], None]) -> Iterator[str]:
    """Save once, wait until it is told, and say what was wrong."""
    while watched.told(0):
        pass
    at = len(watched.seen)
    save()
    changed = BEFORE not in (watched.root / f"opportunities/{name}.md").read_text()[:40]
    changed = changed or " NEW" in (watched.root / f"opportunities/{name}.md").read_text()[:40]
    if not changed:
        yield "the tool did not save"
        return
    if not watched.told(PATIENCE):
        yield "the save was not told"
        return
    while watched.told(QUIET):
        pass
    seen = [shown(one, name) for one in watched.seen[at:]]
    if None in seen:
        yield f"half a note, a broken one or none was read: {seen}"
    elif seen[-1] == BEFORE:
        yield "the new version was never read"
    changes = sum(one != before for before, one in pairwise([BEFORE, *seen]))
    watched.in_vain += len(seen) - changes
    if changes > 1:
        yield f"one save was shown as {changes} changes: {seen}"


def main() -> int:
    """Try every tool that is here; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="saves by each tool")
    parser.add_argument("--only", default="", help="these tools")
    parser.add_argument("--bad", action="store_true")
    asked = parser.parse_args()
    wanted = [name for name in (*TOOLS, *RECORDED) if not asked.only or name in asked.only.split(",")]
    missing = [n for n in wanted if n in TOOLS and not all(shutil.which(p) for p in _programs(n))]
    names = [name for name in wanted if name not in missing]
    tries = found = 0
    with tempfile.TemporaryDirectory(prefix="editors-", dir=os.environ.get("AFTERWORD_ROOM")) as place:
        folder = Path(place).resolve()
        os.environ |= {"GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder / "home")}
        notes = {(name, n): f"note-{names.index(name)}-{n}" for name in names for n in range(asked.times)}
        root = vault_of(folder, list(notes.values()))
        watched = Watched(root, is_bad=asked.bad)
        _ready(watched)
        for (name, _), note in notes.items():
            path, new = root / f"opportunities/{note}.md", folder / f"new/{note}.md"
            for what in one_save(watched, note, _save(name, path, new, root, folder / "home")):
                found += 1
                print(f"{name}: {what}", flush=True)
            tries += 1
        watched.end()
    note = f"{len(names)} tools and patterns, {watched.in_vain} looks in vain" + (
        f"; not here: {', '.join(missing)}" if missing else ""
    )
    print(json.dumps({"tries": tries, "found": found, "note": note}))
    return min(found, 1)


def _programs(name: str) -> tuple[str, ...]:
    """Return the programs that a tool needs."""
    return (TOOLS[name].words[0], *(["ed"] if name == "ed" else []))


def _save(name: str, note: Path, new: Path, root: Path, home: Path) -> Callable[[], None]:
    """Return what saves a note by a tool, or as one was seen to do it."""
    if name in RECORDED:
        return lambda: RECORDED[name](note, new.read_bytes())
    return lambda: used(TOOLS[name], note, new, root, home)


def _ready(watched: Watched) -> None:
    """Wait until the watch is up: a file appears until it is noticed."""
    for number in range(50):
        (watched.root / f"people/start-{number}.md").write_text("---\nname: Ann\n---\n")
        if watched.told(0.3):
            break
    while watched.told(QUIET):
        pass


if __name__ == "__main__":
    sys.exit(main())
