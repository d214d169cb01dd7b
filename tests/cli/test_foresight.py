"""What lies ahead on the command line: the plan of an interview as JSON, two schedules side by side."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

FENNIMORE = "opportunities/fennimore-robotics-director-gtm-enablement.md"


def test_why_gives_the_plan_of_each_interview_ahead_to_scripts(vault: Path, afterword: Typed) -> None:
    document = json.loads(afterword("why", "fennimore", "--json").out)
    (plan,) = document["plans"]

    assert (plan["date"], plan["time"], plan["names"]) == ("2026-11-23", "13:00", ["Tobias Renner", "Walt Jensen"])
    assert set(plan["steps"]) <= {step["key"] for step in document["steps"]}
    assert any(key.startswith("thanks/2026-11-23T13:00/") for key in plan["steps"])
    assert {q["origin"] for q in plan["questions"]} == {"need", "newcomer", "general"}
    assert next(q for q in plan["questions"] if q["origin"] == "need")["heard_from"] == "Aiyana Brooks"
    assert (vault / FENNIMORE).read_text().splitlines()[plan["line"] - 1].startswith("### 2026-11-23 13:00 Interview")
    assert plan["missing"] == [{"name": "Walt Jensen", "lacks": ["postal address"]}]
    assert json.loads(afterword("why", "halyard", "--json").out)["plans"] == []


def test_own_questions_under_a_planned_interview_come_first(vault: Path, afterword: Typed) -> None:
    file = vault / FENNIMORE
    heading = next(row for row in file.read_text().splitlines() if row.startswith("### 2026-11-23 13:00 Interview"))
    file.write_text(file.read_text().replace(heading, f"{heading}\n- question: the first robot? (Walt)\n"))

    assert "ask        - Walt Jensen: the first robot? (your own question)" in afterword("why", "fennimore").out


@pytest.mark.parametrize(("columns", "is_beside"), [("60", False), ("120", True), ("160", True)])
def test_two_schedules_stand_side_by_side_where_there_is_room(
    columns: str, is_beside: bool, vault: Path, afterword: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    before = (vault / FENNIMORE).read_bytes()
    said = afterword("set", "fennimore", "playbook=gentle", "--dry-run")
    steps = said.out.partition("Steps ahead under blend and under gentle")[2].splitlines()

    assert ("now: blend" in said.out, "  Goes" in said.out) == (is_beside, not is_beside)
    assert steps
    assert max(map(len, steps)) <= int(columns)
    assert (vault / FENNIMORE).read_bytes() == before


def test_a_dry_run_of_another_key_compares_nothing(vault: Path, afterword: Typed) -> None:
    assert "Steps ahead" not in afterword("set", "fennimore", "location=Berlin", "--dry-run").out
    assert "nothing was changed" in afterword("set", "fennimore", "location=Berlin", "--dry-run").err
    assert b"Berlin" not in (vault / FENNIMORE).read_bytes()
