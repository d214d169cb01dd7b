"""Which story answers which need, and by which words."""

import pytest

from store.model.story import Story
from store.rules.matching import assign, best, rank, words_of

LOADS = Story(
    path="stories/a.md", title="Early warnings", needs=("late loads noticed too late",), result="9 of 10 told"
)
PLANS = Story(path="stories/b.md", title="One plan", needs=("planning teams that never meet",), body="Late at night.")
CAFE = Story(path="stories/c.md", title="Ran a cafe", skills=("rotas",))
BROKEN = Story(path="stories/d.md", title="late loads", readable=False)


def test_the_best_story_comes_first_with_the_words_that_match() -> None:
    matches = rank("loads are noticed late", [CAFE, PLANS, LOADS, BROKEN])

    assert [m.story for m in matches] == [LOADS, PLANS]
    assert matches[0].words == ("loads", "noticed", "late")
    assert matches[0].telling == ("noticed", "loads", "late"), "the word that two stories hold says least"
    assert 0 < matches[1].score < matches[0].score <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("stall", "stalled"), ("Plan", "plans"), ("planning", "plan"), ("café", "cafe"), ("rep's", "reps")],
)
def test_forms_of_a_word_are_one_word(one: str, other: str) -> None:
    assert words_of(one).keys() == words_of(other).keys()


def test_empty_words_match_nothing() -> None:
    assert rank("what we all need to do for the team there", [Story(path="x", title="What we do for you")]) == ()


def test_scripts_without_spaces_match_too() -> None:
    story = Story(path="x", title="配送計画の改善")

    assert rank("配送の遅れ", [story])[0].words == ("配送",)


def test_a_faint_likeness_is_shown_but_not_proposed() -> None:
    need = "late invoices from several carriers across three continents"

    assert rank(need, [LOADS])
    assert best(need, [LOADS]) is None


def test_a_story_picked_by_hand_gets_the_need_that_is_left() -> None:
    needs = {1: "loads are noticed late", 2: "somebody who can write"}

    assert assign(needs, [LOADS, CAFE]) == {1: LOADS, 2: CAFE}
    assert assign(needs, [LOADS]) == {1: LOADS}
    assert assign({}, [LOADS]) == {}
