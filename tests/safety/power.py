"""Cuts the power of a disk while the program writes to it, and looks at what is there when it comes back.

The disk is a file system in a file, shut down by the kernel without writing its journal out; this needs root. It is
ext4 as it is by default, ext4 with `noauto_da_alloc`, which forgives a program less, and XFS.
`python -m tests.safety.power --what notes --on xfs --times 20 --seed 1` prints findings, then a line of JSON. `--bad`
lets a careless writer write the notes, or a git that does not wait for the disk commit them, which must be found out.
"""

import argparse
import contextlib
import ctypes
import fcntl
import json
import os
import random
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from store.history import git as git_module
from store.history import repository
from store.model.change import Edit
from store.vault.keeping import clean
from store.vault.writing import write
from tests.safety import calls, deeds, system_calls
from tests.shell import git

SHUTDOWN, WITHOUT_JOURNAL = 0x8004587D, 2
"""What both file systems are told, by the same number."""
NEEDED = ("losetup", "mount", "umount")
LONGEST = 0.25
"""Seconds after which the power is cut, at most."""


@dataclass(frozen=True)
class Kind:
    """A file system, and how it is mounted."""

    make: tuple[str, ...]
    """What makes it in a file."""
    type: str
    options: str
    size: int
    """Bytes; what XFS is made in has a least size. The file has holes and takes what is used of it."""


EXT4 = ("mkfs.ext4", "-q", "-F")
KINDS = {
    "default": Kind(EXT4, "ext4", "", 64 << 20),
    "noauto_da_alloc": Kind(EXT4, "ext4", "noauto_da_alloc", 64 << 20),
    "xfs": Kind(("mkfs.xfs", "-q", "-f"), "xfs", "", 320 << 20),
}


def usable(kind: str = "default") -> str:
    """Return why this cannot be done here, on a file system of that kind; empty = it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if os.geteuid():
        return "needs root, for a disk of its own"
    if missing := [name for name in (KINDS[kind].make[0], *NEEDED) if not shutil.which(name)]:
        return f"{missing[0]} is not installed"
    try:
        known = Path("/proc/filesystems").read_text().split()
        with tempfile.TemporaryDirectory() as folder, Disk(Path(folder), KINDS[kind]) as disk:
            disk.cut()
    except (subprocess.CalledProcessError, OSError) as error:
        return f"no disk can be made here: {error}" if KINDS[kind].type in known else f"no {kind} in this kernel"
    return ""


class Disk:
    """A file system of its own, whose power can be cut."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._image, self.place = folder / "image", folder / "disk"
        self._kind = kind
        self._device = ""

    def __enter__(self) -> Self:
        self.place.mkdir()
        with self._image.open("wb") as file:
            file.truncate(self._kind.size)
        told(*self._kind.make, str(self._image))
        self._device = told("losetup", "-f", "--show", str(self._image)).strip()
        try:
            self.mount()
        except subprocess.CalledProcessError:
            told("losetup", "-d", self._device)
            raise
        return self

    def __exit__(self, *_what: object) -> None:
        with contextlib.suppress(subprocess.CalledProcessError):
            told("umount", str(self.place))
        told("losetup", "-d", self._device)

    def mount(self) -> None:
        """Bring it (back) into use."""
        words = ["-o", self._kind.options] if self._kind.options else []
        told("mount", "-t", self._kind.type, *words, self._device, str(self.place))

    def cut(self) -> None:
        """Cut its power, and give it power again."""
        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_JOURNAL))
        finally:
            os.close(handle)
        told("umount", str(self.place))
        self.mount()


def told(*words: str) -> str:
    """Run a program of the system and return what it says.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def acknowledged(disk: Disk, work: Callable[[Callable[[int], None]], None], seconds: float) -> int:
    """Let a child work, cut the power meanwhile, and return the last number it told before that; 0 = none."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(lambda number: (os.write(writing, number.to_bytes(8, "big")), None)[1])
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    heard = b""
    while select.select([reading], [], [], 0)[0] and (data := os.read(reading, 65536)):
        heard += data  # what it says later is no promise: some systems answer after the power is gone
    os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()  # also a git that it has left behind
    os.close(reading)
    disk.cut()
    return int.from_bytes(heard[len(heard) // 8 * 8 - 8 :][:8], "big") if len(heard) >= 8 else 0


def text(number: int) -> bytes:
    """Return a version of a note whose every line says which one it is."""
    return f"version {number}\n".encode() * 3000


def careless(root: Path, edit: Edit) -> None:
    """Write as many programs do: a new file that takes the place of the old one, and no wait for the disk."""
    assert edit.after is not None
    new = root / "new"
    new.write_bytes(edit.after)
    new.rename(root / edit.path)


def notes(disk: Disk, dice: random.Random, times: int, writer: Callable[[Path, Edit], None]) -> Iterator[list[str]]:
    """Cut the power while one note is saved again and again; give what was wrong each time."""
    folder = disk.place / "notes"
    folder.mkdir()
    note = folder / "note.md"
    number = 1
    note.write_bytes(text(number))
    os.sync()
    for _ in range(times):
        begin = number

        def work(tell: Callable[[int], None], begin: int = begin) -> None:
            at = begin
            while True:
                writer(folder, Edit(path="note.md", before=text(at), after=text(at + 1)))
                at += 1
                tell(at)

        last = acknowledged(disk, work, dice.uniform(0.01, LONGEST)) or begin
        found = note.read_bytes() if note.exists() else b""
        number = next((n for n in (last, last + 1, last + 2) if found == text(n)), 0)
        clean(folder, settled=0, stale=0)
        wrong = [] if number else [f"torn, empty or lost after version {last}: {found[:30]!r} of {len(found)} bytes"]
        wrong += [f"left: {place.name}" for place in folder.iterdir() if place.name not in ("note.md", "new")]
        yield wrong
        if not number:
            number = last + 3
            note.write_bytes(text(number))
            os.sync()


def hasty_git() -> None:
    """Let git and what watches over it not wait for the disk, to see that it is found out."""
    vars(git_module)["ALWAYS"] = tuple(word.replace("core.fsync=all", "core.fsync=none") for word in git_module.ALWAYS)
    vars(repository)["make_durable"] = lambda _home: None


def commits(disk: Disk, dice: random.Random, times: int) -> Iterator[list[str]]:
    """Cut the power while the program saves and commits; give what was wrong each time."""
    root = deeds.make(disk.place, deeds.DEEDS["save"], system_calls.run)
    os.sync()
    number = 1
    for _ in range(times):
        begin = number

        def work(tell: Callable[[int], None], begin: int = begin) -> None:
            quiet()
            at = begin
            while system_calls.run(root, "set", "northwind", f"salary={at + 1}k") == 0:
                at += 1
                tell(at)

        last = acknowledged(disk, work, dice.uniform(0.1, 4 * LONGEST)) or begin
        wrong = []
        found = (root / "opportunities/northwind.md").read_text()
        number = next((n for n in (last, last + 1) if f"salary: {n}k\n" in found), 0)
        if not number and last > 1:
            wrong.append(f"lost after {last}: {found[-60:]!r}")
        try:
            git(root, "fsck", "--full", "--no-dangling")
        except subprocess.CalledProcessError as error:
            wrong.append(f"the history is damaged: {error.stderr[:100]}")
        child = os.fork()
        if not child:
            quiet()
            os._exit(system_calls.run(root, "set", "northwind", f"salary={last + 5}k"))
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            wrong.append("the next command fails")
        number = last + 5
        os.sync()
        yield wrong


def quiet() -> None:
    """Let a child say nothing."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def main() -> int:
    """Try what the command line asks for; return 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--what", choices=["notes", "commits"], default="notes")
    parser.add_argument("--on", choices=list(KINDS), action="append", help="the file systems; all that are here")
    parser.add_argument("--times", type=int, default=10, help="for each file system")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", action="store_true")
    asked = parser.parse_args()
    missing = {kind: why for kind in asked.on or KINDS if (why := usable(kind))}
    kinds = [kind for kind in asked.on or KINDS if kind not in missing]
    if not kinds:
        print(json.dumps({"skipped": "; ".join(dict.fromkeys(missing.values()))}))
        return 0
    ctypes.CDLL(None).unshare(0x00020000)  # mounts of its own, which nobody else sees or is kept from taking away
    ctypes.CDLL(None).mount(b"none", b"/", None, 0x44000, None)  # MS_REC | MS_PRIVATE
    calls.adopt()
    system_calls.load()
    if asked.bad and asked.what == "commits":
        hasty_git()
    tries = found = 0
    for name in kinds:
        dice = random.Random(asked.seed)  # noqa: S311 - moments, no secrets
        with tempfile.TemporaryDirectory(dir=os.environ.get("AFTERWORD_ROOM")) as folder:
            os.environ |= {"HOME": folder, "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC"}
            os.environ |= {"AFTERWORD_TODAY": "2026-11-20T09:00", "AFTERWORD_SPELLING": "off"}
            with Disk(Path(folder), KINDS[name]) as disk:
                if asked.what == "notes":
                    rounds = notes(disk, dice, asked.times, careless if asked.bad else write)
                else:
                    rounds = commits(disk, dice, asked.times)
                for wrong in rounds:
                    tries += 1
                    found += bool(wrong)
                    for what in wrong:
                        print(f"{name}, cut {tries}: {what}", flush=True)
    note = ", ".join(kinds) + "".join(f"; not on {kind}: {why}" for kind, why in missing.items())
    print(json.dumps({"tries": tries, "found": found, "note": note}))
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
