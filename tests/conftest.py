"""Shared ground of all tests: a hermetic git identity and a repeatable Hypothesis profile."""

import gc
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, core, settings

settings.register_profile(
    "repeatable",
    derandomize="AFTERWORD_SEED" not in os.environ,
    deadline=None,
    max_examples=int(os.environ.get("AFTERWORD_EXAMPLES", "100")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("repeatable")


def pytest_configure() -> None:
    """Let a long run have examples of its own, by a seed that brings them back."""
    if seed := os.environ.get("AFTERWORD_SEED"):
        vars(core)["global_force_seed"] = int(seed)


MEMORY, ROOM = "/dev/shm", 4 << 30  # noqa: S108 - a folder of pytest's own is made in it
"""A file system that is kept in memory, and the bytes that must be free there."""


def _is_fit(folder: str) -> bool:
    """Tell whether folders of tests can be there: with room, and with programs that can be started."""
    if not os.access(folder, os.W_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize > ROOM and not there.f_flag & os.ST_NOEXEC


if _is_fit(MEMORY):  # every save waits for the disk three times, and all tests at once for the same disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample-vault"

if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # the programs under test would be compiled anew at each start
    os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` starts: one more than cores, since tests wait for git now and then."""
    return 1 + (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a new folder at each turn; unlike a numbered one of pytest's, none looks through all before it."""
    folder = tmp_path_factory.mktemp("homes")
    return (made(folder / str(number)) for number in count())


def made(folder: Path) -> Path:
    """Make the folder and return it."""
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def nothing_set_aside() -> Iterator[None]:
    """Let the collector see again what a program under test has set aside, so that a long run stays small."""
    yield
    gc.unfreeze()


CALLED: list[str] = []
"""Who was asked for or called over a network, in this process."""
HERE = ("localhost", "127.", "::1", "0.0.0.0")  # noqa: S104 - nothing is bound to it


def hear(event: str, about: tuple[object, ...]) -> None:
    """Write down who is called."""
    if event == "socket.getaddrinfo":
        called = about[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(about[1], tuple):
        called = about[1][0]
    else:
        return
    host = called.decode() if isinstance(called, bytes) else str(called or "localhost")
    if not host.startswith(HERE) and not host.endswith(".invalid"):  # which no server of names knows
        CALLED.append(f"{event} {host}")


sys.addaudithook(hear)


@pytest.fixture(autouse=True)
def nobody_is_called() -> Iterator[None]:
    """Let no test reach for another machine: nothing does that without a command that says so."""
    CALLED.clear()
    yield
    assert CALLED == []


@pytest.fixture(autouse=True)
def hermetic(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own and a git that reads no settings of this machine."""
    home = next(homes)
    for name in [n for n in os.environ if n.startswith(("GIT_", "AFTERWORD_", "XDG_", "TEXTUAL"))]:
        if name != "AFTERWORD_EXAMPLES":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("AFTERWORD_SPELLING", "off")  # the same answers with and without a dictionary
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home
