"""What the composer begins with, what it offers, and how ticks are changed without a screen."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache

import pytest

from store.data import data_dir
from store.errors import BadRequest, NotFound
from store.model.agenda import Item
from store.model.draft import Draft
from store.model.entry import Kind, Word
from store.model.value import replace
from store.workspace.compose import chosen_in, compose, filled_before, proof_in, refilled
from store.workspace.door import Workspace
from store.workspace.material import material
from store.workspace.moment import Moment
from store.workspace.proposing import proposed
from store.workspace.snapshot import Snapshot
from store.workspace.telling import stories_told
from store.workspace.ticking import ticked

TODAY = date(2026, 11, 20)
HALYARD = "halyard-freight-director-of-sales-enablement"


@cache
def sample() -> Snapshot:
    """Return the sample vault on the evening of its panel; it is only read."""
    moment = Moment(today=TODAY, now=datetime(2026, 11, 20, 18, tzinfo=UTC), fixed=True)
    return Workspace.open(data_dir("sample-vault"), moment).snapshot()


def item(part: str, key: str) -> Item:
    return sample().item(sample().opportunity(part).id, key)


@pytest.mark.parametrize(
    ("part", "key", "expected"),
    [
        ("halyard", "thanks/2026-11-20/Piet Vandersloot", ("thank-you-email", "Piet Vandersloot", "email", "")),
        ("halyard", "letter/2026-11-20/Imani Brandt", ("needs-chart-letter", "Imani Brandt", "letter", "")),
        ("brightwater", "promised/2026-11-19T20:40/Samuel Oyelaran", ("call-sheet", "Samuel Oyelaran", "phone", "")),
        ("ostrava", "f-reply", ("reply", "Dev Malhotra", "email", "Re: ")),
    ],
    ids=["a thank-you", "a letter", "a promised call", "an answer"],
)
def test_the_composer_begins_with_what_the_step_asks_for(part: str, key: str, expected: Sequence[str]) -> None:
    found = proposed(sample(), item(part, key))

    assert (found.template.name, found.person, found.channel) == tuple(expected[:3])
    assert found.subject.startswith(expected[3]) and bool(found.subject) == bool(expected[3])


def test_each_of_a_panel_is_offered_their_own_notes() -> None:
    people = ("Imani Brandt", "Piet Vandersloot", "Lucía Ferreyra")
    stuff = [material(sample(), "halyard", who, "thank-you-email") for who in people]
    chosen = [{n.mark.line for n in s.notes if n.own and n.mark.line in s.usual.marks} for s in stuff]

    assert chosen == [{51, 52, 53, 54, 55, 57, 68}, {59, 60, 61, 62}, {63, 64, 65}]


def test_every_story_is_offered_for_a_need_the_best_first_with_the_words_that_match() -> None:
    stuff = material(sample(), "halyard", "Imani Brandt")
    matches = stuff.matches[51]

    assert len(matches) == len(stuff.stories)
    assert (matches[0].story.path, matches[0].is_fitting) == ("stories/ramp-in-fifteen-weeks.md", True)
    assert {"new", "sellers", "months"} <= set(matches[0].words)
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
    assert not matches[-1].is_fitting


def test_a_need_that_a_message_took_up_is_not_offered_as_unanswered() -> None:
    stuff = material(sample(), "halyard", "Lucía Ferreyra", "thank-you-email")

    assert [note.mark.line for note in stuff.notes if note.is_earlier] == [42]
    assert stuff.unanswered == ()
    assert 42 not in stuff.usual.marks


@pytest.mark.parametrize(("part", "who", "told"), [("thornbury", "Adaeze Obi", True), ("brightwater", "Samuel", False)])
def test_a_find_that_was_sent_before_says_so_and_is_not_chosen(part: str, who: str, *, told: bool) -> None:
    stuff = material(sample(), part, who, "weekly-value")
    (find,) = [note for note in stuff.notes if note.mark.word is Word.VALUE]

    assert find.is_told is told
    assert (find.mark.line in stuff.usual.marks) is not told


def test_ticks_are_changed_by_line_and_by_name() -> None:
    stuff = material(sample(), "halyard", "Imani Brandt", "needs-chart-letter")
    choice = ticked(stuff, stories=["licence"], without=["53", "forty"], answers=[(51, "licence"), (52, "")])

    assert 53 not in choice.marks
    assert choice.stories == {"stories/ramp-in-fifteen-weeks.md", "stories/the-licence.md"}
    assert choice.answers == {51: "stories/the-licence.md", 52: ""}
    assert [note.mark.line for note in stuff.uncovered(choice)] == [52]
    assert stuff.answers(choice)[51].path == "stories/the-licence.md"


def test_what_is_not_there_cannot_be_ticked() -> None:
    stuff = material(sample(), "halyard", "Imani Brandt")

    with pytest.raises(BadRequest, match="No note for Imani Brandt stands in line 3"):
        ticked(stuff, notes=[3])
    with pytest.raises(BadRequest, match="No need for Imani Brandt stands in line 53"):
        ticked(stuff, answers=[(53, "")])
    with pytest.raises(NotFound):
        ticked(stuff, stories=["no such story"])


def test_a_draft_of_yesterday_is_filled_again_and_keeps_what_was_typed() -> None:
    made = compose(sample(), HALYARD, "thank-you-email", "Imani Brandt")
    typed = made.body.replace("Of all you", "I have met it before. Of all you").replace(
        "With thanks", "With warm thanks"
    )
    draft = Draft(
        path="drafts/x.md", opportunity=HALYARD, to="Imani Brandt", template="thank-you-email", channel="email",
        subject=made.subject, created=TODAY, body=typed,
    )  # fmt: skip
    before, choice = filled_before(sample(), draft), chosen_in(sample(), draft)
    other = compose(
        sample(),
        HALYARD,
        "thank-you-email",
        "Imani Brandt",
        ticked(material(sample(), HALYARD, "Imani Brandt"), without=["54"]),
    )
    result = refilled(before.body, typed, other.body, "email")

    assert before.body == made.body
    assert {51, 53, 54} <= choice.marks
    assert result.is_clean
    assert "I have met it before." in result.text
    assert "stand in line" not in result.text
    assert {fact.line for fact in proof_in(sample(), draft)} >= {51, 53, 54}


def test_a_story_tells_which_open_needs_call_for_it() -> None:
    told = {t.story.path: [w.opportunity.label for w in t.wanted] for t in stories_told(sample())}

    assert told["stories/ramp-in-fifteen-weeks.md"] == ["Halyard Freight"]
    assert "Halyard Freight" in told["stories/stage-exits.md"]


def test_whatever_letter_answers_a_message_goes_out_under_its_subject() -> None:
    key = item("ostrava", "f-reply").key
    for template in ("reply", "plain-message", "promised-material"):
        made = compose(sample(), "ostrava", template, "Dev Malhotra", key=key)

        assert made.subject == proposed(sample(), item("ostrava", "f-reply")).subject == "Re: Ostrava wants to talk"
        fact = next(fact for fact in made.proof if fact.text == "Ostrava wants to talk")
        assert (fact.line, fact.places[0].row) == (27, -1)
    alone = compose(sample(), "ostrava", "plain-message", "Dev Malhotra")
    assert alone.subject == "[[ what this is about ]]"


def test_a_letter_to_somebody_else_or_by_another_way_keeps_its_own_subject() -> None:
    key = item("fennimore", "f-reply").key
    other = next(c.name for c in sample().opportunity("fennimore").contacts if c.name != "Pilar Ochoa")

    assert compose(sample(), "fennimore", "plain-message", other, key=key).subject == "[[ what this is about ]]"
    assert compose(sample(), "fennimore", "needs-chart-letter", "Pilar Ochoa", key=key).subject[:3] != "Re:"
    assert compose(sample(), "fennimore", "text-message", "Pilar Ochoa", key=key).subject == ""


def test_an_answer_in_a_chat_has_no_subject() -> None:
    here = sample().opportunity("fennimore")
    line = item("fennimore", "f-reply").because.line
    entries = tuple(replace(e, kind=Kind.MESSAGE) if e.line == line else e for e in here.entries)
    searches = tuple(replace(o, entries=entries) if o is here else o for o in sample().records.opportunities)
    after = sample().assuming(replace(sample().records, opportunities=searches))
    proposal = proposed(after, after.item(here.id, "f-reply"))

    assert proposal.answers is not None and proposal.answers.title
    assert (proposal.channel == "email", proposal.subject) == (False, "")
