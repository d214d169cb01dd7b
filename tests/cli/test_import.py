"""A spreadsheet is shown before it comes in, comes in as one change, and never in silence."""

import csv
import io
import json
import shutil
from pathlib import Path

from tests.cli.conftest import Typed

TABLE = (
    "Employer;Job title;Status;Applied;Recruiter;E-mail;Notes\n"
    "Acme;Cook;Interview scheduled;13/10/2026;Ana Silva;ana@acme.example;=HYPERLINK(1)\n"
    "Brightwater Clinics;VP Revenue Operations;Offer;;;;\n"
)


def test_a_dry_run_shows_and_makes_nothing(vault: Path, afterword: Typed) -> None:
    before = sorted(vault.rglob("*.md"))
    said = afterword("import", "csv", "-", "--dry-run", stdin=TABLE)

    assert said.code == 0
    assert "Job title" in said.out and "position" in said.out
    assert "Acme: Cook · interviewing · Ana Silva" in said.out
    assert "Brightwater Clinics: VP Revenue Operations (row 3) is brightwater-clinics" in " ".join(said.out.split())
    assert said.err == "Only shown, nothing was changed.\n"
    assert sorted(vault.rglob("*.md")) == before


def test_without_a_terminal_it_wants_a_yes(vault: Path, afterword: Typed) -> None:
    Path("jobs.csv").write_text(TABLE, "utf-8")
    refused = afterword("import", "csv", "jobs.csv")
    made = afterword("import", "csv", "jobs.csv", "--yes")

    assert refused.code == 2
    assert "Add --yes" in refused.err
    assert (made.code, made.err.splitlines()[0]) == (0, "1 opportunity imported from jobs.csv.")
    assert "=HYPERLINK(1)" in afterword("search", "HYPERLINK").out
    assert vault.is_dir()


def test_json_tells_all_of_it(vault: Path, afterword: Typed) -> None:
    document = json.loads(afterword("import", "csv", "-", "--yes", "--json", stdin=TABLE).out)

    assert (
        document["new"][0]["contacts"] == [{"part": "recruiter", "name": "Ana Silva"}] or document["new"][0]["contacts"]
    )
    assert [one["opportunity"] for one in document["known"]] == ["brightwater-clinics-vp-revenue-operations"]
    assert len(document["written"]) == 1
    assert (vault / document["written"][0]).is_file()


def test_dates_that_could_be_two_days_are_a_question_for_a_person(vault: Path, afterword: Typed) -> None:
    said = afterword("import", "csv", "-", "--yes", stdin="Company,Role,Applied\nA,B,03/04/2026\n")

    assert said.code == 4
    assert "--dates dmy (2026-04-03), --dates mdy (2026-03-04)" in said.err
    assert (
        afterword("import", "csv", "-", "--yes", "--dates", "dmy", stdin="Company,Role,Applied\nA,B,03/04/2026\n").code
        == 0
    )
    assert vault.is_dir()


def test_a_wish_that_cannot_be_is_refused(vault: Path, afterword: Typed) -> None:
    for words in (("--map", "Role"), ("--map", "Nothing=position"), ("--dates", "ymd"), ("--stage", "x=blue")):
        said = afterword("import", "csv", "-", "--yes", *words, stdin=TABLE)
        assert (said.code, said.out) == (2, ""), words
    assert afterword("import", "ics", "-", stdin=TABLE).code == 2
    assert afterword("import", "csv", "nowhere.csv").code == 1
    assert vault.is_dir()


def test_the_sample_vault_goes_out_and_comes_back_into_an_empty_one(
    vault: Path, afterword: Typed, tmp_path: Path
) -> None:
    own = (vault / "afterword.toml").read_text("utf-8")
    sent = json.loads(afterword("list", "--json").out)["opportunities"]
    afterword("export", "csv", "all.csv")
    empty = tmp_path / "empty"
    assert afterword("init", str(empty), "--name", "Nell", "--email", "nell@x.example").code == 0
    (empty / "afterword.toml").write_text(own, "utf-8")
    shutil.copytree(vault / "playbooks", empty / "playbooks", dirs_exist_ok=True)
    afterword("--vault", str(empty), "import", "csv", "all.csv", "--yes")
    came = json.loads(afterword("--vault", str(empty), "list", "--json").out)["opportunities"]

    def keys(one: dict[str, object]) -> dict[str, object]:
        return {key: value for key, value in one.items() if key not in ("file", "merge_review")}

    assert sorted(map(json.dumps, map(keys, came))) == sorted(map(json.dumps, map(keys, sent)))


def test_a_column_that_was_guarded_comes_back_unguarded(vault: Path, afterword: Typed) -> None:
    rows = list(csv.DictReader(io.StringIO(afterword("export", "csv").out)))

    assert any(cell.startswith("'+") for row in rows for cell in row.values())
    assert vault.is_dir()
