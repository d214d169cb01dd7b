"""One save, one event; what tools leave behind, none."""

import importlib.util
import select
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest

from store.model.change import Edit
from store.vault import watch as watching
from store.vault.watch import watch_by_events, watch_by_polling
from store.vault.writing import write

MANY = 50_000
"""Events; Linux keeps 16,384 by default for one who does not listen."""
Watch = Callable[[Path, threading.Event], Iterator[None]]
WAYS = {"polling": partial(watch_by_polling, settle=0.05, poll=0.02)}
if importlib.util.find_spec("watchfiles"):
    WAYS["events"] = partial(watch_by_events, settle=0.05)


class Watcher:
    """Counts the events of a watch that runs beside the test."""

    def __init__(self, root: Path, way: Watch) -> None:
        self.stop = threading.Event()
        self.events: SimpleQueue[None] = SimpleQueue()
        self.thread = threading.Thread(target=self._run, args=(root, way))
        self.thread.start()
        # The watch itself must be up before the test begins: a file that appears until it is noticed.
        number = 0
        while not self.heard(0.2):
            number += 1
            (root / "people" / f"start-{number}.md").touch()
        while self.heard(0.3):
            pass

    def _run(self, root: Path, way: Watch) -> None:
        for _ in way(root, self.stop):
            self.events.put(None)

    def heard(self, seconds: float) -> bool:
        try:
            self.events.get(timeout=seconds)
        except Empty:
            return False
        return True


@pytest.fixture(params=WAYS)
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Watcher]]:
    root = tmp_path / "vault"
    for folder in ("opportunities/2026", "people", ".git"):
        (root / folder).mkdir(parents=True)
    (root / "afterword.toml").touch()
    (root / "opportunities/2026/acme.md").write_bytes(b"one")
    watcher = Watcher(root, WAYS[request.param])
    yield root, watcher
    watcher.stop.set()
    watcher.thread.join(5)
    assert not watcher.thread.is_alive()


def in_pieces(root: Path) -> None:
    with (root / "opportunities/2026/acme.md").open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(b"x" * 100)


def by_rename(root: Path) -> None:
    (root / "opportunities/2026/.acme.md.swp").write_bytes(b"x")
    (root / "opportunities/2026/4913").write_bytes(b"")
    (root / "opportunities/2026/4913").unlink()
    (root / "opportunities/2026/acme.md").rename(root / "opportunities/2026/acme.md~")
    (root / "opportunities/2026/acme.md").write_bytes(b"new")
    (root / "opportunities/2026/acme.md~").unlink()
    (root / "opportunities/2026/.acme.md.swp").unlink()


def by_us(root: Path) -> None:
    write(root, Edit(path="opportunities/2026/acme.md", before=b"one", after=b"two"))


def folder_and_file(root: Path) -> None:
    (root / "opportunities/2027").mkdir()
    (root / "opportunities/2027/new.md").write_bytes(b"new")


SAVES = [in_pieces, by_rename, by_us, folder_and_file, lambda root: (root / "opportunities/2026/acme.md").unlink()]


@pytest.mark.parametrize("save", SAVES)
def test_one_save_is_one_event(vault: tuple[Path, Watcher], save: Callable[[Path], None]) -> None:
    root, watcher = vault
    save(root)
    assert watcher.heard(5)
    assert not watcher.heard(0.3)


def test_what_tools_leave_behind_is_no_event(vault: tuple[Path, Watcher]) -> None:
    root, watcher = vault
    for name in (".acme.md.swp", "acme.md~", "4913", "#acme.md#", ".afterword-0123456789ab.tmp", "x.tmp", "cv.pdf"):
        (root / "opportunities/2026" / name).write_bytes(b"x")
    (root / ".git/index.lock").write_bytes(b"x")
    (root / "opportunities/2026/.#acme.md").symlink_to("ann@host.1")
    assert not watcher.heard(0.7)


def test_a_vault_that_is_taken_away_and_put_back_is_watched_as_before(vault: tuple[Path, Watcher]) -> None:
    root, watcher = vault
    aside = root.with_name("aside")
    root.rename(aside)
    assert watcher.heard(5)
    aside.rename(root)
    assert watcher.heard(5)
    while watcher.heard(1.5):
        pass
    (root / "opportunities/2026/acme.md").write_bytes(b"later")
    assert watcher.heard(5)


@pytest.mark.parametrize("part", [".", "opportunities", "opportunities/2026"])
def test_a_folder_that_another_one_has_replaced_is_watched_in_its_place(vault: tuple[Path, Watcher], part: str) -> None:
    root, watcher = vault
    place, aside = root / part, root.parent / "aside"
    shutil.copytree(place, root.parent / "copy")
    place.rename(aside)
    (root.parent / "copy").rename(place)
    while watcher.heard(2):
        pass
    (root / "opportunities/2026/acme.md").write_bytes(b"later")
    assert watcher.heard(5)
    assert not watcher.heard(0.3)


STOPPED = """
import sys, threading
from pathlib import Path
from store.vault import watch
watch.REGULAR = 2.0
print(flush=True)
for _ in watch.watch_by_events(Path(sys.argv[1]), threading.Event()):
    print(*(path for path, *_ in watch.scan(Path(sys.argv[1])).files), flush=True)
"""


@pytest.mark.skipif("events" not in WAYS, reason="watchfiles is not installed")
@pytest.mark.parametrize("junk", ["x{}", "x{}.swp"], ids=["counted", "passed over"])
def test_more_events_than_the_system_keeps_hide_no_change(tmp_path: Path, junk: str) -> None:
    root = tmp_path / "vault"
    (root / "people").mkdir(parents=True)
    program = subprocess.Popen([sys.executable, "-c", STOPPED, str(root)], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    try:
        program.stdout.readline()
        for number in range(100):
            (root / f"people/start-{number}.md").touch()
            if select.select([program.stdout], [], [], 0.3)[0]:
                break
        program.send_signal(signal.SIGSTOP)
        for number in range(MANY // 3):  # each is made, written and shut
            (root / "people" / junk.format(number)).write_bytes(b"x")
        (root / "people/late.md").touch()
        program.send_signal(signal.SIGCONT)
        told = ""
        while "people/late.md" not in told.split():
            assert select.select([program.stdout], [], [], 10)[0], "the late note was not told"
            told = program.stdout.readline()
    finally:
        program.kill()
        program.wait()
        program.stdout.close()


def test_where_the_system_cannot_tell_the_watch_looks_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Iterator[None]:
        raise OSError(28, "OS file watch limit reached")
        yield

    monkeypatch.setattr(watching, "watch_by_events", refused)
    monkeypatch.setattr(watching, "POLL", 0.02)
    (tmp_path / "people").mkdir()
    watcher = Watcher(tmp_path, partial(watching.watch, settle=0.05))
    (tmp_path / "people/new.md").touch()
    assert watcher.heard(5)
    watcher.stop.set()
    watcher.thread.join(5)
