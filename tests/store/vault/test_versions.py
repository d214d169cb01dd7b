"""Versions kept outside of the vault: whole or not there, for their user alone, for 30 days, each vault's own."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.vault.versions import ALWAYS, DAYS, Version, Versions, data_of

HERE = Path(__file__).resolve()
ROUNDS = int(os.environ.get("AFTERWORD_EXAMPLES", "100")) // 2


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "kept"
    place.mkdir()
    return place


@pytest.fixture
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def held(versions: Versions) -> list[bytes]:
    return [data_of(version) for version in versions.listed()]


def age(version: Version, days: float) -> None:
    then = time.time() - days * 24 * 3600
    os.utime(version.place, (then, then))


@given(
    texts=st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), st.binary()), max_size=8
    )
)
def test_what_is_kept_comes_back_byte_for_byte_the_latest_first(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, bytes]]
) -> None:
    versions = Versions(tmp_path_factory.mktemp("kept"), Path("/vault"))
    for path, data in texts:
        versions.keep(path, data, "displaced", "a note added")

    listed = versions.listed()

    once = list(dict.fromkeys(texts))
    assert [(one.path, data_of(one)) for one in listed] == once[::-1]
    assert all(one.size == len(data_of(one)) for one in listed)
    assert [one.number for one in listed] == list(range(len(once), 0, -1))


def test_the_same_text_of_a_file_is_kept_once_and_for_30_days_more(folder: Path, vault: Path) -> None:
    versions = Versions(folder, vault)
    for number in range(ALWAYS + 1):
        versions.keep("a.md", b"%d" % number, "displaced", "")
    age(versions.listed()[-1], DAYS + 1)

    versions.keep("a.md", b"0", "displaced", "")
    versions.clean()

    assert len(versions.listed()) == ALWAYS + 1


def test_after_30_days_a_version_goes_and_a_younger_one_stays(folder: Path, vault: Path) -> None:
    versions = Versions(folder, vault)
    for number in range(ALWAYS + 3):
        versions.keep("a.md", b"%d" % number, "displaced", "")
    first, second, third = reversed(versions.listed()[-3:])
    age(first, DAYS + 1)
    age(second, DAYS - 1)
    age(third, DAYS + 1)

    versions.clean()

    assert [one.number for one in versions.listed()[ALWAYS:]] == [second.number]


def test_the_latest_stay_whatever_the_clock_says_and_no_number_is_given_twice(folder: Path, vault: Path) -> None:
    versions = Versions(folder, vault)
    for number in range(ALWAYS + 5):
        versions.keep("a.md", b"%d" % number, "displaced", "")
    for version in versions.listed():
        age(version, 3650)

    versions.clean()
    versions.keep("a.md", b"one more", "displaced", "")

    assert [one.number for one in versions.listed()] == list(range(ALWAYS + 6, 5, -1))


def test_a_version_in_the_future_of_a_clock_that_was_set_back_stays(folder: Path, vault: Path) -> None:
    versions = Versions(folder, vault)
    for number in range(ALWAYS + 2):
        versions.keep("a.md", b"%d" % number, "displaced", "")
    for version in versions.listed():
        age(version, -3650)

    versions.clean()

    assert len(versions.listed()) == ALWAYS + 2


def test_nothing_of_another_vault_is_shown(folder: Path, vault: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    Versions(folder, other).keep("theirs.md", b"of another vault", "displaced", "")
    Versions(folder, vault).keep("ours.md", b"of this one", "displaced", "")
    [theirs] = Versions(folder, other).listed()
    [ours] = Versions(folder, vault).listed()

    stray = ours.place.with_name("000009-0123456789abcdef.kept")  # somebody copied folders about
    stray.write_bytes(theirs.place.read_bytes())

    assert held(Versions(folder, vault)) == [b"of this one"]


@pytest.mark.usefixtures("usual_umask")
def test_nobody_else_can_read_them(folder: Path, vault: Path) -> None:
    Versions(folder, vault).keep("a.md", b"salary: 41k", "displaced", "")

    modes = {stat.S_IMODE(place.stat().st_mode) for place in folder.iterdir()}
    files = {stat.S_IMODE(place.stat().st_mode) for place in folder.rglob("*.kept")}
    assert (modes, files) == ({0o700}, {0o600})


@pytest.mark.parametrize("length", [0, 5, 60, 200])
def test_a_torn_file_is_no_version(folder: Path, vault: Path, length: int) -> None:
    versions = Versions(folder, vault)
    versions.keep("a.md", b"x" * 300, "displaced", "")
    [version] = versions.listed()
    version.place.write_bytes(version.place.read_bytes()[:length])

    assert versions.listed() == ()
    versions.keep("a.md", b"x" * 300, "displaced", "")
    assert held(versions) == [b"x" * 300]


def test_what_cannot_be_written_leaves_nothing_behind(folder: Path, vault: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from store.vault.versions import Versions\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    Versions(Path(sys.argv[1]), Path(sys.argv[2])).keep('a.md', b'x' * 5000, 'displaced', '')\n"
        "except OSError as error:\n"
        "    print(error.strerror)\n"
    )
    command = [sys.executable, "-P", "-c", script, str(folder), str(vault)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[3])}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    assert done.stdout == "File too large\n"
    assert list(folder.rglob("*.kept")) == []


KEEPING = """\
import sys
from pathlib import Path
from store.vault.versions import Versions
versions, number = Versions(Path(sys.argv[1]), Path(sys.argv[2])), int(sys.argv[3])
print("begun", flush=True)
while True:
    versions.keep("a.md", b"%d " % number * 3000, "displaced", "")
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_whoever_is_killed_leaves_whole_versions_and_all_that_were_told(folder: Path, vault: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[3])}
    told = 0
    for turn in range(max(3, ROUNDS // 10)):
        command = [sys.executable, "-P", "-c", KEEPING, str(folder), str(vault), str(told + 1)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for _ in range(2 + turn):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
            rest = child.stdout.read().split()
        told = max(told + turn + 1, *(int(one) for one in rest if one.isdigit()), 0)

        found = [data_of(one) for one in Versions(folder, vault).listed()]
        wanted = [b"%d " % number * 3000 for number in range(1, told + 1)]
        assert found[::-1][: len(wanted)] == wanted
        assert found[::-1][len(wanted) :] in ([], [b"%d " % (told + 1) * 3000])
        told = len(found)
