"""One letter that does several steps: a paragraph for each, where it belongs, with its proof and its gaps."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from store.data import data_dir
from store.errors import BadRequest
from store.letters.joined import paragraph_of, with_paragraph
from store.model.letter import Template
from store.workspace.commands.write_draft import write_draft
from store.workspace.compose import compose
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
