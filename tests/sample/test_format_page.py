"""The page on the format says what the readers do: its examples are read without a problem, its tables are complete."""

import re
from pathlib import Path

import pytest

from store.model.entry import Kind, Word
from store.model.opportunity import PARTS, RESTRICTIONS, Stage
from store.model.problem import Problem
from store.model.settings import Settings
from store.text import contacts, opportunity, person
from store.text.draft import read_draft
from store.text.opportunity import read_opportunity
from store.text.person import read_person
from store.text.settings import READERS, read_settings
from store.text.story import read_story

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text()
EXAMPLES = re.findall(r"^```markdown\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
TOML = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def problems_of(text: str) -> tuple[Problem, ...]:
    """Read an example as what its first key says it is."""
    first = text.split("\n")[1].partition(":")[0]
    data = text.encode()
    if first == "company":
        lucia = read_person("---\nname: Lucía Ferreyra\n---\n".encode(), "people/x.md")[0]
        return read_opportunity(data, "opportunities/x.md", Settings(), (lucia,))[1]
    readers = {"name": read_person, "title": read_story, "opportunity": read_draft}
    return readers[first](data, f"{first}/x.md")[1]


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split("\n")[1])
def test_every_example_is_read_without_a_problem(text: str) -> None:
    assert problems_of(text) == ()


def test_there_is_an_example_of_each_kind_of_file() -> None:
    assert len(EXAMPLES) == 4
    assert len(TOML) == 1


def test_the_settings_of_the_page_are_all_the_settings_there_are() -> None:
    settings, problems = read_settings(TOML[0].encode())
    assert problems == ()
    assert settings.stages == {"screening": Stage.INTERVIEWING}
    assert [key for keys in READERS.values() for key in keys if f"\n{key} = " not in TOML[0]] == []


@pytest.mark.parametrize(
    "word",
    [
        *opportunity.KEYS,
        *contacts.CONTACT_KEYS,
        *person.KEYS,
        *PARTS,
        *RESTRICTIONS,
        *Stage,
        *(kind.value for kind in Kind),
        *(word.value for word in Word),
    ],
)
def test_every_key_kind_and_mark_is_told_of(word: str) -> None:
    assert re.search(rf"\b{re.escape(word)}\b", PAGE)


def test_every_file_that_the_page_points_to_is_there() -> None:
    places = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert [p for p in places if not (ROOT / "docs" / p).exists()] == []
