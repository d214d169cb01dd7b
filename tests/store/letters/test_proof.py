"""Whatever stands in a letter is the template's own, or has a proof that leads to a line which holds it."""

import itertools
import re
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.data import data_dir
from store.letters.facts import EVERYBODY, HEADS, KINDS, UNANSWERED, Scene, facts
from store.letters.library import templates
from store.letters.phrases import day_in_words, full_day, weekday_and_day
from store.letters.proof import proof_of
from store.letters.render import render
from store.model.letter import Choice, Proof, Rendered, Template, proof_at
from store.model.value import replace
from store.workspace.compose import compose
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot
from tests.store.letters.conftest import rich

SHIPPED = {template.name: template for template in templates(None)}
TODAY = date(2026, 11, 20)
ISO = re.compile(r"\d{4}-\d\d-\d\d")
WORD = re.compile(r"\w+")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
IN_TAG = re.compile(r"'([^']*)'")
DAYS = re.compile(
    r"\b(?:\w+day|\d+ (?:January|February|March|April|May|June|July|August|September|October|November))\b"
)


def uncovered(rendered: Rendered) -> list[str]:
    """Return the letter's lines with what is proved blotted out, the subject first."""
    lines = [rendered.subject, *rendered.body.split("\n")]
    for fact in rendered.proof:
        for place in fact.places:
            line = lines[place.row + 1]
            lines[place.row + 1] = line[: place.start] + "\0" * (place.end - place.start) + line[place.end :]
    return lines


@st.composite
def scenes_of_nonsense(draw: st.DrawFn) -> Scene:
    """Return a scene in which every word of every fact is one of its own, so that no template can hold it."""
    scene = rich()
    numbers = itertools.count(100)
    sort = draw(st.sampled_from(["zq{}", "漢{}字", "zé{}"]))

    def words(most: int = 12) -> str:
        return " ".join(sort.format(next(numbers)) for _ in range(draw(st.integers(1, most)))) + draw(
            st.sampled_from(["", ".", "?", ")"])
        )

    entries = tuple(
        replace(entry, marks=tuple(replace(m, text=f'"{words(2)}", {words(25)}') for m in entry.marks))
        for entry in scene.opportunity.entries
    )
    stories = tuple(
        replace(s, title=words(), result=words(20), sample=f"https://{words(1).strip('.?)')}") for s in scene.stories
    )
    contact = replace(scene.opportunity.contacts[0], title=words(4), address=f"{words(3)}, {words(3)}")
    opportunity = replace(scene.opportunity, company=words(3), position=words(4), entries=entries)
    return replace(scene, opportunity=opportunity, stories=stories, contact=contact)


@given(data=st.data(), name=st.sampled_from(sorted(SHIPPED)))
def test_no_word_of_a_file_stands_in_a_letter_unproved(data: st.DataObject, name: str) -> None:
    scene = data.draw(scenes_of_nonsense())
    rendered = render(SHIPPED[name], facts(scene))
    bare = "\n".join(uncovered(rendered)).replace(full_day(scene.today), "")

    assert not re.search(r"zq|漢|字|zé", bare)
    assert {d for d in DAYS.findall(bare) if d not in SHIPPED[name].source} <= {"today", "yesterday"}


@cache
def sample() -> Snapshot:
    """Return the sample vault on the evening of its panel; it is only read."""
    moment = Moment(today=TODAY, now=datetime(2026, 11, 20, 18, tzinfo=UTC), fixed=True)
    return Workspace.open(data_dir("sample-vault"), moment).snapshot()


def letters() -> list[tuple[str, str, str]]:
    """Return every template for every person of two searches."""
    parts = ("halyard", "wexley")
    people = [(o.id, c.ident) for o in map(sample().opportunity, parts) for c in o.contacts]
    return [(opportunity, ident, name) for opportunity, ident in people for name in sorted(SHIPPED)]


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def holds(fact: Proof) -> bool:
    """Tell whether the line that a fact names holds it, or the date that it was counted from."""
    lines = sample().text(fact.path).split("\n")
    block = "\n".join(lines[fact.line - 1 : fact.line + 3])
    days = [date.fromisoformat(text) for text in ISO.findall(lines[fact.line - 1])]
    if any(fact.text in {day_in_words(day), weekday_and_day(day), f"on {day_in_words(day)}"} for day in days):
        return True
    if fact.text in {"today", "yesterday"} or DAYS.match(fact.text):
        return bool(days)  # a day of my own, counted from the one that stands there
    return set(words(fact.text)) - {"and"} <= set(words(block))


@pytest.mark.parametrize(("opportunity", "ident", "name"), letters())
def test_every_proof_leads_to_the_line_that_holds_it(opportunity: str, ident: str, name: str) -> None:
    rendered = compose(sample(), opportunity, name, ident)

    assert [fact for fact in rendered.proof if not holds(fact)] == []
    assert all(fact.places for fact in rendered.proof)


def own_words(template: Template) -> str:
    """Return what a template says itself, in small letters."""
    inside = " ".join(text for tag in TAG.findall(template.source) for text in IN_TAG.findall(tag))
    plain = TAG.sub(" \0 ", f"{template.subject}\n{template.source}")
    return " ".join(words(f"{plain} {inside} {EVERYBODY} {' '.join(HEADS)} {UNANSWERED}"))


@pytest.mark.parametrize(("opportunity", "ident", "name"), letters())
def test_three_words_in_a_row_are_the_template_s_or_proved(opportunity: str, ident: str, name: str) -> None:
    rendered = compose(sample(), opportunity, name, ident)
    bare = re.sub(r"\[\[ .*? \]\]", "\0", "\n".join(uncovered(rendered)), flags=re.DOTALL)
    known = set(own_words(SHIPPED[name]).split()) | {
        *full_day(TODAY).lower().split(),
        "dear",
        "1",
        "2",
        *KINDS.values(),
    }

    assert [run for run in bare.split("\0") if len(words(run)) >= 3 and not set(words(run)) <= known] == []


def test_the_cells_of_a_chart_are_found_in_their_cells() -> None:
    rendered = compose(sample(), "halyard", "needs-chart-letter", "Imani Brandt")
    lines = rendered.body.split("\n")
    need = next(p for p in rendered.proof if p.text.startswith("new sellers take nine months"))

    assert len(need.places) > 1
    assert " ".join(lines[p.row][p.start : p.end] for p in need.places).casefold().rstrip(".") == need.text
    assert {fact.text for fact in proof_at(rendered.proof, need.places[0].row, need.places[0].start)} == {need.text}


def test_the_words_under_the_cursor_tell_where_they_are_from() -> None:
    rendered = compose(sample(), "halyard", "thank-you-email", "Imani Brandt")
    row, line = next((n, t) for n, t in enumerate(rendered.body.split("\n")) if "Dear Imani Brandt" in t)
    found = proof_at(rendered.proof, row, line.index("Imani") + 2)

    assert [(fact.text, fact.path) for fact in found] == [
        ("Imani Brandt", "opportunities/halyard-freight-director-of-sales-enablement.md")
    ]
    assert proof_at(rendered.proof, row, line.index("Imani") + len("Imani Brandt")) == found
    assert proof_at(rendered.proof, row, 0) == ()


def test_a_greeting_of_one_s_own_is_proved() -> None:
    scene = rich()
    greeted = replace(scene, contact=replace(scene.opportunity.contacts[0], extra={"greeting": "Liebe Frau Raman"}))
    proof = render(SHIPPED["plain-message"], facts(greeted)).proof

    assert Proof(text="Liebe Frau Raman", path="opportunities/hollin.md", line=7) in proof


def test_text_that_was_typed_before_a_fact_moves_its_proof_along() -> None:
    material = facts(rich())
    before = proof_of("", "Dear Ann,\n\nabout letting the drivers see the plan.", material)
    after = proof_of("", "A new line.\n\nDear Ann,\n\nso: about letting\nthe drivers see the plan.", material)

    assert [[(p.row, p.start, p.end) for p in fact.places] for fact in before] == [[(2, 6, 38)]]
    assert [[(p.row, p.start, p.end) for p in fact.places] for fact in after] == [[(4, 10, 17), (5, 0, 24)]]


def test_a_part_of_a_word_proves_nothing() -> None:
    material = facts(rich(), Choice())

    assert proof_of("", "The Dispatch Leader wrote", material) == ()
    assert proof_of("", "The Dispatch Lead, wrote", material)
