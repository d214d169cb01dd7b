"""What a search finds is what reading every file would find, whatever was done to the files and to the index."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.vault import bytes as bytes_
from store.vault import fulltext
from store.vault.bytes import bytes_and_status
from store.workspace import searching
from store.workspace.door import Workspace
from store.workspace.machine import Machine
from store.workspace.moment import Moment
from store.workspace.searching import Hit, search

WORDS = (
    "salt",
    "Basalt",
    "SALTZ",
    "Zo\u00eb",
    "zoe\u0308",
    "stra\u00dfe",
    "STRASSE",
    "\u212aelvin",
    'a"b"c',
    "x\0y",
    "\U0001f600 yes",
    "half \ud83d character",
    "a",
    "ab",
)
FOLDERS = ("opportunities", "opportunities/2026", "people", "stories", "drafts")
LONG_AGO = 1_700_000_000


class Place:
    """A vault on disk, and the user's cache beside it."""

    def __init__(self, folder: Path) -> None:
        self.root, self.cache = folder / "vault", folder / "cache"
        self.put("afterword.toml", "")

    def put(self, path: str, text: str) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8", errors="replace", newline="")
        os.utime(place, (LONG_AGO, LONG_AGO))
        return place

    def found(self, text: str, *, cache: bool = True) -> tuple[Hit, ...]:
        now = datetime(2026, 6, 12, 9, tzinfo=UTC)
        machine = Machine(cache=self.cache) if cache else Machine()
        return search(Workspace.open(self.root, Moment(today=now.date(), now=now), lambda: machine), text)


@pytest.fixture(autouse=True, scope="module")
def at_rest() -> Iterator[None]:
    """Let a file count as settled at once: when it changed, the system says by nanoseconds."""
    before, bytes_.YOUNG = bytes_.YOUNG, 0.0
    yield
    bytes_.YOUNG = before


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    made.put("opportunities/one.md", "---\ncompany: Acme\n---\nMore salt, said Zo\u00eb.\n")
    made.put("people/rita.md", "---\nname: Rita\n---\nknows basalt\r\n")
    made.put("stories/none.md", "---\ntitle: None\n---\n")
    return made


def text_of(words: list[str]) -> str:
    return "\n".join(words)


def forget(cache: Path) -> None:
    for one in cache.rglob("search.db*"):
        one.unlink()


@st.composite
def deeds(draw: st.DrawFn) -> Callable[[Place], object]:
    path = f"{draw(st.sampled_from(FOLDERS))}/{draw(st.sampled_from(['one', 'two']))}.md"
    what = draw(st.sampled_from(["write", "write", "save", "delete", "forget", "junk"]))
    text = text_of(draw(st.lists(st.sampled_from(WORDS), max_size=4)))
    if what == "delete":
        return lambda place: (place.root / path).unlink(missing_ok=True)
    if what == "forget":
        return lambda place: forget(place.cache)
    if what == "junk":
        return lambda place: place.put(f"{path}.orig", text)
    if what == "save":
        return lambda place: place.put(f"{path}.tmp", text).replace(place.root / path)
    return lambda place: place.put(path, text)


HISTORIES = st.lists(st.tuples(st.lists(deeds(), max_size=3), st.sampled_from(WORDS)), min_size=1, max_size=8)
History = list[tuple[list[Callable[[Place], object]], str]]


def agrees(history: History) -> bool:
    """Tell whether a search with an index found the same as one without, after each of several bundles of changes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        for bundle, wanted in history:
            for deed in bundle:
                deed(place)
            if place.found(wanted) != place.found(wanted, cache=False):
                return False
    return True


@settings(max_examples=80, deadline=None, print_blob=True)
@given(HISTORIES)
def test_a_search_finds_what_reading_everything_would_find(history: History) -> None:
    assert agrees(history)


def test_lines_are_found_in_the_order_of_kinds_and_paths(place: Place) -> None:
    assert [(hit.path, hit.line, hit.text) for hit in place.found("SALT")] == [
        ("opportunities/one.md", 4, "More salt, said Zo\u00eb."),
        ("people/rita.md", 4, "knows basalt"),
    ]


def test_only_files_that_may_hold_the_text_are_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.found("salt")
    read: list[str] = []
    whole = bytes_and_status

    def counted(path: Path) -> tuple[bytes, os.stat_result]:
        read.append(path.name)
        return whole(path)

    monkeypatch.setattr(searching, "bytes_and_status", counted)
    place.found("basalt")
    assert read == ["rita.md"]
    read.clear()
    place.put("stories/none.md", "basalt")
    assert [hit.path for hit in place.found("basalt")] == ["people/rita.md", "stories/none.md"]
    assert read == ["none.md", "rita.md", "none.md"]


def test_a_file_that_changed_just_before_is_read_each_time(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vault.bytes.YOUNG", 3600.0)
    assert len(place.found("salt")) == 2
    status = (place.root / "stories/none.md").stat()
    place.put("stories/none.md", "salt")
    os.utime(place.root / "stories/none.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert len(place.found("salt")) == 3


def test_versions_that_are_gone_do_not_pile_up(place: Place) -> None:
    for number in range(40):
        place.put("stories/none.md", f"salt {number}")
        assert len(place.found("salt")) == 3
    index = place.cache.rglob("search.db")
    connection = sqlite3.connect(next(index))
    assert connection.execute("SELECT max(id) FROM versions").fetchone()[0] < 20
    connection.close()


def test_an_index_that_is_damaged_or_out_of_reach_is_no_matter(place: Place, tmp_path: Path) -> None:
    place.found("salt")
    (index,) = place.cache.rglob("search.db")
    index.write_bytes(b"no index at all" * 1000)
    assert len(place.found("salt")) == 2
    assert len(place.found("salt")) == 2
    place.cache = tmp_path / "no-folder"
    place.cache.touch()
    assert len(place.found("salt")) == 2


@pytest.mark.parametrize("careless", ["stamps", "unknown files"])
def test_the_law_notices_a_careless_index(careless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    history: History = [
        ([lambda place: place.put("people/one.md", "salt")], "salt"),
        ([lambda place: place.put("people/one.md", "x\0salt")], "Basalt"),
        ([lambda place: place.put("people/one.md", "x\0Basalt")], "Basalt"),
    ]
    assert agrees(history)
    if careless == "stamps":
        monkeypatch.setattr(fulltext, "repr", lambda _: "the same", raising=False)
        history[1] = ([lambda place: place.put("people/one.md", "Basalt")], "Basalt")
    else:
        whole = fulltext._brought_up_to_date
        monkeypatch.setattr(
            fulltext, "_brought_up_to_date", lambda c, s, f, r: {x.path: 0 for x in f} | dict(whole(c, s, f, r))
        )
    assert not agrees(history)


EVIL = (
    *(
        "(a+)+$",
        "(a|aa)+$",
        "(a|a?)+$",
        "(.*a){20}",
        "([a-zA-Z]+)*$",
        "(x+x+)+y",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(.*)*",
    ),
    *("((a+)+)+", "(a*)*b", r"(?=(a+))\1+b", r"\d+(\d+)+$", "[[[[[[[[", "((((", "a" * 28 + "!", "*" * 500, "?" * 500),
    *("%" * 500, "_" * 500, "\\" * 501, "'; drop table texts; --", "NEAR(a b)", "a OR a", "Ⅷ.*"),
)
"""What keeps engines of patterns busy for ever, or means something to those that search."""


@pytest.mark.parametrize("text", EVIL)
def test_a_pattern_is_looked_for_as_it_is_written(root: Path, workspace: Workspace, text: str) -> None:
    (root / "opportunities" / "bait.md").write_text("---\ncompany: B\nposition: P\n---\n" + "a" * 40 + " xxxx 1234!\n")
    assert search(workspace, text) == ()
    (root / "opportunities" / "hold.md").write_text(f"---\ncompany: H\nposition: P\n---\nbefore {text} behind\n")
    assert [hit.path for hit in search(workspace, text)] == ["opportunities/hold.md"]
