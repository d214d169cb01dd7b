"""What was read is kept between two runs: only what changed is read again, and nothing wrong with it matters."""

import os
import random
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from store.model.records import Records
from store.vault import parsing, program, reading, scan
from store.vault.index_file import BESIDE, INDEX, IndexFile, Shelf, place_of_index
from store.vault.reading import Reader
from tests.conftest import ROOT

OLD = 1_700_000_000
NOTE = """\
---
company: Acme
position: Cook
stage: screening
contacts:
  - name: Joe Alvarez
    part: interviewer
    nickname: Al
needs: salt
---
## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez, Rita Moore: first round
- need: more salt (Rita Moore)
- [x] promise: send the pan by 2026-11-22
"""
PLAYBOOK = """\
---
name: mine
steps:
  - id: thanks
    after: interview
    each: panel
    by: [email, letter]
    within: 24h
    rules_by: {letter: [R1]}
---
"""


def put(root: Path, path: str, text: str | bytes) -> Path:
    """Write a file that has rested for a year."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(place, (OLD, OLD))
    return place


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    put(root, "afterword.toml", '[me]\nname = "Ann Example"\n\n[stages]\nscreening = "interviewing"\n')
    put(root, "opportunities/2026/acme.md", NOTE)
    put(root, "opportunities/odd.md", "---\ncompany: Odd\nposition: Cook\nnext_touch: 2026-02-30\n---\n")
    put(root, "people/rita.md", "---\nname: Rita Moore\npart: reference\n---\n")
    put(root, "stories/salt.md", "---\ntitle: Salt\nneeds: [salt]\n---\nIt was a dark night.\n")
    put(root, "drafts/acme.md", "---\nopportunity: acme\nto: Joe Alvarez\nchannel: email\n---\nDear Joe,\n")
    put(root, "playbooks/mine.md", PLAYBOOK)
    return root


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture(autouse=True)
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file count as rested at once: when it changed, the system says by nanoseconds."""
    monkeypatch.setattr("store.vault.bytes.YOUNG", 0)
    monkeypatch.setattr(reading, "SETTLING", 0)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which files are parsed."""
    paths: list[str] = []
    parse = parsing.parse

    def counting(kind: object, data: bytes, path: str, *rest: object) -> object:
        paths.append(path)
        return parse(kind, data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse", counting)
    return paths


def read(vault: Path, cache: Path | None = None) -> Records:
    """Read as a program does that has just been started."""
    return Reader(vault, IndexFile(vault, cache) if cache else None).records()


def paths_in(vault: Path, cache: Path) -> list[str]:
    """Return the files that have a row in the index."""
    connection = sqlite3.connect(place_of_index(vault, cache))
    found = [path for (path,) in connection.execute("SELECT path FROM files ORDER BY path")]
    connection.close()
    return found


def test_a_second_program_parses_nothing(vault: Path, cache: Path, parsed: list[str]) -> None:
    first = read(vault, cache)
    assert len(parsed) == 7
    parsed.clear()
    assert read(vault, cache) == first == read(vault)
    assert len(parsed) == 7  # by the one without an index
    assert first.problems
    assert first.playbooks[0].steps
    assert first.opportunities[0].stage == "interviewing"


def test_after_one_edit_one_file_is_parsed_once(vault: Path, cache: Path, parsed: list[str]) -> None:
    read(vault, cache)
    put(vault, "stories/salt.md", "---\ntitle: Pepper\n---\n")
    parsed.clear()
    assert read(vault, cache).stories[0].title == "Pepper"
    assert read(vault, cache).stories[0].title == "Pepper"
    assert parsed == ["stories/salt.md"]


def test_a_file_that_was_only_touched_is_not_parsed(vault: Path, cache: Path, parsed: list[str]) -> None:
    first = read(vault, cache)
    (vault / "stories/salt.md").touch()
    parsed.clear()
    assert read(vault, cache) == first
    assert parsed == []


def test_a_young_file_is_looked_at_again_by_its_bytes(
    vault: Path, cache: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.vault.bytes.YOUNG", 3600)
    now = (vault / "stories/salt.md").stat().st_ctime_ns
    for module in (reading, scan):
        monkeypatch.setattr(module, "signature_of", lambda _: (now, now, 0, 0))
    read(vault, cache)
    put(vault, "stories/salt.md", "---\ntitle: Soda\n---\n")
    parsed.clear()
    assert read(vault, cache).stories[0].title == "Soda"
    assert parsed == ["stories/salt.md"]


def test_opportunities_are_read_anew_where_names_mean_somebody_else(
    vault: Path, cache: Path, parsed: list[str]
) -> None:
    read(vault, cache)
    put(vault, "people/rita.md", "---\nname: Rita Moor\npart: reference\n---\n")
    parsed.clear()
    assert read(vault, cache) == read(vault)
    assert parsed[:3] == ["people/rita.md", "opportunities/2026/acme.md", "opportunities/odd.md"]


def test_own_names_of_stages_are_read_anew(vault: Path, cache: Path) -> None:
    read(vault, cache)
    put(vault, "afterword.toml", '[stages]\nscreening = "applied"\n')
    assert read(vault, cache).opportunities[0].stage == "applied"


def test_rows_of_files_that_are_gone_go(vault: Path, cache: Path) -> None:
    read(vault, cache)
    assert "drafts/acme.md" in paths_in(vault, cache)
    (vault / "drafts/acme.md").unlink()
    read(vault, cache)
    assert "drafts/acme.md" not in paths_in(vault, cache)
    assert len(paths_in(vault, cache)) == 6


def test_two_vaults_have_two_indexes_and_a_link_to_a_vault_has_none_of_its_own(
    vault: Path, cache: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link"
    link.symlink_to(vault)
    assert place_of_index(link, cache) == place_of_index(vault, cache)
    assert place_of_index(tmp_path, cache) != place_of_index(vault, cache)


def test_without_a_cache_folder_nothing_is_kept(vault: Path, tmp_path: Path) -> None:
    read(vault)
    assert [place.name for place in tmp_path.iterdir()] == ["vault"]


def test_the_vault_holds_nothing_of_it(vault: Path, cache: Path) -> None:
    before = sorted(vault.rglob("*"))
    read(vault, cache)
    assert sorted(vault.rglob("*")) == before


def test_a_zone_that_this_machine_may_know_tomorrow_is_asked_again(vault: Path, cache: Path, parsed: list[str]) -> None:
    put(vault, "opportunities/odd.md", NOTE.replace("14:00 ", "14:00 Mars/Olympus "))
    put(vault, "afterword.toml", '[me]\ntimezone = "Mars/Olympus"\n')
    read(vault, cache)
    parsed.clear()
    read(vault, cache)
    assert parsed == ["afterword.toml", "opportunities/odd.md"]


def test_a_value_that_has_no_form_in_the_index_is_read_each_time(vault: Path, cache: Path, parsed: list[str]) -> None:
    put(vault, "playbooks/mine.md", PLAYBOOK.replace("24h", "99999999999999999999h"))
    read(vault, cache)
    parsed.clear()
    assert read(vault, cache) == read(vault)
    assert parsed[0] == "playbooks/mine.md"


@pytest.mark.parametrize("what", ["version", "module", "library"])
def test_another_program_believes_nothing_of_it(
    vault: Path, cache: Path, parsed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    ours = tmp_path / "ours"
    module = put(ours, "text/opportunity.py", "")
    monkeypatch.setattr(program, "FOLDERS", (str(ours),))
    read(vault, cache)
    parsed.clear()
    read(vault, cache)
    assert parsed == []
    if what == "version":
        monkeypatch.setattr(program, "VERSION", "0")
    elif what == "module":
        os.utime(module, (OLD, OLD + 1))
    else:
        place = tmp_path / "site-packages"
        place.mkdir()
        monkeypatch.syspath_prepend(place)
    read(vault, cache)
    assert len(parsed) == 7
    parsed.clear()
    read(vault, cache)
    assert parsed == []


def test_what_is_kept_of_vaults_that_nobody_opens_goes_when_another_one_comes(
    vault: Path, cache: Path, tmp_path: Path
) -> None:
    others = [tmp_path / name for name in ("old", "recent", "new")]
    for other in others:
        put(other, "afterword.toml", "")
    read(others[0], cache)
    read(others[1], cache)
    for file in place_of_index(others[0], cache).parent.iterdir():
        os.utime(file, (OLD, OLD))
    read(vault, cache)

    kept = [place_of_index(root, cache).exists() for root in (*others, vault)]
    assert kept == [False, True, False, True]
    assert not place_of_index(others[0], cache).parent.exists()


def test_all_files_of_it_are_the_users_alone(vault: Path, cache: Path) -> None:
    umask = os.umask(0o022)
    try:
        read(vault, cache)
        reader = sqlite3.connect(place_of_index(vault, cache))  # keeps the files beside it
        reader.execute("SELECT count(*) FROM files").fetchone()
        put(vault, "stories/salt.md", "---\ntitle: Pepper\n---\n")
        read(vault, cache)
        folder = place_of_index(vault, cache).parent
        modes = {place.name: stat.S_IMODE(place.stat().st_mode) for place in folder.iterdir()}
        reader.close()
    finally:
        os.umask(umask)
    assert modes == dict.fromkeys((INDEX + ending for ending in BESIDE), 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("open_one", ["the folder", "the file"])
def test_one_that_others_could_reach_is_made_anew(vault: Path, cache: Path, parsed: list[str], open_one: str) -> None:
    read(vault, cache)
    place = place_of_index(vault, cache)
    if open_one == "the folder":
        place.parent.chmod(0o755)
    else:
        place.chmod(0o644)
    parsed.clear()
    read(vault, cache)
    assert len(parsed) == 7
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_one_of_another_user_is_not_used(vault: Path, cache: Path, parsed: list[str]) -> None:
    read(vault, cache)
    place = place_of_index(vault, cache)
    os.chown(place, 12345, 12345)
    parsed.clear()
    read(vault, cache)
    assert len(parsed) == 7
    assert place.stat().st_uid == 0
    os.chown(place.parent, 12345, 12345)
    parsed.clear()
    read(vault, cache)
    assert len(parsed) == 7
    assert place.parent.stat().st_uid == 12345


def test_a_link_in_place_of_it_is_not_followed(vault: Path, cache: Path, tmp_path: Path) -> None:
    other = put(tmp_path, "other", "mine")
    place = place_of_index(vault, cache)
    place.parent.mkdir(parents=True, mode=0o700)
    place.symlink_to(other)
    assert read(vault, cache) == read(vault)
    assert other.read_bytes() == b"mine"
    assert not place.is_symlink()


def test_a_link_in_place_of_its_folder_is_not_followed(vault: Path, cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    folder = place_of_index(vault, cache).parent
    folder.parent.mkdir(parents=True)
    folder.symlink_to(elsewhere)
    assert read(vault, cache) == read(vault)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("what", ["a file for the cache", "a folder for the index"])
def test_where_there_is_no_place_for_it_the_vault_is_read_all_the_same(vault: Path, cache: Path, what: str) -> None:
    if what == "a file for the cache":
        cache.write_bytes(b"")
    else:
        place_of_index(vault, cache).mkdir(parents=True, mode=0o700)
    assert read(vault, cache) == read(vault)


def test_one_that_another_program_holds_is_left_alone(vault: Path, cache: Path, parsed: list[str]) -> None:
    first = read(vault, cache)
    put(vault, "stories/salt.md", "---\ntitle: Pepper\n---\n")
    holder = sqlite3.connect(place_of_index(vault, cache), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert read(vault, cache) == read(vault) != first
    holder.execute("COMMIT")
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    assert read(vault, cache) == read(vault)
    holder.close()
    parsed.clear()
    read(vault, cache)
    assert parsed == ["stories/salt.md"]


FULL = """
import resource, signal, sys
from pathlib import Path
from store.vault.index_file import IndexFile
from store.vault.reading import Reader
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
print(len(Reader(Path(sys.argv[1]), IndexFile(Path(sys.argv[1]), Path(sys.argv[2]))).records().opportunities))
"""


@pytest.mark.parametrize("room", [0, 5000, 10000, 20000])
def test_a_full_disk_is_no_matter(vault: Path, cache: Path, room: int) -> None:
    words = [sys.executable, "-B", "-c", FULL, str(vault), str(cache), str(room)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2\n", "")
    assert read(vault, cache) == read(vault)


@pytest.mark.parametrize("what", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_what_is_no_index_is_replaced(vault: Path, cache: Path, parsed: list[str], what: bytes) -> None:
    place = place_of_index(vault, cache)
    place.parent.mkdir(parents=True, mode=0o700)
    place.write_bytes(what)
    place.chmod(0o600)
    assert read(vault, cache) == read(vault)
    parsed.clear()
    read(vault, cache)
    assert parsed == []


def test_a_table_of_another_form_is_replaced(vault: Path, cache: Path, parsed: list[str]) -> None:
    place = place_of_index(vault, cache)
    place.parent.mkdir(parents=True, mode=0o700)
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE files (path TEXT PRIMARY KEY, value BLOB)")
    connection.close()
    place.chmod(0o600)
    assert read(vault, cache) == read(vault)
    parsed.clear()
    read(vault, cache)
    assert parsed == []


def damaged(place: Path, seed: int) -> None:
    """Change some bytes anywhere in a file."""
    chance = random.Random(seed)  # noqa: S311  no secret
    data = bytearray(place.read_bytes())
    for _ in range(chance.choice((1, 1, 8, 64))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    place.write_bytes(data[: chance.randrange(len(data))] if not seed % 9 else data)


def test_damaged_bytes_anywhere_are_never_believed(vault: Path, cache: Path, parsed: list[str]) -> None:
    whole = read(vault, cache)
    place = place_of_index(vault, cache)
    kept = place.read_bytes()
    believed = 0
    for seed in range(150):
        place.write_bytes(kept)
        damaged(place, seed)
        parsed.clear()
        assert read(vault, cache) == whole
        believed += not parsed
        assert read(vault, cache) == whole
        parsed.clear()
        assert read(vault, cache) == whole
        assert parsed == []
    assert 0 < believed < 150  # some damage hits no row, and some does


def test_a_row_without_a_seal_would_be_believed_though_damaged(
    vault: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Show that the test above can fail."""
    monkeypatch.setattr(Shelf, "_seal", lambda *_: b"")
    whole = read(vault, cache)
    place = place_of_index(vault, cache)
    place.write_bytes(place.read_bytes().replace(b"dark night", b"damp night"))
    assert read(vault, cache) != whole
