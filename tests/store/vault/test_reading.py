"""Reading a vault: everything is listed, one bad file hides no other, only what changed is read again."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from store.errors import ChangedUnderneath, NotFound
from store.model.records import Records
from store.vault import parsing, reading, scan
from store.vault.index_file import IndexFile
from store.vault.reading import Reader

ACME = """\
---
company: Acme
position: Cook
contacts:
  - name: Joe Alvarez
    part: interviewer
---
## Notes

### 2026-11-20 14:00 Interview with Joe Alvarez, Rita Moore: first round
- need: more salt (Rita Moore)
"""


def put(root: Path, path: str, text: str | bytes) -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(place, (1_700_000_000, 1_700_000_000))
    return place


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    put(tmp_path, "afterword.toml", '[me]\nname = "Ann Example"\n')
    put(tmp_path, "opportunities/2026/acme.md", ACME)
    put(tmp_path, "people/rita.md", "---\nname: Rita Moore\npart: reference\n---\n")
    put(tmp_path, "stories/salt.md", "---\ntitle: Salt\nneeds: [salt]\n---\nIt was a dark night.\n")
    put(tmp_path, "drafts/acme.md", "---\nopportunity: acme\nto: Joe Alvarez\nchannel: email\n---\nDear Joe,\n")
    return tmp_path


def listed(records: Records) -> list[str]:
    kinds = (records.opportunities, records.people, records.stories, records.drafts)
    return [value.path for values in kinds for value in values]


def codes(records: Records, path: str) -> list[str]:
    return [problem.code for problem in records.problems if problem.path == path]


def test_a_vault_becomes_records(vault: Path) -> None:
    records = Reader(vault).records()
    assert listed(records) == [
        *("opportunities/2026/acme.md", "people/rita.md", "stories/salt.md", "drafts/acme.md"),
    ]
    assert records.settings.name == "Ann Example"
    assert records.opportunities[0].id == "acme"
    assert len(records.opportunities[0].entries) == 1
    assert records.problems == ()


BAD = {
    "yaml": b"---\ncompany: [\n---\n",
    "list": b"---\n- company\n---\n",
    "not text": b"---\ncompany: \xff\xfe\n---\n",
    "empty": b"",
    "zeros": b"\0" * 100,
    "brackets": b"---\na: " + b"[" * 20000 + b"\n---\n",
    "aliases": b"---\na: &a [x]\nb: [*a, *a]\n---\n",
    "impossible date": b"---\ncompany: A\nposition: B\nnext_touch: 2026-02-30\n---\n",
    "unclosed": b"---\ncompany: A\n",
    "huge": b"x" * (1024 * 1024 + 1),
}


@pytest.mark.parametrize("folder", ["opportunities", "people", "stories", "drafts"])
@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_listed_with_its_problem_and_hides_no_other(
    vault: Path, folder: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SETTLING", 0)
    path = f"{folder}/bad.md"
    put(vault, path, BAD[what])
    records = Reader(vault).records()
    assert path in listed(records)
    assert len(listed(records)) == 5
    if what != "impossible date" or folder == "opportunities":
        assert codes(records, path)
    assert records.opportunities[-1].company == "Acme" or folder == "opportunities"
    assert (vault / path).read_bytes() == BAD[what]


def test_broken_settings_are_a_problem_and_no_more(vault: Path) -> None:
    put(vault, "afterword.toml", "[me\nname = ")
    records = Reader(vault).records()
    assert len(listed(records)) == 4
    assert codes(records, "afterword.toml")


def test_a_broken_playbook_is_a_problem_and_no_more(vault: Path) -> None:
    put(vault, "playbooks/mine.md", "---\nname: [\n---\n")
    records = Reader(vault).records()
    assert len(listed(records)) == 4
    assert records.playbooks == ()
    assert codes(records, "playbooks/mine.md")


def test_a_fault_of_a_reader_is_a_problem_of_that_file_alone(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(parsing, "read_opportunity", faulty)
    records = Reader(vault).records()
    assert len(listed(records)) == 4
    assert codes(records, "opportunities/2026/acme.md") == ["not-understood"]
    assert not records.opportunities[0].readable


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read_is_listed(vault: Path) -> None:
    (vault / "people/rita.md").chmod(0)
    records = Reader(vault).records()
    assert len(listed(records)) == 4
    assert codes(records, "people/rita.md") == ["unreadable"]


def test_links_folders_and_pipes_are_problems(vault: Path) -> None:
    (vault / "opportunities/link.md").symlink_to(vault / "people/rita.md")
    (vault / "opportunities/x.md").mkdir()
    os.mkfifo(vault / "opportunities/pipe.md")
    records = Reader(vault).records()
    assert len(listed(records)) == 4
    assert [(p.path, p.code) for p in records.problems] == [
        ("opportunities/link.md", "link"),
        ("opportunities/pipe.md", "not-a-file"),
        ("opportunities/x.md", "not-a-file"),
    ]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record which files are parsed."""
    parsed: list[str] = []
    parse = parsing.parse

    def counting(kind: object, data: bytes, path: str, *rest: object) -> object:
        parsed.append(path)
        return parse(kind, data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "parse", counting)
    return parsed


def test_only_what_changed_is_parsed_again(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = counted(monkeypatch)
    reader = Reader(vault)
    first = reader.records()
    assert len(parsed) == 5
    parsed.clear()
    assert reader.records() == first
    assert parsed == []
    put(vault, "stories/salt.md", "---\ntitle: Pepper\n---\n")
    assert reader.records().stories[0].title == "Pepper"
    assert parsed == ["stories/salt.md"]


def test_a_change_that_leaves_the_stamps_alone_is_seen(vault: Path) -> None:
    reader = Reader(vault)
    place = vault / "stories/salt.md"
    reader.records()
    before = place.stat()
    with place.open("r+b") as file:
        file.write(place.read_bytes().replace(b"Salt", b"Soda"))
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert place.stat().st_size == before.st_size
    assert reader.records().stories[0].title == "Soda"


def test_equal_stamps_prove_nothing_for_a_young_file(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = (vault / "stories/salt.md").stat().st_ctime_ns
    for module in (reading, scan):
        monkeypatch.setattr(module, "signature_of", lambda _: (now, now, 0, 0))
    reader = Reader(vault)
    reader.records()
    put(vault, "stories/salt.md", "---\ntitle: Soda\n---\n")
    assert reader.records().stories[0].title == "Soda"


def test_a_new_person_changes_how_names_are_read(vault: Path) -> None:
    reader = Reader(vault)
    (vault / "people/rita.md").unlink()
    before = reader.records().opportunities[0].entries
    put(vault, "people/rita.md", "---\nname: Rita Moore\npart: reference\n---\n")
    after = reader.records().opportunities[0].entries
    assert before != after


def test_only_names_and_addresses_of_people_have_opportunities_read_again(vault: Path) -> None:
    reader = Reader(vault)
    before = reader.records().opportunities[0]
    put(vault, "people/rita.md", "---\nname: Rita Moore\npart: reference\nphone: +1 555 0100\n---\n")
    assert reader.records().opportunities[0] is before

    put(vault, "people/rita.md", "---\nname: Rita Moore\npart: reference\nemail: rita@moore.example\n---\n")
    assert reader.records().opportunities[0] is not before


def test_a_deleted_file_is_gone_and_comes_back(vault: Path) -> None:
    reader = Reader(vault)
    place = vault / "stories/salt.md"
    data = place.read_bytes()
    assert len(reader.records().stories) == 1
    place.unlink()
    assert reader.records().stories == ()
    place.write_bytes(data)
    assert len(reader.records().stories) == 1


def test_an_index_says_nothing_of_a_vault_that_has_been_emptied(
    vault: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = IndexFile(vault, tmp_path_factory.mktemp("cache"))
    odd = vault / "opportunities/odd.md"
    odd.write_text("---\ncompany: Odd\nposition: Cook\nnext_touch: 2026-02-30\n---\n")
    os.utime(odd, (1_700_000_000, 1_700_000_000))
    assert Reader(vault, file).records().problems
    for place in [place for place in vault.rglob("*") if place.is_file()]:
        place.unlink()
    assert Reader(vault, file).records() == Reader(vault).records()


def test_bytes_are_those_that_were_read(vault: Path) -> None:
    reader = Reader(vault)
    reader.records()
    path = "opportunities/2026/acme.md"
    assert reader.bytes_of(path) == ACME.encode()
    put(vault, path, ACME + "\nmore\n")
    with pytest.raises(ChangedUnderneath):
        reader.bytes_of(path)
    reader.records()
    assert reader.bytes_of(path).endswith(b"more\n")
    for wrong in ("opportunities/none.md", "../x", "/etc/passwd", "opportunities"):
        with pytest.raises(NotFound):
            reader.bytes_of(wrong)


@pytest.mark.parametrize(
    "name", ["acme.sync-conflict-20261122-053000-ABCDEFG.md", "acme (conflicted copy).md", "acme 2.md", "acme (1).md"]
)
def test_a_conflict_copy_is_no_second_opportunity(vault: Path, name: str) -> None:
    put(vault, f"opportunities/2026/{name}", ACME + "- topic: pepper\n")
    records = Reader(vault).records()
    assert [o.id for o in records.opportunities] == ["acme"]
    assert [(p.path, p.code) for p in records.problems] == [
        *sorted([(f"opportunities/2026/{name}", "two-versions"), ("opportunities/2026/acme.md", "two-versions")]),
    ]


def test_a_like_name_with_another_position_is_an_opportunity_of_its_own(vault: Path) -> None:
    put(vault, "opportunities/2026/acme 2.md", ACME.replace("Cook", "Waiter"))
    put(vault, "opportunities/2026/other (1).md", ACME)
    assert len(Reader(vault).records().opportunities) == 3


def test_ids_that_differ_only_in_case_are_twins(vault: Path) -> None:
    put(vault, "opportunities/2025/ACME.md", ACME)
    records = Reader(vault).records()
    assert len(records.opportunities) == 2
    assert codes(records, "opportunities/2025/ACME.md") == ["twin-id"]
    assert codes(records, "opportunities/2026/acme.md") == ["twin-id"]
    assert "2026/acme.md" in next(p.message for p in records.problems)


def test_a_file_that_is_being_written_is_read_when_it_is_whole(vault: Path) -> None:
    place = vault / "opportunities/2026/acme.md"
    stop = threading.Event()

    def slowly() -> None:
        with place.open("wb", buffering=0) as file:
            emptied.set()
            for start in range(0, len(ACME), 60):
                file.write(ACME[start : start + 60].encode())
                stop.wait(0.03)

    reader = Reader(vault)
    reader.records()
    emptied = threading.Event()
    writer = threading.Thread(target=slowly)
    writer.start()
    emptied.wait()
    records = reader.records()
    writer.join()
    assert records.problems == ()
    assert records.opportunities[0].company == "Acme"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells who writes")
def test_a_longer_version_that_is_being_written_is_read_when_it_is_whole(vault: Path) -> None:
    place = vault / "opportunities/2026/acme.md"
    more = [f"- need: number {number}\n" for number in range(60)]
    half_way, stop = threading.Event(), threading.Event()

    def slowly() -> None:
        with place.open("wb", buffering=0) as file:
            file.write("".join([ACME, *more[:30]]).encode())
            half_way.set()
            for line in more[30:]:
                stop.wait(0.02)
                file.write(line.encode())

    reader = Reader(vault)
    reader.records()
    writer = threading.Thread(target=slowly)
    writer.start()
    half_way.wait()
    (opportunity,) = reader.records().opportunities
    writer.join()
    assert [mark.text for mark in opportunity.entries[-1].marks][-1] == "number 59"


def test_a_file_that_stays_half_written_is_shown_as_it_is(vault: Path) -> None:
    reader = Reader(vault)
    reader.records()
    (vault / "opportunities/2026/acme.md").write_text("---\ncompany: Ac")
    records = reader.records()
    assert codes(records, "opportunities/2026/acme.md")


def test_a_file_that_vanishes_while_it_is_replaced_keeps_its_last_version(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(vault)
    before = reader.records()
    place = vault / "stories/salt.md"
    place.touch()
    look = scan.scan

    def then_vanish(root: Path) -> object:
        found = look(root)
        place.unlink()
        return found

    monkeypatch.setattr(reading, "scan", then_vanish)
    assert reader.records() == before


def test_who_shows_a_vault_is_patient_with_a_file_that_is_away_for_a_moment(vault: Path) -> None:
    reader = Reader(vault)
    before = reader.records(is_patient=True)
    place = vault / "opportunities/2026/acme.md"
    text = place.read_text()
    place.unlink()
    assert reader.records(is_patient=True) == before
    assert reader.next_deletion is not None
    assert reader.records().opportunities == ()
    assert reader.records(is_patient=True) == before
    place.write_text(text.replace("Acme", "Acne"))
    assert [o.company for o in reader.records(is_patient=True).opportunities] == ["Acne"]
    assert reader.next_deletion is None


def test_a_file_that_stays_away_counts_as_deleted_for_everybody(vault: Path) -> None:
    reader = Reader(vault)
    reader.records()
    (vault / "opportunities/2026/acme.md").unlink()
    reader.records(is_patient=True)
    wait = reader.next_deletion
    assert wait is not None
    time.sleep(wait + 0.01)
    assert reader.next_deletion == 0.0  # it is still shown, so that somebody must look once more
    assert reader.records(is_patient=True).opportunities == ()
    assert reader.next_deletion is None
    assert reader.records(is_patient=True).opportunities == ()


def test_what_we_deleted_ourselves_is_gone_at_once_and_one_that_is_put_back_counts_as_before(vault: Path) -> None:
    reader = Reader(vault)
    place = vault / "opportunities/2026/acme.md"
    text = place.read_text()
    for _ in range(2):
        before = reader.records(is_patient=True)
        place.unlink()
        reader.believe_deleted(["opportunities/2026/acme.md"])
        assert reader.records(is_patient=True).opportunities == ()
        place.write_text(text)
        assert reader.records(is_patient=True) == before
    place.unlink()
    assert reader.records(is_patient=True) == before
    reader.believe_deleted()
    assert reader.records(is_patient=True).opportunities == ()
