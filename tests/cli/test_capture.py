"""One line from a shell: put where it belongs, or written back with the reason; nothing typed is lost."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Typed
from tests.tui.driver import small_vault


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = small_vault(tmp_path)
    monkeypatch.setenv("AFTERWORD_VAULT", str(root))
    return root


def northwind(vault: Path) -> str:
    return (vault / "opportunities" / "northwind.md").read_text()


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Northwind: need reps stall below C-level (Joe)", "- need: reps stall below C-level (Joe Alvarez)"),
        ("northwind: Need: a ramp plan (mia)", "- need: a ramp plan (Mia Chen)"),
        ("northwind: promise send the plan by fri (Joe)", "- [ ] promise: send the plan by 2026-11-27 (Joe Alvarez)"),
        ("northwind: promise send it by 3bd", "- [ ] promise: send it by 2026-11-25"),
        ("northwind: [ ] promise: call (Joe) by 1 Dec", "- [ ] promise: call by 2026-12-01 (Joe Alvarez)"),
        ("alvarez: quote we lose them (joe)", "- quote: we lose them (Joe Alvarez)"),
        ("northwind: they reorganise in January", "- topic: they reorganise in January"),
        ("northwind: next week they decide", "- topic: next week they decide"),
        ("northwind: called about the offer", "- topic: called about the offer"),
        ("northwind: call with Joe: likes the plan", "### 2026-11-20 09:00 Call with Joe Alvarez: likes the plan"),
        ("northwind: met Joe and Mia yesterday", "### 2026-11-19 Meeting with Joe Alvarez, Mia Chen"),
        ("northwind: called Mia", "### 2026-11-20 09:00 Call to Mia Chen"),
        ("northwind: interview with Mia on 3 Dec at 14:00", "### 2026-12-03 14:00 Interview with Mia Chen"),
        ("northwind: rejected", "### 2026-11-20 09:00 Rejected"),
    ],
)
def test_a_line_goes_where_it_belongs(vault: Path, afterword: Typed, line: str, written: str) -> None:
    said = afterword("capture", line)

    assert (said.code, said.out) == (0, "")
    assert written in northwind(vault).splitlines()


@pytest.mark.parametrize(
    ("line", "code", "why"),
    [
        ("reps stall", 2, "Say first what it is about"),
        ("need: reps stall", 2, "says what it is, not what it is about"),
        ("northwind:", 2, "Go on behind the colon"),
        ("northwind: need", 2, "is empty"),
        ("a: need x", 2, "fits several"),
        ("northwind: call with Jon", 2, "Nobody at Northwind Freight is called “Jon”. There: Joe Alvarez, Mia Chen."),
        ("northwind: call with Joe on 3 Dec", 2, "still to come"),
        ("northwind: call with Joe on someday", 2, "not a day"),
        ("northwind: interview with Joe on 3 Dec at 25:00", 2, "not a time of day"),
        ("kestrel: they are nice", 2, "no talk yet"),
        ("Vantage Rail, Trainer: need x", 4, "afterword new --company 'Vantage Rail' --position Trainer"),
    ],
)
def test_what_is_not_understood_comes_back_as_it_was_typed(
    vault: Path, afterword: Typed, line: str, code: int, why: str
) -> None:
    before = northwind(vault)

    said = afterword("capture", line)

    assert said.code == code
    assert said.out == line + "\n"
    assert why in " ".join(said.err.split())
    assert northwind(vault) == before


def test_two_people_of_one_name_are_both_named_and_nobody_is_guessed(vault: Path, afterword: Typed) -> None:
    place = vault / "opportunities" / "northwind.md"
    place.write_text(
        place.read_text().replace("tags:", "  - name: Joe Park\ntags:").replace("Mia Chen: f", "Joe Park: f")
    )

    for line in ("northwind: need x (Joe)", "northwind: call with Joe"):
        said = afterword("capture", line)
        assert said.code == 2
        assert "Joe Alvarez" in said.err and "Joe Park" in said.err


def test_of_several_lines_the_refused_ones_come_back_and_the_others_are_kept(vault: Path, afterword: Typed) -> None:
    text = "northwind: need one\n\nnowhere\nNew Co: need x\nharbor: met Priya\n"

    said = afterword("capture", "-", stdin=text)

    assert (said.code, said.out) == (2, "nowhere\nNew Co: need x\n")
    assert "- need: one" in northwind(vault)
    assert "Meeting with Priya Raman" in (vault / "opportunities" / "harbor.md").read_text()


def test_a_dry_run_shows_the_change_and_makes_none(vault: Path, afterword: Typed) -> None:
    before = northwind(vault)

    said = afterword("capture", "--dry-run", "northwind: need one")

    assert said.code == 0
    assert "+- need: one" in said.out
    assert northwind(vault) == before


def test_a_name_with_a_colon_is_taken_in_full(vault: Path, afterword: Typed) -> None:
    place = vault / "opportunities" / "harbor.md"
    old = place.read_text().replace("company: Harbor Analytics", 'company: "Northwind: Labs"')
    place.write_text(old.replace("11-25 10:00", "11-18 10:00"))
    shutil.copy(vault / "opportunities" / "northwind.md", vault / "n.bak")

    said = afterword("capture", "Northwind: Labs: need x")

    assert said.code == 0
    assert "- need: x" in place.read_text()
    assert northwind(vault) == (vault / "n.bak").read_text()


@pytest.mark.parametrize(
    "line", ["northwind: ### 2026-01-01 Call", "northwind: need <!-- x", "northwind: need ``` (Joe)"]
)
def test_a_line_never_becomes_anything_but_a_note(vault: Path, afterword: Typed, line: str) -> None:
    entries = northwind(vault).count("\n### ")

    afterword("capture", line)

    assert northwind(vault).count("\n### ") == entries
    assert "error" not in afterword("check").out


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("northwind call with joe: likes it", "northwind: call with joe: likes it"),
        ("northwind - need better onboarding", "northwind: need better onboarding"),
    ],
)
def test_a_colon_that_was_left_out_is_shown_in_its_place(line: str, meant: str, vault: Path, afterword: Typed) -> None:
    said = afterword("capture", line)

    assert (said.code, said.out) == (2, f"{line}\n")
    assert said.err.rstrip("\n").endswith(f": {meant}")
    assert afterword("capture", meant, "--dry-run").code == 0
    assert vault.is_dir()
