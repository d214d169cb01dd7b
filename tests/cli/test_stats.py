"""`stats`: its document, the cases behind its numbers, and a vault in which there is nothing to count."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import Typed


def document(afterword: Typed) -> dict[str, Any]:
    said = afterword("stats", "--json")
    assert said.code == 0
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_the_document_has_every_key(vault: Path, afterword: Typed) -> None:
    found = document(afterword)

    assert list(found) == [
        *("version", "today", "funnel", "ended", "stays", "replies", "weeks"),
        *("promises", "thanks", "sources", "unread"),
    ]
    assert found["version"] == 1
    assert list(found["funnel"][0]) == ["stage", "ever", "now", "of_before"]
    assert found["funnel"][0]["of_before"] is None
    assert list(found["funnel"][1]["of_before"]) == ["hits", "of", "percent", "likely"]
    assert list(found["stays"][0]["over"]) == ["median", "least", "most", "count", "cases"]
    assert list(found["replies"][0]) == ["channel", "answered", "waiting", "took"]
    assert list(found["weeks"][0]) == ["monday", "out", "in", "interviews"]
    assert vault.is_dir()


def test_each_case_names_a_line_of_its_file(vault: Path, afterword: Typed) -> None:
    out = [one for week in document(afterword)["weeks"] for one in week["out"]["cases"]]

    assert out
    for case in out:
        line = (vault / case["file"]).read_text("utf-8").split("\n")[case["line"] - 1]
        assert line.startswith(f"### {case['date']}")


def test_trace_names_the_cases_behind_each_number(vault: Path, afterword: Typed) -> None:
    lines = afterword("stats", "--trace").out.split("\n")

    place = next(n for n, line in enumerate(lines) if line.startswith("  offer"))
    assert lines[place].split()[1] == "2;"
    assert [".md:" in line for line in lines[place + 1 : place + 3]] == [True, True]
    assert vault.is_dir()


def test_an_empty_vault_has_nothing_to_count_and_says_so(tmp_path: Path, afterword: Typed) -> None:
    afterword("init", str(tmp_path / "new"))

    said = afterword("--vault", str(tmp_path / "new"), "stats")

    assert (said.code, said.out) == (0, "")
    assert "no opportunities to count yet" in said.err
    assert "nothing yet" not in afterword("--vault", str(tmp_path / "new"), "stats", "--json").out
