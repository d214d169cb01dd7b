"""Everything can leave: as a table, a calendar or one document, into a file that only the user reads."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Said, Typed

KHAL = Path(sys.executable).with_name("khal")


def test_the_table_has_a_line_for_each_opportunity_that_list_tells(vault: Path, afterword: Typed) -> None:
    listed = json.loads(afterword("list", "--json").out)["opportunities"]
    rows = list(csv.DictReader(io.StringIO(afterword("export", "csv").out)))

    assert [row["id"] for row in rows] == [one["id"] for one in listed]
    assert vault.is_dir()


def test_a_query_takes_only_what_fits(vault: Path, afterword: Typed) -> None:
    rows = list(csv.DictReader(io.StringIO(afterword("export", "csv", "--query", "brightwater").out)))

    assert [row["company"] for row in rows] == ["Brightwater Clinics"]
    assert vault.is_dir()


def test_the_document_holds_every_file_word_for_word(vault: Path, afterword: Typed) -> None:
    document = json.loads(afterword("export", "json").out)
    records = [*document["opportunities"], *document["people"], *document["stories"], *document["drafts"]]
    files = [p for folder in ("opportunities", "people", "stories", "drafts") for p in (vault / folder).rglob("*.md")]

    assert {r["file"] for r in records} == {p.relative_to(vault).as_posix() for p in files}
    assert all(r["markdown"] == (vault / r["file"]).read_text("utf-8") for r in records)
    assert document["version"] == 1


def test_the_document_says_of_an_opportunity_what_list_and_show_say(vault: Path, afterword: Typed) -> None:
    document = json.loads(afterword("export", "json").out)
    listed = json.loads(afterword("list", "--json").out)["opportunities"]

    assert [{k: o[k] for k in listed[0]} for o in document["opportunities"]] == listed
    assert document["agenda"] == json.loads(afterword("agenda", "--json").out)["items"]
    assert vault.is_dir()


def test_a_file_is_for_the_user_alone_and_is_not_written_over(vault: Path, afterword: Typed) -> None:
    assert afterword("export", "csv", "out.csv").code == 0
    first = Path("out.csv").read_bytes()
    Path("out.csv").write_bytes(b"mine")

    refused = afterword("export", "csv", "out.csv")

    assert refused.code == 2
    assert "is there already and was left as it is" in refused.err
    assert Path("out.csv").read_bytes() == b"mine"
    assert afterword("export", "csv", "out.csv", "--force").code == 0
    assert Path("out.csv").read_bytes() == first
    assert Path("out.csv").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in Path().iterdir()] == ["out.csv"]
    assert vault.is_dir()


@pytest.mark.parametrize(
    "words", [("csv", "--todos"), ("json", "--days", "0"), ("ics", "--raw"), ("json", "--private"), ("pdf",)]
)
def test_an_option_of_another_format_is_refused(vault: Path, afterword: Typed, words: tuple[str, ...]) -> None:
    said: Said = afterword("export", *words)

    assert (said.code, said.out) == (2, "")
    assert vault.is_dir()


def test_a_folder_that_is_not_there_is_told(vault: Path, afterword: Typed) -> None:
    said = afterword("export", "ics", "nowhere/out.ics")

    assert said.code == 1
    assert "could not be written" in said.err
    assert vault.is_dir()


@pytest.mark.skipif(not KHAL.exists(), reason="khal is not installed")
def test_khal_imports_the_calendar_and_lists_it(vault: Path, afterword: Typed, tmp_path: Path) -> None:
    home = tmp_path / "khal"
    (home / "calendar").mkdir(parents=True)
    (home / "config").write_text(
        f"[calendars]\n[[search]]\npath = {home / 'calendar'}\ntype = calendar\n"
        f"[sqlite]\npath = {home / 'khal.db'}\n"
        "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    assert afterword("export", "ics", "out.ics").code == 0

    def khal(*words: str) -> str:
        command = [str(KHAL), "-c", str(home / "config"), *words]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"HOME": str(home), "LC_ALL": "C.UTF-8"}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    khal("import", "--batch", "-a", "search", "out.ics")
    shown = khal("list", "2026-11-19", "2026-12-10", "--format", "{start-time} {title}")
    again = len(list((home / "calendar").glob("*.ics")))
    khal("import", "--batch", "-a", "search", "out.ics")

    assert "10:00 Interview: Oakhollow Data" in shown
    assert "Deadline: " in shown
    assert len(list((home / "calendar").glob("*.ics"))) == again == len(set(identifiers(Path("out.ics"))))
    for file in (home / "calendar").glob("*.ics"):
        file.unlink()
    assert afterword("export", "ics", "near.ics", "--days", "3").code == 0
    khal("import", "--batch", "-a", "search", "near.ics")
    near = khal("list", "2026-11-20", "2027-11-19", "--format", "{start-date} {title}", "--day-format", "")
    assert near.strip()
    assert max(line[:10] for line in near.splitlines()) <= "2026-11-23"
    assert vault.is_dir()


def identifiers(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if line.startswith("UID:")]
