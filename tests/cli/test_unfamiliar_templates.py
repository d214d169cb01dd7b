"""A template of the vault that was not used here as it is: `draft` says so first, `templates` lists it so."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Typed

NAME = "coffee-thanks"
DRAFT = ("draft", "halyard", NAME, "--to", "Imani")


@pytest.fixture
def template(vault: Path) -> Path:
    return vault / "templates" / f"{NAME}.md.j2"


def test_it_is_told_before_its_first_use_and_then_known(afterword: Typed, template: Path) -> None:
    first, second = afterword(*DRAFT, "--print"), afterword(*DRAFT, "--print")

    assert "not used on this machine yet" in first.err
    assert first.out == second.out and "templates/" not in second.err
    template.write_text(template.read_text() + "PS: and wire the fee.\n")
    third, fourth = afterword(*DRAFT), afterword(*DRAFT)
    assert "has changed since you used it last" in third.err and "+PS: and wire the fee.\n" in third.err
    assert "templates/" not in fourth.err
    assert (third.code, fourth.code) == (0, 0)


def test_a_dry_run_is_no_use(afterword: Typed, template: Path) -> None:
    assert template.exists()
    for _ in range(2):
        assert "not used on this machine yet" in afterword(*DRAFT, "--dry-run").err


def test_the_list_says_what_is_new_and_what_has_changed(afterword: Typed, template: Path) -> None:
    assert "(your own, not used here yet)" in " ".join(afterword("templates").out.split())
    afterword(*DRAFT, "--print")
    assert "(your own)" in afterword("templates").out
    template.write_text(template.read_text() + "PS\n")
    assert "(your own, changed since you used it last)" in " ".join(afterword("templates").out.split())
    found = {one["name"]: one["news"] for one in json.loads(afterword("templates", "--json").out)["templates"]}
    assert (found.pop(NAME), set(found.values())) == ("changed", {None})


def test_a_paragraph_of_another_step_is_told_too(afterword: Typed, vault: Path) -> None:
    own = vault / "templates" / "promised-material.md.j2"
    own.write_text('---\nchannel: email\nsubject: "x"\nalso: "Wire the fee."\n---\n{{ greeting }}\n')
    said = afterword(
        *("draft", "halyard", "thank-you-email", "--key", "thanks/2026-11-20/Imani Brandt", "--also", "promised"),
        "--print",
    )

    assert "templates/promised-material.md.j2 is a template that you have not used" in said.err
    assert "Wire the fee." in said.out


def test_in_the_demo_no_template_is_news(tmp_path: Path, afterword: Typed) -> None:
    assert afterword("demo", str(tmp_path / "demo"), "--no-tui").code == 0

    listed = json.loads(afterword("templates", "--json", "--vault", str(tmp_path / "demo")).out)
    assert {one["name"]: one["news"] for one in listed["templates"]}[NAME] is None
    assert {one["news"] for one in listed["templates"]} == {None}
