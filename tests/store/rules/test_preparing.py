"""The plan before an interview: what is asked, told and brought home, and from where it comes."""

from datetime import date, time

from store.model.agenda import Because, Bucket, Item, State
from store.model.entry import Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity
from store.model.story import Story
from store.model.value import replace
from store.rules.preparing import FIRST_ROUND, LATER_ROUNDS, Origin, Preparation, preparations

TODAY = date(2026, 11, 20)
JOE = Contact(line=3, name="Joe Alvarez", ident="Joe Alvarez", title="VP Sales", spelling="confirmed", address="1 Quay")
MIA = Contact(line=6, name="Mia Chen", ident="Mia Chen", part=("interviewer",))
LADDER = Story(path="stories/ladder.md", title="The ladder to the board", needs=("reps stall below the C-level",))


def named(*names: str) -> tuple[Name, ...]:
    return tuple(Name(text=name, who=name) for name in names)


def talk(day: str, line: int, *names: str, marks: tuple[Mark, ...] = (), at: time | None = None) -> Entry:
    return Entry(
        line=line,
        end=line + len(marks),
        day=date.fromisoformat(day),
        at=at,
        kind=Kind.INTERVIEW,
        direction=Direction.WITH if names else None,
        names=named(*names),
        marks=marks,
    )


def mark(line: int, word: Word, text: str, *names: str) -> Mark:
    return Mark(line=line, word=word, text=text, persons=named(*names))


def search(*entries: Entry) -> Opportunity:
    return Opportunity(
        id="n",
        path="opportunities/n.md",
        company="Northwind",
        position="Sales ladder coach",
        contacts=(JOE, MIA),
        entries=entries,
    )


def step(key: str, line: int, day: str, state: State = State.FORECAST) -> Item:
    return Item(
        key=key,
        opportunity="n",
        company="Northwind",
        position="x",
        step=key.split("/", maxsplit=1)[0],
        due=date.fromisoformat(day),
        days=0,
        bucket=Bucket.UPCOMING if state is State.OPEN else None,
        state=state,
        because=Because(event="interview", day=TODAY, path="opportunities/n.md", line=line),
    )


def only(opportunity: Opportunity, *items: Item, stories: tuple[Story, ...] = (LADDER,)) -> Preparation:
    (plan,) = preparations(opportunity, items, stories, TODAY)
    return plan


def asked(plan: Preparation, origin: Origin) -> list[str]:
    return [q.text for q in plan.questions if q.origin is origin]


def test_the_plan_holds_the_steps_that_count_from_its_interview_by_day() -> None:
    items = (
        step("thanks/2026-11-25/Joe", 20, "2026-11-25"),
        step("prepare/2026-11-25/me", 20, "2026-11-24", State.OPEN),
        step("thanks/2026-11-10/Joe", 10, "2026-11-10", State.OPEN),
        step("study/2026-11-25/me", 20, "2026-11-23", State.DONE),
    )
    plan = only(search(talk("2026-11-10", 10, "Joe Alvarez"), talk("2026-11-25", 20, "Joe Alvarez")), *items)

    assert [i.key for i in plan.steps] == ["prepare/2026-11-25/me", "thanks/2026-11-25/Joe"]


def test_every_interview_ahead_has_a_plan_and_none_that_is_over() -> None:
    heard = mark(32, Word.NEED, "speed")
    prepared = mark(42, Word.QUESTION, "who owns the budget?")
    entries = (
        talk("2026-11-27", 10, "Joe Alvarez"),
        talk("2026-11-24", 20, "Joe Alvarez", at=time(9)),
        talk("2026-11-20", 30, "Joe Alvarez", marks=(heard,)),
        talk("2026-11-20", 40, "Mia Chen", marks=(prepared,)),
        talk("2026-11-19", 50, "Mia Chen"),
    )
    plans = preparations(search(*entries), (), (), TODAY)

    assert [p.entry.line for p in plans] == [40, 20, 10]


def test_an_interview_of_today_is_ahead_until_its_hour() -> None:
    opportunity = search(talk("2026-11-20", 30, "Joe Alvarez", at=time(14)))

    assert [len(preparations(opportunity, (), (), TODAY, time(hour))) for hour in (9, 13, 14, 18)] == [1, 1, 0, 0]
    assert len(preparations(opportunity, (), (), TODAY)) == 1


def test_own_questions_come_first_then_needs_without_a_story_then_general_ones() -> None:
    before = talk(
        "2026-11-10",
        10,
        "Joe Alvarez",
        marks=(
            mark(11, Word.NEED, "reps stall below the C-level", "Joe Alvarez"),
            mark(12, Word.NEED, "nobody trusts the forecast.", "Joe Alvarez"),
            mark(13, Word.QUESTION, "an old question"),
        ),
    )
    ahead = talk("2026-11-25", 20, "Joe Alvarez", marks=(mark(21, Word.QUESTION, "who owns the budget?"),))
    plan = only(search(before, ahead))

    assert [(q.origin, q.line) for q in plan.questions[:2]] == [(Origin.PREPARED, 21), (Origin.NEED, 12)]
    assert plan.questions[1].text.startswith("About “nobody trusts the forecast”: what have you tried")
    assert plan.questions[1].who == "Joe Alvarez"
    assert asked(plan, Origin.GENERAL) == list(LATER_ROUNDS)


def test_what_somebody_absent_said_is_not_put_into_their_mouth() -> None:
    before = talk("2026-11-10", 10, "Joe Alvarez", marks=(mark(11, Word.NEED, "no trust", "Joe Alvarez"),))
    plan = only(search(before, talk("2026-11-25", 20, "Mia Chen")))
    need = next(q for q in plan.questions if q.origin is Origin.NEED)

    assert (need.who, need.heard_from) == (None, "Joe Alvarez")
    assert "in your own words" in need.text


def test_a_first_talk_probes_for_needs_and_a_later_one_greets_newcomers() -> None:
    assert asked(only(search(talk("2026-11-25", 20, "Joe Alvarez"))), Origin.GENERAL) == list(FIRST_ROUND)
    later = only(search(talk("2026-11-10", 10, "Joe Alvarez"), talk("2026-11-25", 20, "Joe Alvarez", "Mia Chen")))

    assert [q.who for q in later.questions if q.origin is Origin.NEWCOMER] == ["Mia Chen"]


def test_stories_answer_needs_and_say_which_or_else_fit_the_words_of_the_job() -> None:
    need = mark(11, Word.NEED, "reps stall below the C-level", "Joe Alvarez")
    before = talk("2026-11-10", 10, "Joe Alvarez", marks=(need,))
    (fit,) = only(search(before, talk("2026-11-25", 20, "Joe Alvarez"))).stories
    assert (fit.story, fit.answers) == (LADDER, ("reps stall below the C-level",))

    (fit,) = only(search(talk("2026-11-25", 20, "Joe Alvarez"))).stories
    assert (fit.answers, fit.words) == ((), ("ladder",))
    assert only(search(talk("2026-11-25", 20, "Joe Alvarez")), stories=()).stories == ()


def test_a_card_is_wanted_for_what_is_not_known_of_each_person() -> None:
    bo = Name(text="Bo Lee", who=None)
    ahead = talk("2026-11-25", 20, "Joe Alvarez", "Mia Chen")
    plan = only(search(replace(ahead, names=(*ahead.names, bo))))

    assert [(m.name, m.lacks) for m in plan.missing] == [
        ("Mia Chen", ("spelling", "title", "postal address")),
        ("Bo Lee", ("spelling", "title", "postal address")),
    ]


def test_an_interview_that_names_nobody_stands_for_the_interviewers() -> None:
    plan = only(search(talk("2026-11-25", 20)))

    assert plan.names == ("Mia Chen",)
    assert [m.name for m in plan.missing] == ["Mia Chen"]
