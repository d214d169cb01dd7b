"""Laws of the index: with it a vault reads as without it, whatever happens to files, index and writers."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from store.model.records import Records
from store.vault import index, reading
from store.vault.index_file import IndexFile, place_of_index
from store.vault.parsing import Read
from store.vault.reading import Reader
from store.vault.scan import Found
from tests.conftest import ROOT, SAMPLE
from tests.store.vault.sharing import note

REST = 0.02
"""Seconds after which a file counts as rested here; the clock of file systems ticks in a fraction of it."""
LOG = "### 2026-11-20 Call with Joe Alvarez, {name}: {title}\n- need: salt ({name})\n"
SOURCES = {
    "afterword.toml": ("", '[me]\nname = "Ann"\n', '[stages]\nsoon = "offer"\n', '[stages]\nsoon = "lead"\n', "[me\n"),
    "opportunities/a.md": (
        "---\ncompany: A\nposition: Cook\nstage: soon\n---\n## Notes\n\n" + LOG.format(name="Rita Moore", title="one"),
        "---\ncompany: A\nposition: Cook\nstage: soon\n---\n## Notes\n\n" + LOG.format(name="Rita Moore", title="two"),
        "---\ncompany: B\nposition: Cook\nstage: lead\nown: x\n---\n## Notes\n\n" + LOG.format(name="Rita", title=""),
        "---\ncompany: [\n---\n",
    ),
    "opportunities/2026/b.md": (
        "---\ncompany: A\nposition: Cook\n---\n",
        "---\ncompany: A\nposition: Hook\n---\n",
        "<<<<<<< ours\n---\ncompany: A\n=======\n---\ncompany: B\n>>>>>>> theirs\nposition: Cook\n---\n",
        "",
    ),
    "opportunities/a 2.md": ("---\ncompany: A\nposition: Cook\n---\n", "---\ncompany: C\nposition: Cook\n---\n"),
    "people/rita.md": ("---\nname: Rita Moore\n---\n", "---\nname: Rita Moors\n---\n", "---\nname: Joe Alvarez\n---\n"),
    "people/joe.md": ("---\nname: Joe\nphone: 1\n---\n", "---\nname: Rita Moore\nemail: r@x.example\n---\n"),
    "stories/salt.md": ("---\ntitle: Salt\n---\none\n", "---\ntitle: Soda\n---\ntwo\n"),
    "drafts/a.md": ("---\nopportunity: a\nto: Rita\nchannel: email\n---\nDear Rita\n", "---\nopportunity: b\n---\n"),
    "playbooks/mine.md": ("---\nname: mine\nsteps: []\n---\n", "---\nname: [\n---\n"),
}
"""Versions of each file, some of one length, some broken."""
STAMPS = {"with a stamp of the future": 1, "out of an old backup": -1}
TEN_YEARS = 10 * 365 * 24 * 3600 * 1_000_000_000
WAYS = ("in place", "by another file", "with its old stamp", "after a deletion", *STAMPS)
EDITS = st.one_of(
    *(st.tuples(st.just(path), st.sampled_from(texts), st.sampled_from(WAYS)) for path, texts in SOURCES.items()),
)
Edit = tuple[str, str, str]


def carry_out(root: Path, edit: Edit) -> None:
    """Save a file as editors do; some set the stamp of the version before."""
    path, text, way = edit
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    before = place.stat() if place.exists() else None
    if way == "after a deletion":
        place.unlink(missing_ok=True)
    if way in ("by another file", *STAMPS):
        other = place.with_name(".new")
        other.write_text(text, "utf-8")
        other.replace(place)
    elif before and way != "after a deletion":
        with place.open("r+b") as file:
            file.truncate(file.write(text.encode()))
    else:
        place.write_text(text, "utf-8")
    if before and way == "with its old stamp":
        os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    if way in STAMPS:
        os.utime(place, ns=(time.time_ns(), time.time_ns() + STAMPS[way] * TEN_YEARS))


@pytest.fixture(autouse=True)
def little_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vault.bytes.YOUNG", REST)
    monkeypatch.setattr(reading, "SETTLING", 0)


def new_vault() -> tuple[Path, Path]:
    """Make a vault and a cache folder."""
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    for path, texts in SOURCES.items():
        carry_out(folder / "vault", (path, texts[0], "in place"))
    return folder / "vault", folder / "cache"


def read(root: Path, cache: Path | None = None) -> Records:
    """Read as a program does that has just been started."""
    return Reader(root, IndexFile(root, cache) if cache else None).records()


class Life(RuleBasedStateMachine):
    """A vault that is edited in all ways, a screen that stays open, commands that come and go, an index for all."""

    def __init__(self) -> None:
        super().__init__()
        self.root, self.cache = new_vault()
        self.screen = Reader(self.root, IndexFile(self.root, self.cache))

    @rule(edits=st.lists(EDITS, min_size=1, max_size=3))
    def edit(self, edits: list[Edit]) -> None:
        for one in edits:
            carry_out(self.root, one)

    @rule(path=st.sampled_from(list(SOURCES)))
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)

    @rule(path=st.sampled_from(list(SOURCES)))
    def touch(self, path: str) -> None:
        if (self.root / path).exists():
            (self.root / path).touch()

    @rule(path=st.sampled_from(list(SOURCES)), years=st.floats(-10, 10))
    def stamp(self, path: str, years: float) -> None:
        if (self.root / path).exists():
            then = time.time_ns() + int(years * TEN_YEARS / 10)
            os.utime(self.root / path, ns=(then, then))

    @rule()
    def rest(self) -> None:
        time.sleep(REST * 1.5)

    @rule()
    def look_at_the_screen(self) -> None:
        assert self.screen.records() == read(self.root)

    @rule()
    def start_a_command(self) -> None:
        assert read(self.root, self.cache) == read(self.root)

    @rule()
    def open_another_screen(self) -> None:
        self.screen = Reader(self.root, IndexFile(self.root, self.cache))

    @precondition(lambda self: place_of_index(self.root, self.cache).exists())
    @rule(seed=st.integers(0, 1000))
    def damage(self, seed: int) -> None:
        place = place_of_index(self.root, self.cache)
        data = bytearray(place.read_bytes())
        chance = random.Random(seed)  # noqa: S311  no secret
        for _ in range(8 if data else 0):
            data[chance.randrange(len(data))] = chance.randrange(256)
        place.write_bytes(data)

    @rule()
    def lose_it(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def teardown(self) -> None:
        try:
            self.look_at_the_screen()
            self.start_a_command()
            self.start_a_command()
        finally:
            shutil.rmtree(self.root.parent)


def test_with_an_index_a_vault_reads_as_without() -> None:
    run_state_machine_as_test(Life, settings=settings(max_examples=25, stateful_step_count=20))


def differs(edits: list[Edit]) -> bool:
    """Read, make the edits once all has rested, and tell whether a new program with the index reads something else."""
    root, cache = new_vault()
    try:
        time.sleep(REST * 1.5)
        read(root, cache)
        for edit in edits:
            carry_out(root, edit)
        return read(root, cache) != read(root)
    finally:
        shutil.rmtree(root.parent)


@settings(max_examples=50)
@given(edits=st.lists(EDITS, min_size=1, max_size=4))
def test_after_any_edits_a_new_program_reads_the_same(edits: list[Edit]) -> None:
    assert not differs(edits)


def by_mtime_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = Reader._value

    def value(self: Reader, file: Found) -> object:
        known = self._known.get(file.path)
        if known and (known.signature[0], known.signature[2]) == (file.signature[0], file.signature[2]):
            file = file._replace(signature=known.signature)
        return trusting(self, file)

    monkeypatch.setattr(Reader, "_value", value)


def by_a_later_mtime(monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = Reader._value

    def value(self: Reader, file: Found) -> object:
        known = self._known.get(file.path)
        if known and file.signature[0] <= known.signature[0]:
            file = file._replace(signature=known.signature)
        return trusting(self, file)

    monkeypatch.setattr(Reader, "_value", value)


def without_the_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "_ground_of", lambda *_: b"")


def without_looking_at_young_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "signature_of", lambda _: (0, 0, 0, 0))
    monkeypatch.setattr("store.vault.scan.signature_of", lambda _: (0, 0, 0, 0))


@pytest.mark.parametrize(
    ("spoil", "edit"),
    [
        (by_mtime_and_size, ("stories/salt.md", SOURCES["stories/salt.md"][1], "with its old stamp")),
        (by_a_later_mtime, ("stories/salt.md", SOURCES["stories/salt.md"][1], "out of an old backup")),
        (without_the_ground, ("people/rita.md", SOURCES["people/rita.md"][1], "in place")),
        (without_the_ground, ("afterword.toml", SOURCES["afterword.toml"][2], "in place")),
        (without_looking_at_young_ones, ("stories/salt.md", SOURCES["stories/salt.md"][1], "in place")),
    ],
)
def test_a_careless_reader_would_be_found_out(
    monkeypatch: pytest.MonkeyPatch, spoil: Callable[[pytest.MonkeyPatch], None], edit: Edit
) -> None:
    """Show that the laws above can fail."""
    assert not differs([edit])
    spoil(monkeypatch)
    assert differs([edit])


def test_every_value_of_a_whole_search_comes_back_the_same(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SAMPLE, tmp_path / "vault"))
    time.sleep(REST * 1.5)
    reader = Reader(root, IndexFile(root, tmp_path / "cache"))
    first = reader.records()
    again = Reader(root, IndexFile(root, tmp_path / "cache"))
    assert again.records() == first
    kept: dict[str, Read] = index.Index(IndexFile(root, tmp_path / "cache")).load()
    assert kept == {path: one for path, one in reader._known.items() if path in kept}
    assert len(kept) == len(reader._known)


@pytest.fixture
def vault() -> Iterator[tuple[Path, Path]]:
    root, cache = new_vault()
    yield root, cache
    shutil.rmtree(root.parent)


def other(vault: tuple[Path, Path], name: str, rounds: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.store.vault.sharing", *map(str, vault), name, str(rounds)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_writer_that_is_killed_leaves_an_index_that_is_true(vault: tuple[Path, Path]) -> None:
    chance = random.Random(1)  # noqa: S311  no secret
    for _ in range(6):
        with other(vault, "killed", 0) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == "read\n"
            time.sleep(chance.uniform(0, 0.05))
            writer.kill()
        assert read(*vault) == read(vault[0])
        assert read(*vault) == read(vault[0])


def test_two_programs_share_one_index(vault: tuple[Path, Path]) -> None:
    with other(vault, "one", 20) as one, other(vault, "two", 20) as two:
        said = [program.communicate()[0] for program in (one, two)]
    assert said == ["read\n" * 20] * 2
    assert read(*vault) == read(vault[0])
    assert (vault[0] / "opportunities/one-0.md").read_text("utf-8") == note("one", 19)
