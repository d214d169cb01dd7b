"""The page about letters names everything that there is, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from store.letters.facts import Scene, facts
from store.letters.names import LABELS
from store.letters.phrases import FILTERS
from store.letters.render import render
from store.model.letter import Template
from store.text.template import KEYS, read_template

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "letters.md").read_text(encoding="utf-8")
NAMED = frozenset(re.findall(r"`([a-z_]+(?:\[\])?(?:\.[a-z]+)?)`", PAGE))


@pytest.mark.parametrize("path", sorted(LABELS))
def test_every_documented_name_stands_on_the_page(path: str) -> None:
    head, _, part = path.partition(".")

    assert path in NAMED or (part in NAMED and head in NAMED) or any(name.startswith(f"{path}.") for name in NAMED)


@pytest.mark.parametrize("word", sorted(KEYS | set(FILTERS)))
def test_every_key_and_filter_stands_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_every_shipped_template_stands_on_the_page(shipped: dict[str, Template]) -> None:
    assert all(f"| `{t.name}` | {t.channel} |" in PAGE for t in shipped.values())


def test_every_finding_stands_on_the_page() -> None:
    folder = Path(__file__).resolve().parents[3] / "store" / "rules" / "drafting"
    source = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'(?:error|warning|advice)\)?\(\s*"([a-z-]+)"', source))

    assert len(codes) > 15
    assert all(f"`{code}`" in PAGE for code in codes)


def test_the_example_on_the_page_works(scenes: dict[str, Callable[..., Scene]]) -> None:
    example = re.search(r"```\n(---\n.*?)```", PAGE, re.DOTALL)
    assert example is not None
    template, problems = read_template(example[1].encode(), "templates/coffee-thanks.md.j2", own=True)

    assert template is not None
    assert problems == ()
    assert "letting the drivers see the plan was what I needed" in render(template, facts(scenes["rich"]())).body
