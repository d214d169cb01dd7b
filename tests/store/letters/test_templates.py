"""Every shipped template, with rich, sparse and empty notes, as readable golden texts."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from store.letters.facts import Facts, Scene, facts
from store.letters.library import templates
from store.letters.names import LABELS, SINGLES
from store.letters.paragraphs import WIDTHS
from store.letters.render import render
from store.model.draft import Draft
from store.model.entry import Direction, Entry, Kind, Name
from store.model.letter import Rendered, Template
from store.model.opportunity import Contact, Stage
from store.model.records import Records
from store.model.value import replace
from store.rules.drafting.length import word_count
from store.rules.linting import lint

GOLDEN = Path(__file__).with_name("golden")
WRITE = os.environ.get("AFTERWORD_GOLDEN") == "write"
"""After a wanted change: `AFTERWORD_GOLDEN=write pytest tests/store/letters`, and read the difference."""
NAMES = tuple(template.name for template in templates(None))
BAD = re.compile(r"Dear\s*,|Dear\s*\[\[\s*\]\]|\[\[\s*\]\]|\s[,.;:](?:\s|$)|\.\.|,,|\(\s*\)|None|\{\{|\{%|“”|\"\"")


def one_line(rendered: Rendered) -> str:
    return " ".join(rendered.body.split())


def written(rendered: Rendered) -> str:
    proof = "".join(f"  {p.path}:{p.line} {p.text}\n" for p in rendered.proof)
    return f"Subject: {rendered.subject}\n\n{rendered.body}\n\n== gaps {len(rendered.gaps)}\n== proof\n{proof}"


@pytest.mark.parametrize("name", NAMES)
def test_a_template_reads_as_its_golden_text(
    name: str, state: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    text = written(render(shipped[name], facts(scenes[state]())))
    golden = GOLDEN / f"{name}.{state}.txt"
    if WRITE:
        golden.write_text(text, encoding="utf-8")

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


OFFERED = {
    "influence-request": {"asks-a-favour"},
    "needs-chart-letter": {"yours-to-show"},
    "recommendation-cover": {"yours-to-show"},
}
"""What is asked about a letter out of rich notes, gaps aside: a favour, and what may not be the user's."""


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_out_of_rich_notes_passes_the_checks(
    name: str, shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    scene, template = scenes["rich"](), shipped[name]
    rendered = render(template, facts(scene))
    draft = Draft(
        path="drafts/x.md",
        to="Priya Raman",
        channel=template.channel,
        template=name,
        created=scene.today,
        subject=rendered.subject,
        body=rendered.body,
    )
    records = Records(settings=scene.settings, opportunities=(scene.opportunity,), stories=scene.stories)
    found = lint(draft, scene.opportunity, records, scene.today, template.rules)

    assert {finding.code for finding in found} - {"gap"} == OFFERED.get(name, set())


def test_only_the_repair_tells_of_an_answer_that_went_wrong(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    material = facts(scenes["rich"]())

    assert [
        name for name in NAMES if "what a late load costs" in " ".join(render(shipped[name], material).body.split())
    ] == ["letter-repair"]


def test_the_message_for_a_voicemail_takes_half_a_minute(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    message = render(shipped["call-sheet"], facts(scenes["rich"]())).body.partition("VOICEMAIL")[2].partition("\n")[2]

    assert 40 < word_count(message) <= 75
    assert all(
        part in " ".join(message.split()) for part in ("Rowan Ito", "Dispatch Lead", "late loads", "+1 555 0117")
    )


def test_the_one_who_came_second_may_choose_to_say_so(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    scene = scenes["rich"]()
    second = replace(scene, opportunity=replace(scene.opportunity, runner_up=True))

    assert "only if you mean it" not in render(shipped["one-month-inquiry"], facts(scene)).body
    assert any("only if you mean it" in gap for gap in render(shipped["one-month-inquiry"], facts(second)).gaps)


def test_a_second_letter_tells_no_story_twice(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    scene = scenes["rich"]()
    priya = Name(text="Priya Raman", who="Priya Raman")
    first = Entry(
        line=60,
        end=64,
        day=scene.today,
        kind=Kind.LETTER,
        direction=Direction.TO,
        names=(priya,),
        text="I built this: an early warning\nboard for late loads.",
    )
    after = replace(scene, opportunity=replace(scene.opportunity, entries=(*scene.opportunity.entries, first)))
    other = replace(first, names=(Name(text="Tom Becker", who="Tom Becker"),))
    besides = replace(scene, opportunity=replace(scene.opportunity, entries=(*scene.opportunity.entries, other)))

    for name in ("second-letter", "third-letter"):
        assert "nine of ten" in one_line(render(shipped[name], facts(scene))).casefold()
        assert "nine of ten" in one_line(render(shipped[name], facts(besides))).casefold()
        assert "nine of ten" not in one_line(render(shipped[name], facts(after))).casefold()


def test_a_withdrawal_names_nobody_and_gives_the_hour_back(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    rendered = render(shipped["withdrawal-note"], facts(scenes["rich"]()))
    body = " ".join(rendered.body.split())

    assert rendered.gaps == ()
    assert "Please give the hour of our interview on Tuesday, 14 July to somebody else." in body
    assert not any(name in body for name in ("Tom Becker", "Lucía", "offer", "accepted", "another"))


def test_an_offer_is_answered_on_the_day_that_it_wants(
    shipped: dict[str, Template], scenes: dict[str, Callable[..., Scene]]
) -> None:
    scene = scenes["rich"]()
    offered = replace(scene.opportunity, stage=Stage.OFFER, deadline=date(2026, 7, 10))
    known = render(shipped["offer-thanks"], facts(replace(scene, opportunity=offered)))
    early = replace(offered, stage=Stage.APPLIED)
    late = replace(offered, deadline=date(2026, 7, 1))

    assert "You will have it by Friday, 10 July." in one_line(known)
    for here in (early, late):
        gaps = render(shipped["offer-thanks"], facts(replace(scene, opportunity=here))).gaps
        assert gaps == ("the day on which you answer",)


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
            assert len(line) <= WIDTHS.get(template.channel, len(line)) or line.lstrip("- ").startswith("[[ ")
