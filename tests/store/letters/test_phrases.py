"""Notes in the middle of sentences: what people jot down reads as if it had been written there."""

import pytest

from store.letters.phrases import listed, matter
from store.letters.render import tidy


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("letting the drivers see the plan", "letting the drivers see the plan"),
        ("The Monday round.", "the Monday round"),
        ("They need a better rota...", "how they need a better rota"),
        ("we lose them in the second meeting", "how we lose them in the second meeting"),
        ("nobody owns the forecast", "how nobody owns the forecast"),
        ("How people grow?", "how people grow"),
        ("where the plan comes from", "where the plan comes from"),
        ("how do people grow?", '"How do people grow?"'),
        ("Can we trust it?", '"Can we trust it?"'),
        ("IT systems nobody owns", "IT systems nobody owns"),
        ("It takes nine months", "how it takes nine months"),
        ("nobody else", "nobody else"),
        ("nobody to ask at night", "nobody to ask at night"),
        ("everything about drivers", "everything about drivers"),
        ("It can wait until spring", "how it can wait until spring"),
        ("Jean-Luc's idea", "Jean-Luc's idea"),
        ("", ""),
    ],
)
def test_a_note_can_stand_behind_about(note: str, told: str) -> None:
    assert matter(note) == told


def test_names_that_hold_commas_are_told_apart() -> None:
    assert listed(["Ann Ray", "King, Jr., Martin", "Bo Lee"]) == "Ann Ray; King, Jr., Martin and Bo Lee"
    assert listed(["Ann Ray", "Bo Lee", "Sukarno"]) == "Ann Ray, Bo Lee and Sukarno"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("at Acme, Inc.. More", "at Acme, Inc. More"),
        ("at S.A..", "at S.A."),
        ("and so on...", "and so on..."),
        ("and .. more", "and .. more"),
        ("They said no!. So", "They said no! So"),
    ],
)
def test_a_name_that_ends_in_a_stop_ends_a_sentence_once(text: str, told: str) -> None:
    assert tidy(text, None) == told


def test_a_bullet_keeps_what_it_points_at() -> None:
    gap = "[[ one thing that is worth their two minutes: a find, an idea, an answer that you owe ]]"

    assert tidy(f"- {gap}", 60) == f"- {gap}"
    assert tidy(f"- and this: {gap}", 60) == f"- and this:\n  {gap}"
