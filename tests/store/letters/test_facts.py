"""What goes into a letter, what stays out, and where each fact is from."""

from collections.abc import Callable
from datetime import date

import pytest

from store.letters.choosing import default_choice
from store.letters.facts import Facts, Scene, facts
from store.letters.follow_up import announced
from store.letters.render import render
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.letter import Choice, Proof, Template
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.person import Person
from store.model.value import replace
from store.rules.workdays import Calendar

Scenes = dict[str, Callable[..., Scene]]


def leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


def test_facts_are_nothing_but_texts_lists_and_dictionaries(scenes: Scenes, state: str) -> None:
    assert {type(leaf) for leaf in leaves(dict(facts(scenes[state]()).values))} == {str}


def test_prose_never_enters_a_letter(scenes: Scenes, shipped: dict[str, Template]) -> None:
    material = facts(scenes["rich"]())

    assert "Private prose" not in str(material.values)
    assert not any("Private prose" in render(t, material).body for t in shipped.values())


def test_every_inserted_fact_has_the_line_it_is_from(scenes: Scenes, shipped: dict[str, Template]) -> None:
    proof = render(shipped["thank-you-email"], facts(scenes["rich"]())).proof

    path = "opportunities/hollin.md"
    assert Proof(text="letting the drivers see the plan", path=path, line=34) in proof
    assert Proof(text='"we find out last"', path=path, line=37) in proof
    assert Proof(text="Priya Raman", path=path, line=7) in proof
    assert Proof(text="Friday, 17 July", path=path, line=42) in proof
    result = "nine of ten late loads were reported to the customer before he called"
    assert Proof(text=result, path="stories/early-warning.md", line=1) in proof
    assert not [p for p in proof if p.line in {35, 36, 39}]


def test_lines_are_looked_up_where_the_values_carry_none(scenes: Scenes, shipped: dict[str, Template]) -> None:
    result = "nine of ten late loads were reported to the customer before he called"
    lines = {("stories/early-warning.md", result): 3, ("afterword.toml", "Rowan Ito"): 2}
    scene = replace(scenes["rich"](), locate=lambda path, text, line: lines.get((path, text), line))
    places = {p.text: p.line for p in render(shipped["thank-you-email"], facts(scene)).proof}

    assert (places["Rowan Ito"], places[result]) == (2, 3)


def test_the_cells_of_a_chart_are_proved_too(scenes: Scenes, shipped: dict[str, Template]) -> None:
    proof = render(shipped["needs-chart-letter"], facts(scenes["rich"]())).proof

    assert {31, 33} <= {p.line for p in proof if p.path == "opportunities/hollin.md"}
    assert "nine of ten late loads were reported to the customer before he called" in {p.text for p in proof}


def test_usually_a_person_gets_their_own_marks_and_the_needs_of_all(
    scenes: Scenes, people: tuple[Contact, ...]
) -> None:
    chosen = [default_choice(s.opportunity, s.contact, s.stories, s.today) for s in map(scenes["rich"], people)]

    assert [choice.marks for choice in chosen] == [{31, 33, 34, 37, 38, 39, 40, 41}, {32, 33, 35}, {33, 36}]
    assert chosen[0].stories == {"stories/early-warning.md"}
    assert chosen[1].stories == {"stories/one-plan.md"}


def test_only_what_is_chosen_goes_in(scenes: Scenes) -> None:
    values = facts(scenes["rich"](), Choice(marks=frozenset({34}))).values

    assert [t["text"] for t in values["topics"]] == ["letting the drivers see the plan"]
    assert values["quotes"] == values["needs"] == values["stories"] == []


def test_words_of_another_are_marked_as_theirs(scenes: Scenes, shipped: dict[str, Template]) -> None:
    material = facts(scenes["rich"](), Choice(marks=frozenset({35, 32})))
    body = render(shipped["thank-you-email"], material).body

    assert material.values["topic"]["by"] == "Tom Becker"
    assert "what you said about the Monday" not in " ".join(body.split())
    assert "Of all you told me" not in " ".join(body.split())


def test_what_the_whole_meeting_heard_is_not_put_into_ones_mouth(scenes: Scenes, shipped: dict[str, Template]) -> None:
    body = render(shipped["thank-you-email"], facts(scenes["rich"](), Choice(marks=frozenset({33})))).body

    assert "Of all we talked about" in body


@pytest.mark.parametrize(
    ("person", "stage", "heard"), [(0, "interviewing", 1), (1, "interviewing", 0), (0, "rejected", 0)]
)
def test_a_fumbled_answer_is_repaired_only_with_its_hearer_and_never_after_a_no(
    scenes: Scenes, people: tuple[Contact, ...], person: int, stage: str, heard: int
) -> None:
    scene = scenes["rich"](people[person])
    scene = replace(scene, opportunity=replace(scene.opportunity, stage=Stage(stage)))

    assert len(facts(scene, Choice(marks=frozenset({38}))).values["fumbles"]) == heard


def test_a_promise_that_is_kept_or_dropped_is_over(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    entry = scene.opportunity.entries[0]
    for box, count in ((Box.OPEN, 1), (Box.DONE, 0), (Box.DROPPED, 0)):
        marks = tuple(replace(m, box=box) if m.word is Word.PROMISE else m for m in entry.marks)
        here = replace(scene.opportunity, entries=(replace(entry, marks=marks),))

        assert len(facts(replace(scene, opportunity=here)).values["promises"]) == count


def test_a_promise_of_a_thing_names_the_thing(scenes: Scenes) -> None:
    assert facts(scenes["rich"]()).values["promise"]["thing"] == "the rollout plan"


def test_a_value_item_is_cut_into_title_and_link(scenes: Scenes) -> None:
    value = facts(scenes["rich"]()).values["value"]

    assert (value["title"], value["link"]) == ('"Calm Dispatch"', "https://essays.example/calm-dispatch")


def test_a_person_beyond_the_opportunity_can_be_written_to(scenes: Scenes, shipped: dict[str, Template]) -> None:
    anna = Person(path="people/anna.md", name="Anna Weiss", ident="Anna Weiss", email="anna@weiss.example")
    rendered = render(shipped["plain-message"], facts(replace(scenes["rich"](), contact=anna)))

    assert rendered.body.startswith("Dear Anna Weiss,")
    assert Proof(text="Anna Weiss", path="people/anna.md", line=1) in rendered.proof


def test_a_planned_interview_is_no_talk_yet(scenes: Scenes) -> None:
    scene = replace(scenes["rich"](), today=date(2026, 7, 1))

    assert facts(scene).values["meeting"] == {}
    assert facts(scene).values["topics"] == []


@pytest.mark.parametrize(
    ("person", "expected"),
    [(0, date(2026, 7, 17)), (1, None), (2, date(2026, 7, 10))],
    ids=["the lead hears a week later", "others get no day", "who owes it, two working days later"],
)
def test_one_announced_day_and_not_three_promises(
    scenes: Scenes, people: tuple[Contact, ...], person: int, expected: date | None
) -> None:
    scene = scenes["rich"]()
    step = announced(
        scene.opportunity, people[person], scene.opportunity.entries[0], scene.today, Calendar(scene.settings)
    )

    assert step.day == expected


def test_a_day_that_has_passed_gives_way_to_one_a_week_ahead(scenes: Scenes, people: tuple[Contact, ...]) -> None:
    scene = scenes["rich"](people[2])
    late = facts(replace(scene, today=date(2026, 7, 20)))

    assert late.values["follow_up"]["date"] == "Monday, 27 July"


def test_a_talk_on_the_phone_is_called_a_call(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    priya = Name(text="Priya Raman", who="Priya Raman")
    mark = Mark(line=91, word=Word.TOPIC, text="night cover", persons=(priya,))
    call = Entry(line=90, end=92, day=date(2026, 7, 3), kind=Kind.CALL, names=(priya,), marks=(mark,))
    here = replace(scene.opportunity, entries=(*scene.opportunity.entries, call))
    values = facts(replace(scene, opportunity=here)).values

    assert (values["meeting"]["kind"], values["meeting"]["when"]) == ("call", "today")
    assert [topic["text"] for topic in values["topics"]] == ["night cover"]
    assert [need["text"] for need in values["needs"]] == [
        "late loads are noticed only when the customer calls",
        "a dispatcher bench that can cover nights",
    ]


def test_a_bare_call_is_not_what_one_thanks_for(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    priya = Name(text="Priya Raman", who="Priya Raman")
    call = Entry(line=90, end=90, day=date(2026, 7, 3), kind=Kind.CALL, names=(priya,))
    here = replace(scene.opportunity, entries=(*scene.opportunity.entries, call))

    assert facts(replace(scene, opportunity=here)).values["meeting"]["date"] == "2 July"


def test_proof_wants_whole_words(shipped: dict[str, Template]) -> None:
    plain = replace(shipped["plain-message"], source="Annabel writes.", subject="x")
    fact = Proof(text="Anna", path="a.md", line=1)

    assert render(plain, Facts(values={}, proof=(fact,))).proof == ()


def test_goods_stay_out_where_gifts_are_ruled_out(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    talk = scene.opportunity.entries[0]
    priya = Name(text="Priya Raman", who="Priya Raman")
    book = Mark(line=50, word=Word.VALUE, text='"Ramps", a book', persons=(priya,))
    here = replace(scene.opportunity, entries=(replace(talk, marks=(*talk.marks, book)),))
    strict = replace(here, restrictions=("no-gifts",))
    picked = Choice(marks=frozenset({39, 50}))

    def titles(opportunity: Opportunity, choice: Choice | None) -> list[str]:
        return [v["title"] for v in facts(replace(scene, opportunity=opportunity), choice).values["values"]]

    assert 50 in default_choice(here, scene.contact, scene.stories, scene.today).marks
    assert 50 not in default_choice(strict, scene.contact, scene.stories, scene.today).marks
    assert titles(here, None) == titles(here, picked) == ['"Calm Dispatch"', '"Ramps"']
    assert titles(strict, None) == titles(strict, picked) == ['"Calm Dispatch"']


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Read this: <https://essays.example/calm-dispatch>", 0),
        ("Have a look at “Calm\nDispatch”, please.", 0),
        ("Another essay altogether", 1),
    ],
)
def test_what_was_sent_once_is_not_brought_again_unless_it_is_picked(scenes: Scenes, text: str, left: int) -> None:
    scene = scenes["rich"]()
    priya = Name(text="Priya Raman", who="Priya Raman")
    mail = Entry(line=60, end=62, day=scene.today, kind=Kind.EMAIL, direction=Direction.TO, names=(priya,), text=text)
    here = replace(scene.opportunity, entries=(*scene.opportunity.entries, mail))
    answer = replace(scene.opportunity, entries=(*scene.opportunity.entries, replace(mail, direction=Direction.FROM)))

    assert len(facts(replace(scene, opportunity=here)).values["values"]) == left
    assert len(facts(replace(scene, opportunity=here), Choice(marks=frozenset({39}))).values["values"]) == 1
    assert len(facts(replace(scene, opportunity=answer)).values["values"]) == 1


def test_a_reference_hears_what_the_interview_was_about_and_nobodys_own_words(scenes: Scenes) -> None:
    scene = scenes["rich"]()
    talk = scene.opportunity.entries[0]
    shared = Mark(line=50, word=Word.STRENGTH, text="calm under questions")
    here = replace(scene.opportunity, entries=(replace(talk, marks=(*talk.marks, shared)),))
    anna = Person(path="people/anna.md", name="Anna Weiss", ident="Anna Weiss", part=("reference",))
    chosen = default_choice(here, anna, scene.stories, scene.today)
    helper = default_choice(here, replace(anna, part=("helper",)), scene.stories, scene.today)

    assert chosen.marks == {33, 50}
    assert helper.marks == frozenset()


def test_the_dates_of_the_search_are_there_whoever_is_written_to(scenes: Scenes) -> None:
    anna = Person(path="people/anna.md", name="Anna Weiss", ident="Anna Weiss")
    values = facts(replace(scenes["rich"](), contact=anna)).values

    assert values["interview"] == {
        "when": "yesterday",
        "date": "2 July",
        "people": "Priya Raman, Tom Becker and Lucía Ortega",
    }
    assert values["application"] == {"date": "5 June"}
    assert values["appointment"] == {"kind": "interview", "date": "Tuesday, 14 July"}
    assert values["offer"] == {}
    assert values["runner_up"] == ""
