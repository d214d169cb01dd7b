"""Every shipped template, with rich, sparse and empty notes, as readable golden texts."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.letters.facts import Facts, Scene, facts
from store.letters.library import templates
from store.letters.names import LABELS, SINGLES
from store.letters.render import WIDTHS, render
from store.model.letter import Rendered, Template
from store.model.opportunity import Contact

GOLDEN = Path(__file__).with_name("golden")
NAMES = tuple(template.name for template in templates(None))
BAD = re.compile(r"Dear\s*,|Dear\s*\[\[\s*\]\]|\[\[\s*\]\]|\s[,.;:](?:\s|$)|\.\.|,,|\(\s*\)|None|\{\{|\{%|“”|\"\"")


def written(rendered: Rendered) -> str:
    proof = "".join(f"  {p.path}:{p.line} {p.text}\n" for p in rendered.proof)
    return f"Subject: {rendered.subject}\n\n{rendered.body}\n\n== gaps {len(rendered.gaps)}\n== proof\n{proof}"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_reads_as_its_golden_text(
    name: str, state: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    text = written(render(shipped[name], facts(scenes[state]())))
    golden = GOLDEN / f"{name}.{state}.txt"
    if not golden.exists():
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden.name} is new: read it, and commit it if it is a letter that you would send")

    assert golden.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", NAMES)
def test_each_person_of_a_panel_gets_their_own_words(
    name: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]
) -> None:
    own = {"Priya Raman": "drivers see the plan", "Tom Becker": "Monday planning round", "Lucía Ortega": "people grow"}
    for contact in people:
        body = " ".join(render(shipped[name], facts(scenes["rich"](contact))).body.split())
        for who, words in own.items():
            assert who == contact.name or words not in body, (name, who)
        assert contact.name == "Priya Raman" or "what a late load costs" not in body


def without(values: object, path: str) -> object:
    """Return facts in which a documented name is empty."""
    head, _, rest = path.partition(".")
    if not isinstance(values, dict):
        return values
    name, is_list = head.removesuffix("[]"), head.endswith("[]")
    if name not in values:
        return values
    value = values[name]
    if is_list and rest:
        value = [without(item, rest) for item in value]
    elif rest:
        value = without(value, rest)
    else:
        value = [] if is_list else {} if isinstance(value, dict) else ""
    return {**values, name: value}


@pytest.mark.parametrize("path", sorted(LABELS))
def test_a_name_without_a_value_is_a_gap_or_left_out_but_never_an_empty_word(
    path: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    full = facts(scenes["rich"]())
    values = without(full.values, path)
    plural = path.split(".", maxsplit=1)[0].removesuffix("[]")
    for single, many in SINGLES.items():
        if many == plural:
            values = without(values, path.replace(f"{many}[]", single))
    assert isinstance(values, dict)
    for template in shipped.values():
        rendered = render(template, Facts(values=values, proof=full.proof))

        for text in (rendered.subject, rendered.body):
            assert not BAD.search(text), (template.name, path, text)
        assert all(line == line.rstrip() for line in rendered.body.split("\n"))
        assert "\n\n\n" not in rendered.body


def test_an_empty_word_would_be_seen(shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]) -> None:
    careless = replace(shipped["plain-message"], source="Dear {{ person.name | default('') }},")

    assert BAD.search(render(careless, facts(scenes["empty"]())).body)


@pytest.mark.parametrize(
    "name", ["Ngũgĩ wa Thiong'o", "王小明", "أمينة حداد", "Björk Guðmundsdóttir", "X Æ A-12", "Madonna", "José, Jr."]
)
def test_people_are_greeted_with_their_name_as_written(
    name: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]
) -> None:
    contact = replace(people[0], name=name)
    rendered = render(shipped["thank-you-email"], facts(scenes["rich"](contact)))

    assert rendered.body.startswith(f"Dear {name},\n\n")


def test_the_user_can_choose_the_greeting(scenes: dict[str, Callable[..., Scene]], people: tuple[Contact, ...]) -> None:
    contact = replace(people[0], extra={"greeting": "Dear Dr. Raman"})

    assert facts(scenes["rich"](contact)).values["greeting"] == "Dear Dr. Raman,"


@pytest.mark.parametrize("name", NAMES)
def test_a_header_tells_what_the_template_is_for(name: str, shipped: dict[str, Template]) -> None:
    template = shipped[name]

    assert template.purpose.endswith(".")
    assert template.rules
    assert all(re.fullmatch(r"[RG]\d+", rule) for rule in template.rules)
    assert bool(template.subject) == (template.channel in {"email", "letter"})


def test_lines_of_mail_and_letters_stay_within_their_width(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]], state: str
) -> None:
    for template in shipped.values():
        for line in render(template, facts(scenes[state]())).body.split("\n"):
            assert len(line) <= 72 or line.lstrip("- ").startswith("[[ ") or template.channel not in WIDTHS
