"""What goes in by itself, what the user sets beside a need, and what a draft that is opened again holds."""

from collections.abc import Callable
from datetime import date

import pytest

from store.letters.choosing import default_choice, unanswered
from store.letters.facts import Scene, facts
from store.letters.held import held_by
from store.letters.library import templates
from store.letters.render import render
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.letter import Choice, Template
from store.model.opportunity import Contact
from store.model.value import replace

Scenes = dict[str, Callable[..., Scene]]
NAMES = tuple(template.name for template in templates(None))
PRIYA = Name(text="Priya Raman", who="Priya Raman")
EARLY, PLAN, CAFE = ("stories/early-warning.md", "stories/one-plan.md", "stories/cafe.md")


def talk(line: int, day: date, *marks: Mark, kind: Kind = Kind.INTERVIEW) -> Entry:
    return Entry(line=line, end=line + 5, day=day, kind=kind, direction=Direction.WITH, names=(PRIYA,), marks=marks)


def sent(day: date, text: str) -> Entry:
    return Entry(line=90, end=95, day=day, kind=Kind.EMAIL, direction=Direction.TO, names=(PRIYA,), text=text)


def after(scene: Scene, *entries: Entry) -> Scene:
    return replace(scene, opportunity=replace(scene.opportunity, entries=(*scene.opportunity.entries, *entries)))


def chosen(scene: Scene, *rules: str) -> Choice:
    return default_choice(scene.opportunity, scene.contact, scene.stories, scene.today, rules=rules)


def open_needs(scene: Scene) -> frozenset[int]:
    return unanswered(scene.opportunity, scene.contact, scene.stories, scene.today)


SECOND = talk(
    70, date(2026, 7, 3), Mark(line=71, word=Word.NEED, text="somebody who can calm the depots", persons=(PRIYA,))
)


def test_a_need_of_an_earlier_round_that_nobody_answered_comes_up_again(scenes: Scenes) -> None:
    scene = after(scenes["rich"](), SECOND)

    assert open_needs(scenes["rich"]()) == set()
    assert open_needs(scene) == {31, 33}
    assert {31, 33, 71} <= chosen(scene, "R17").marks
    assert chosen(scene, "R24").marks & {31, 33, 71} == {71}


@pytest.mark.parametrize(
    "text",
    [
        "You said that late loads are noticed only when somebody rings.",
        "On late loads that are noticed when the customer calls: here is my plan.",
        "I built an early warning board for late loads, and this came of it.",
    ],
    ids=["in its words", "by its telling words", "with a story that fits"],
)
def test_a_need_that_a_message_took_up_is_answered(scenes: Scenes, text: str) -> None:
    scene = after(scenes["rich"](), sent(date(2026, 7, 2), f"Dear Priya,\n\n{text}\n\nRowan"), SECOND)

    assert open_needs(scene) == {33}
    assert chosen(scene, "R17").marks & {31, 33, 71} == {33, 71}


def test_what_was_sent_before_the_need_or_about_something_else_answers_nothing(scenes: Scenes) -> None:
    early = sent(date(2026, 7, 1), "Late loads are noticed only when the customer calls, I hear.")
    other = sent(date(2026, 7, 2), "Thank you for your time. I was late, and you waited.")

    assert open_needs(after(scenes["rich"](), early, SECOND)) == {31, 33}
    assert open_needs(after(scenes["rich"](), other, SECOND)) == {31, 33}


def test_a_call_between_the_rounds_makes_no_new_round(scenes: Scenes) -> None:
    call = talk(80, date(2026, 7, 3), Mark(line=81, word=Word.TOPIC, text="nights", persons=(PRIYA,)), kind=Kind.CALL)

    assert open_needs(after(scenes["rich"](), call)) == set()


def test_a_letter_that_brings_what_is_new_takes_a_story_that_was_not_told(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    both = tuple(replace(s, needs=("late loads are noticed too late",)) for s in scene.stories[:2])
    scene = after(
        replace(scene, stories=both), sent(date(2026, 7, 2), "I built an early warning board for late loads.")
    )

    assert chosen(scene, "R17").stories == {EARLY}
    assert chosen(scene, "R17", "R25").stories == {PLAN}


def test_the_user_says_which_story_answers_which_need(scenes: Scenes) -> None:
    scene = scenes["rich"]()

    def told(choice: Choice) -> list[str]:
        return [need["story"] for need in facts(scene, choice).values["needs"]]

    marks, stories = frozenset({31, 33}), frozenset({EARLY})
    assert told(Choice(marks=marks, stories=stories)) == ["An early warning board for late loads", ""]
    assert told(Choice(marks=marks, stories=stories, answers={31: CAFE})) == [
        "Ran a cafe",
        "An early warning board for late loads",
    ]
    assert told(Choice(marks=marks, stories=stories, answers={31: "", 33: ""})) == ["", ""]
    assert told(Choice(marks=marks, answers={31: CAFE, 99: PLAN, 33: "stories/gone.md"})) == ["Ran a cafe", ""]


def test_a_need_left_without_an_answer_is_named(scenes: Scenes, shipped: dict[str, Template]) -> None:
    choice = Choice(marks=frozenset({31, 33}), stories=frozenset({EARLY}), answers={31: ""})
    material = facts(scenes["rich"](), choice)

    assert [need["text"] for need in material.values["uncovered"]] == [
        "late loads are noticed only when the customer calls"
    ]
    assert render(shipped["needs-chart-letter"], material).body.count("[[ your answer to") == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_that_is_opened_again_has_the_ticks_that_made_it(
    name: str, scenes: Scenes, shipped: dict[str, Template], people: tuple[Contact, ...]
) -> None:
    choices = (
        None,
        Choice(marks=frozenset({31, 33, 34}), stories=frozenset({CAFE, PLAN}), answers={31: CAFE, 33: PLAN}),
        Choice(marks=frozenset({31, 33, 37}), stories=frozenset({EARLY}), answers={31: ""}),
    )
    for contact in people:
        scene = scenes["rich"](contact)
        for choice in choices:
            made = render(shipped[name], facts(scene, choice))
            held = held_by(made.subject, made.body, scene)
            again = render(shipped[name], facts(scene, held))

            assert held.marks <= (choice.marks if choice else chosen(scene).marks)
            if choice is None or name not in {
                "third-letter",
                "reference-briefing",
            }:  # their stories stand by themselves
                assert (again.subject, again.body) == (made.subject, made.body)
