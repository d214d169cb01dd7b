"""The plan of an interview, the debrief and two schedules in words and rows, without a terminal."""

from datetime import date, time

import pytest

from store.model.agenda import Because, Bucket, Item, State
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact
from store.model.playbook import Playbook
from store.model.story import Story
from store.rules.comparing import Fate, Pair
from store.rules.preparing import Fit, Missing, Origin, Preparation, Question
from tui.presentation import comparison, debrief, rows, steps
from tui.presentation.plan import plan_lines
from tui.presentation.spans import plain

TODAY = date(2026, 11, 20)
JOE = Name(text="Joe Alvarez", who="Joe Alvarez")
AHEAD = Entry(
    line=30,
    end=30,
    day=date(2026, 11, 25),
    at=time(10),
    kind=Kind.INTERVIEW,
    direction=Direction.WITH,
    names=(JOE,),
    title="second round",
)


def item(key: str, day: str, state: State = State.FORECAST, channel: str | None = "email") -> Item:
    due = date.fromisoformat(day)
    name = key.split("/", maxsplit=1)[0]
    return Item(
        key=key,
        opportunity="n",
        company="Northwind",
        position="x",
        step=name,
        due=due,
        days=(due - TODAY).days,
        bucket=Bucket.UPCOMING if state is State.OPEN else None,
        state=state,
        because=Because(event="interview", day=AHEAD.day, path="n.md", line=30),
        who="Joe Alvarez",
        channel=channel,
        title=name.title(),
    )


THANKS, CARD = item("thanks/d/Joe", "2026-11-25"), item("card/d/Joe", "2026-11-27", channel="note")
PLAN = Preparation(
    entry=AHEAD,
    names=("Joe Alvarez",),
    steps=(THANKS, CARD),
    questions=(
        Question(text="Who owns it?", origin=Origin.PREPARED, line=31),
        Question(text="About trust?", origin=Origin.NEED, heard_from="Mia Chen"),
        Question(text="What is new?", origin=Origin.NEWCOMER, who="Bo Lee"),
    ),
    stories=(
        Fit(story=Story(path="s.md", title="The ladder"), answers=("reps stall", "no trust"), words=("stall",)),
        Fit(story=Story(path="t.md", title="The bridge"), words=("sales", "coach")),
    ),
    missing=(Missing(name="Joe Alvarez", lacks=("spelling", "postal address")),),
)


def words(found: tuple[rows.Row, ...]) -> list[list[str]]:
    return [[span.text for span in row.cells] for row in found]


def test_a_plan_says_when_with_whom_what_to_ask_to_tell_and_to_bring() -> None:
    text = plain(tuple(plan_lines(PLAN, TODAY)))

    for part in (
        "Interview on Wed 25 Nov 10:00, in 5 days\nwith Joe Alvarez\nsecond round\n",
        "- Who owns it?  your own\n",
        "- About trust?  Mia Chen said so, and is not there to be quoted\n",
        "- Bo Lee: What is new?\n",
        "- The ladder  answers “reps stall” and “no trust”\n",
        "- The bridge  fits the job: sales, coach\n",
        "- a card of Joe Alvarez  spelling, postal address still unknown\n",
        "- the next step: who takes it, what it is, and by when\n",
        "Fri 27 Nov        Card  Joe Alvarez, card",
    ):
        assert part in text


def test_a_plan_without_names_asks_for_them_and_leaves_out_what_there_is_not() -> None:
    bare = Preparation(entry=AHEAD, names=(), steps=(), questions=(), stories=(), missing=())
    text = plain(tuple(plan_lines(bare, TODAY)))

    assert "nobody is named in its heading yet" in text
    assert "everybody's name" in text
    assert "Stories" not in text
    assert "Steps around it" not in text


def test_the_steps_of_an_interview_stand_under_its_plan_and_nowhere_else() -> None:
    listed = (item("answer/d/Joe", "2026-11-20", State.OPEN), THANKS, CARD, item("other/e/Joe", "2026-12-01"))

    shown = words(steps.rows(listed, TODAY, (), (PLAN,)))

    assert [row[:2] for row in shown] == [
        ["Outstanding", "1"],
        ["·", "Answer"],
        [],
        ["Interview on Wed 25 Nov 10:00", "2"],
        ["?", "Ask and bring"],
        ["·", "Thanks"],
        ["·", "Card"],
        [],
        ["Planned", "1"],
        ["·", "Other"],
    ]
    assert shown[4] == ["?", "Ask and bring", "Joe Alvarez", "", "in 5 days"]


def test_without_an_interview_ahead_the_steps_are_as_ever() -> None:
    assert words(steps.rows((THANKS,), TODAY))[0] == ["Planned", "1"]


@pytest.mark.parametrize(
    ("word", "by", "persons", "there", "said"),
    [
        (Word.NEED, None, (JOE,), ("Joe Alvarez", "Mia Chen"), "need: Joe Alvarez"),
        (Word.NEED, None, (), ("Joe Alvarez",), "need: Joe Alvarez, who was there alone"),
        (Word.QUOTE, None, (), ("Joe Alvarez", "Mia Chen"), "quote: the whole meeting's, nobody's own"),
        (Word.PROMISE, date(2026, 11, 23), (JOE,), (), "promise: to Joe Alvarez, by Mon 23 Nov 2026 (in 3 days)"),
        (Word.NEXT, date(2026, 11, 21), (), (), "next: yours to do, by Sat 21 Nov 2026 (tomorrow)"),
        (Word.NEXT, None, (JOE,), (), "next: Joe Alvarez has it in hand, no day yet: by fri, by 3bd, by 24 Nov"),
    ],
)
def test_how_a_line_is_read_is_said_in_words(
    word: Word, by: date | None, persons: tuple[Name, ...], there: tuple[str, ...], said: str
) -> None:
    assert plain((debrief.understood(word, by, persons, there, TODAY),)) == said


def test_beside_the_form_stand_own_questions_and_what_is_written_already() -> None:
    asked = Mark(line=31, word=Word.QUESTION, text="who owns it?")
    written = Mark(line=32, word=Word.PROMISE, text="send it", box=Box.DONE, persons=(JOE,))
    before = Mark(line=9, word=Word.NEED, text="speed", persons=(JOE,))
    text = plain(debrief.aside((asked, written), ("Joe Alvarez",), (before,)))

    assert text.index("You wanted to ask\n- who owns it?") < text.index("Who was there\n- Joe Alvarez")
    assert "[x] send it" in text
    assert text.endswith("Needs you heard before\n- speed  Joe Alvarez")
    assert debrief.aside((), (), ()) == ()


def test_who_somebody_is_and_that_the_file_does_not_know_them_yet() -> None:
    known = Contact(line=3, name="Joe", ident="Joe", title="VP", email="joe@n.example")
    new = Contact(line=0, name="Bo Lee", ident="Bo Lee")

    assert plain((debrief.known(known), debrief.known(new))) == "Joe  VP, joe@n.example\nBo Lee  not in the file yet"


PAIRS = (
    Pair(fate=Fate.STAYS, before=THANKS, after=THANKS),
    Pair(fate=Fate.CHANGES, before=CARD, after=item("card/d/Joe", "2026-11-28", channel="note")),
    Pair(fate=Fate.GOES, before=item("letter/d/Joe", "2026-11-26", channel="letter")),
    Pair(fate=Fate.COMES, after=item("value/d/Joe", "2026-11-29")),
)


def test_two_schedules_stand_side_by_side() -> None:
    shown = words(comparison.beside(PAIRS, TODAY, "blend", "quiet"))

    assert shown[0] == ["", "now", "blend", "", "", "", "then", "quiet", "", ""]
    assert [(row[0], row[1], row[6]) for row in shown[1:]] == [
        ("=", "Wed 25 Nov", "Wed 25 Nov"),
        ("~", "Fri 27 Nov", "Sat 28 Nov"),
        ("-", "Thu 26 Nov", ""),
        ("+", "", "Sun 29 Nov"),
    ]
    assert {len(row) for row in shown} == {len(comparison.BESIDE)}


def test_two_schedules_stand_one_part_below_the_other() -> None:
    shown = words(comparison.stacked(PAIRS, TODAY))

    assert [row[:2] for row in shown if row] == [
        ["Goes", "1"],
        ["-", "Thu 26 Nov"],
        ["Comes", "1"],
        ["+", "Sun 29 Nov"],
        ["Changes", "1"],
        ["-", "Fri 27 Nov"],
        ["+", "Sat 28 Nov"],
        ["Stays", "1"],
        ["=", "Wed 25 Nov"],
    ]
    keys = [row.key for row in comparison.stacked(PAIRS, TODAY) if row.key]
    assert len(keys) == len(set(keys)) == 5


def test_the_playbook_that_is_followed_says_so() -> None:
    books = (Playbook(name="blend", path="", about="The default."), Playbook(name="quiet", path="", about="Patience."))

    assert words(comparison.books(books, "quiet")) == [
        ["", "blend", "The default."],
        ["now", "quiet", "Patience."],
    ]
