"""One letter that does several steps: a paragraph for each, where it belongs, with its proof and its gaps."""

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from store.data import data_dir
from store.errors import BadRequest, TemplateFault
from store.letters.facts import Facts
from store.letters.inspecting import text_problems
from store.letters.joined import paragraph_of, with_paragraph
from store.letters.render import render
from store.model.entry import Box, Word
from store.model.letter import Choice, Template
from store.model.value import replace
from store.text.template import read_template
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import close_templates, compose
from store.workspace.door import Workspace
from store.workspace.moment import Moment
from store.workspace.snapshot import Snapshot

THANKS = "thanks/2026-11-20/Imani Brandt"
PROMISED = "promised/2026-11-20/Imani Brandt"


@cache
def sample() -> Snapshot:
    """Return the sample vault on the evening of its panel; it is only read."""
    moment = Moment(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 18, tzinfo=UTC), fixed=True)
    return Workspace.open(data_dir("sample-vault"), moment).snapshot()


def test_a_thank_you_brings_what_was_promised_before_it_says_when_i_am_in_touch() -> None:
    alone = compose(sample(), "halyard", "thank-you-email", "Imani Brandt", key=THANKS)
    made = compose(sample(), "halyard", "thank-you-email", "Imani Brandt", key=THANKS, also=[PROMISED])
    paragraphs = made.body.split("\n\n")

    assert made.subject == alone.subject
    assert [p for p in paragraphs if p not in alone.body.split("\n\n")] == [
        "And here is the one-page ramp plan, as promised today:\n[[ a link to it, or its name if you attach it ]]"
    ]
    assert paragraphs.index(alone.body.split("\n\n")[-3]) == len(paragraphs) - 3
    assert "You will hear from me again" in paragraphs[-3]
    assert made.gaps == ("a link to it, or its name if you attach it",)
    plan = next(fact for fact in made.proof if fact.text == "the one-page ramp plan")
    assert made.body.split("\n")[plan.places[0].row][plan.places[0].start : plan.places[0].end] == plan.text


def test_a_letter_for_a_promise_thanks_as_well_and_stays_within_the_width() -> None:
    made = compose(sample(), "halyard", "promised-material", "Imani Brandt", key=PROMISED, also=[THANKS])

    assert "Thank you once more for our talk today. You said" in " ".join(made.body.split())
    assert made.body.index("Thank you once more") > made.body.index("Ask me anything about it")
    assert max(map(len, made.body.split("\n"))) <= 60


def test_a_step_whose_letter_has_no_paragraph_for_it_is_a_gap() -> None:
    letter = paragraph_of(Template(name="offer-thanks", source="x"), "email")

    assert letter.source == "[[ what this letter says as well: offer thanks ]]"


def test_a_step_of_somebody_else_is_no_part_of_it() -> None:
    with pytest.raises(BadRequest, match="A letter to Imani Brandt cannot do Thank-you, Piet Vandersloot"):
        compose(sample(), "halyard", "thank-you-email", "Imani Brandt", also=["thanks/2026-11-20/Piet Vandersloot"])
    with pytest.raises(BadRequest):
        write_draft("halyard", "thank-you-email", "Imani", also=["thanks/2026-11-20/Piet Vandersloot"])(sample())


@pytest.mark.parametrize(
    ("body", "joined"),
    [
        ("Dear Joe,\n\nOne.\n\nWith thanks,\n\nSam", "Dear Joe,\n\nOne.\n\nNEW\n\nWith thanks,\n\nSam"),
        (
            "Dear Joe,\n\nOne.\n\nI will call on 7 May.\n\nWith thanks,\n\nSam",
            "Dear Joe,\n\nOne.\n\nNEW\n\nI will call on 7 May.\n\nWith thanks,\n\nSam",
        ),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nNEW"),
        ("One.", "One.\n\nNEW"),
    ],
)
def test_a_paragraph_comes_last_but_for_the_day_of_the_next_contact(body: str, joined: str) -> None:
    assert with_paragraph(body, "NEW") == joined


def test_a_paragraph_has_the_proof_of_its_own_notes_whatever_else_is_ticked() -> None:
    made = compose(sample(), "halyard", "thank-you-email", "Imani Brandt", Choice(), THANKS, also=[PROMISED])

    assert "the one-page ramp plan" in {fact.text for fact in made.proof}


def test_a_paragraph_is_as_wide_as_the_letter_it_stands_in() -> None:
    made = compose(sample(), "halyard", "needs-chart-letter", "Imani Brandt", also=[THANKS])
    line = next(line for line in made.body.split("\n") if line.startswith("Thank you once more"))

    assert 60 < len(line) <= 72


def test_the_paragraph_of_a_vault_s_own_template_is_filled_apart_and_its_fault_has_a_line() -> None:
    own = Template(name="mine", own=True, also="{{ no.such }}", also_line=7, path="templates/mine.md.j2")
    paragraph = paragraph_of(own, "email")

    assert paragraph.own
    with pytest.raises(TemplateFault, match=r"templates/mine\.md\.j2, line 7: unknown name"):
        render(paragraph, Facts(values={}))
    close_templates()


def test_of_two_promises_the_letter_is_about_the_one_that_it_is_for() -> None:
    here = sample().opportunity("halyard")
    talk = next(e for e in here.entries for m in e.marks if m.word is Word.PROMISE and m.box is Box.OPEN)
    first = next(m for m in talk.marks if m.word is Word.PROMISE)
    second = replace(first, line=9001, text="send the stage map")
    longer = replace(talk, marks=(*talk.marks, second))
    entries = tuple(longer if e is talk else e for e in here.entries)
    searches = tuple(replace(o, entries=entries) if o is here else o for o in sample().records.opportunities)
    both = sample().assuming(replace(sample().records, opportunities=searches))
    keys = {i.mark_line: i.key for i in both.schedule(here.id) if i.mark_line in (first.line, 9001) and i.bucket}

    for line, thing in ((first.line, "the one-page ramp plan"), (9001, "the stage map")):
        key = keys[line]
        alone = compose(both, here.id, "promised-material", "Imani Brandt", key=key)
        beside = compose(both, here.id, "thank-you-email", "Imani Brandt", also=[key])
        assert alone.subject == f"As promised, {thing}"
        assert f"And here is {thing}, as promised today" in " ".join(beside.body.split())


def test_the_paragraph_s_line_is_told_as_it_stands_in_the_file() -> None:
    text = b'---\nname: mine\npurpose: x\nalso: "{{ no.such }}"\n---\n\nHello.\n'
    template, problems = read_template(text, "templates/mine.md.j2", own=True)

    assert template is not None and problems == ()
    assert (template.also, template.also_line) == ("{{ no.such }}", 4)


def test_a_mistake_in_the_paragraph_of_a_vault_s_own_template_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "mine.md.j2").write_text('---\nname: mine\nalso: "{% if %}"\n---\n\nHello.\n', "utf-8")

    (problem,) = text_problems(tmp_path)
    assert (problem.code, problem.path, problem.line) == ("template-text", "templates/mine.md.j2", 3)
