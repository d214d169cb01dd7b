"""A letter filled again after the user typed in it: nothing typed is lost, and the template's changes arrive."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.letters.chart import chart
from store.letters.refill import refill
from store.rules.columns import fold

WORDS = st.sampled_from(
    ["we", "you", "they", "need", "now", "then.", "well.", "time,", "[[ some words ]]", "需要", "時間", "e\u0301té"]
)
LINES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
LETTERS = st.lists(LINES, min_size=1, max_size=6).map("\n\n".join)
WIDTH = 60


def folded(text: str, width: int = WIDTH) -> str:
    return "\n".join(part for line in text.split("\n") for part in fold(line, width))


def words(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace())


@given(LETTERS, LETTERS)
def test_what_only_one_side_changed_is_taken_from_it(one: str, other: str) -> None:
    assert refill(one, one, other, WIDTH).text == other
    assert refill(one, other, one, WIDTH).text == other
    assert refill(one, other, other, WIDTH).text == other


@given(LETTERS, LETTERS, LETTERS, st.sampled_from([None, 30, WIDTH]))
def test_no_word_that_was_typed_is_lost(filled: str, typed: str, anew: str, width: int | None) -> None:
    if width:
        filled, typed, anew = folded(filled, width), folded(typed, width), folded(anew, width)
    result = refill(filled, typed, anew, width)
    mine, theirs = words(typed) - words(filled), words(anew) - words(filled)

    assert mine <= words(result.text)
    assert mine <= words(result.both)
    assert theirs <= words(result.both)
    assert theirs <= words(result.theirs)
    if result.is_clean:
        assert result.text == result.both == result.theirs


@given(st.lists(LINES, min_size=2, max_size=6), st.data())
def test_edits_of_other_paragraphs_always_survive(old: list[str], data: st.DataObject) -> None:
    old = [f"{number}: {line}" for number, line in enumerate(old)]
    here, there = data.draw(st.permutations(range(len(old))))[:2]
    mine, other, wanted = list(old), list(old), list(old)
    mine[here] = wanted[here] = f"{here}: typed {data.draw(LINES)}"
    other[there] = wanted[there] = f"{there}: made {data.draw(LINES)}"
    filled, typed, anew = (folded("\n\n".join(lines)) for lines in (old, mine, other))
    result = refill(filled, typed, anew, WIDTH)

    assert result.is_clean
    assert result.text == folded("\n\n".join(wanted))


@given(LINES, LINES, LINES, st.integers(30, 90))
def test_it_does_not_matter_how_lines_are_folded(before: str, mine: str, other: str, width: int) -> None:
    filled = f"old One two three. {before}"
    typed = f"old {mine} One two three. {before}"
    anew = f"old One two three. {before} {other}"
    plain = refill(filled, typed, anew)
    again = refill(folded(filled, width), folded(typed, width), folded(anew, width), width)

    assert again.is_clean == plain.is_clean
    assert again.text.split() == plain.text.split() or "需" in plain.text or "時" in plain.text


FILLED = """Dear Ann Weber,

Thank you for your time yesterday, and above all for what
you said about letting the drivers see the plan.

One need has stayed with me: late loads are noticed too
late. It is work I know. A warning board.

With kind regards,

Rowan Ito
+1 555 0117"""


def typed_in(old: str, new: str) -> str:
    assert old in FILLED
    return FILLED.replace(old, new)


def test_two_changes_of_one_paragraph_are_brought_together() -> None:
    typed = typed_in("It is work I know.", "I have met it twice.")
    anew = typed_in("about letting the drivers see the plan.", "about nights.").replace("A warning board.", "One plan.")
    result = refill(FILLED, typed, anew, WIDTH)

    assert result.is_clean
    assert "I have met it twice. One plan." in " ".join(result.text.split())
    assert "said about nights." in result.text


def test_the_same_words_changed_twice_are_asked_about() -> None:
    typed = typed_in("A warning board.", "A board that warns, ours.")
    anew = typed_in("A warning board.", "One plan for two teams.")
    result = refill(FILLED, typed, anew, WIDTH)

    assert not result.is_clean
    assert result.text == typed
    assert result.theirs == anew
    assert result.both.index("ours") < result.both.index("two teams")


def test_changes_close_to_each_other_in_one_sentence_are_asked_about() -> None:
    typed = typed_in("late loads are noticed", "our loads are noticed")
    anew = typed_in("late loads are noticed too\nlate.", "late loads are seen by\nnobody.")

    assert not refill(FILLED, typed, anew, WIDTH).is_clean


def test_a_new_paragraph_beside_one_that_the_template_changes_is_no_question() -> None:
    typed = typed_in("\n\nWith kind", "\n\nI grew up beside that depot.\n\nWith kind")
    anew = typed_in("A warning board.", "One plan.")
    result = refill(FILLED, typed, anew, WIDTH)

    assert result.is_clean
    assert result.text == anew.replace("\n\nWith kind", "\n\nI grew up beside that depot.\n\nWith kind")


def test_lines_that_the_user_broke_stay_broken() -> None:
    typed = typed_in("One need has stayed with me: late loads", "One need has stayed with me:\nlate loads")
    anew = typed_in("about letting the drivers see the plan.", "about nights.")

    assert "with me:\nlate loads" in refill(FILLED, typed, anew, WIDTH).text


def test_a_filled_gap_stays_filled() -> None:
    filled = FILLED + "\n\nOne more. [[ your thought ]] I will call on Monday."
    typed = filled.replace("[[ your thought ]]", "Pay the night shift more.")
    anew = filled.replace("Monday", "Tuesday")

    assert refill(filled, typed, anew, WIDTH).text == typed.replace("Monday", "Tuesday")


def test_a_row_of_the_chart_can_be_edited_while_another_comes() -> None:
    rows = [("late loads", "a warning board"), ("two planning teams that never meet", "one plan")]
    more = [*rows, ("nights", "a bench of eleven")]
    heads = ("Need", "Done")
    filled, anew = (f"Look:\n\n{chart(table, WIDTH, heads)}\n\nYours" for table in (rows, more))
    typed = filled.replace("a warning board", "a board of mine")
    result = refill(filled, typed, anew, WIDTH)

    assert result.is_clean
    assert result.text == anew.replace("a warning board", "a board of mine")


@pytest.mark.parametrize("mine", ["", "Nothing that was there before."])
def test_a_letter_that_was_cleared_is_asked_about(mine: str) -> None:
    result = refill(FILLED, mine, typed_in("A warning board.", "One plan."), WIDTH)

    assert result.text == mine
    assert not result.is_clean
    assert "One plan." in result.theirs
