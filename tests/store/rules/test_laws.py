"""Laws of the follow-up engine over random logs: it never fails, repeats itself, and keeps its word as days pass."""

from datetime import UTC, date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from store.model.agenda import Bucket, Item, State
from store.model.entry import Box, Direction, Entry, Kind, Mark, Name, Word
from store.model.opportunity import Contact, Opportunity, Stage
from store.model.person import Person
from store.model.records import Records
from store.model.value import replace
from store.rules.agenda import agenda
from store.rules.schedule import schedule
from tests.store.rules.conftest import BOOKS, HOLIDAYS

START = date(2026, 6, 1)
NAMES = ("Ana Ruiz", "Bo Lee", "Cy Dunn")
LAW = settings(max_examples=40, deadline=None)

days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
clocks = st.none() | st.sampled_from([time(9), time(14, 30), time(23, 59)])
people = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(
    lambda names: tuple(Name(text=n, who=n) for n in names)
)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    word = draw(st.sampled_from([Word.PROMISE, Word.NEXT, Word.NEED]))
    persons = draw(people)
    return Mark(
        line=1,
        word=word,
        text="send the plan",
        box=draw(st.sampled_from(Box)),
        by=draw(st.none() | days),
        persons=persons,
        mine=word is Word.PROMISE or (word is Word.NEXT and not persons),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from([k for k in Kind if k not in (Kind.SKIPPED, Kind.SNOOZED)] + [Kind.INTERVIEW] * 6))
    return Entry(
        line=1,
        end=1,
        day=draw(days),
        at=draw(clocks),
        kind=kind,
        direction=draw(st.sampled_from(Direction)),
        names=draw(people),
        marks=tuple(draw(st.lists(marks(), max_size=3))),
    )


@st.composite
def opportunities(draw: st.DrawFn, ident: str = "one") -> Opportunity:
    log, line = [], 20
    for entry in draw(st.lists(entries(), max_size=8)):
        numbered = tuple(replace(m, line=line + 1 + n) for n, m in enumerate(entry.marks))
        log.append(replace(entry, line=line, marks=numbered))
        line += 10
    parts = st.sampled_from([(), ("interviewer",), ("hiring-manager",), ("hr",), ("recruiter",), ("reference",)])
    contacts = tuple(
        Contact(line=n, name=name, ident=name, part=draw(parts), spelling=draw(st.sampled_from(["", "confirmed"])))
        for n, name in enumerate(NAMES)
    )
    return Opportunity(
        id=ident,
        path=f"opportunities/{ident}.md",
        company="Hollin",
        position="Lead",
        stage=draw(st.sampled_from(Stage)),
        stage_since=draw(st.none() | days),
        next_touch=draw(st.none() | days),
        deadline=draw(st.none() | days),
        contacts=contacts,
        restrictions=draw(st.sampled_from([(), (), ("no-calls",), ("no-contact",), ("via-recruiter",)])),
        entries=tuple(log),
    )


PEOPLE = (Person(path="people/a.md", name="Dee Fox", ident="Dee Fox", part=("ally",), opportunities=("one", "two")),)


def records_of(*found: Opportunity) -> Records:
    return Records(opportunities=found, people=PEOPLE)


def items_of(one: Opportunity, today: date) -> tuple[Item, ...]:
    return schedule(one, BOOKS, records_of(one), today, UTC, HOLIDAYS.__contains__)


@LAW
@given(opportunities(), opportunities("two"), days)
def test_the_agenda_never_fails_and_says_the_same_twice(one: Opportunity, two: Opportunity, today: date) -> None:
    records = records_of(one, two)
    first = agenda(records, BOOKS, today, UTC, horizon=None)
    assert first == agenda(records, BOOKS, today, UTC, horizon=None)
    assert all(i.says and "{" not in i.says and i.because.line >= 1 and i.bucket for i in first)


@LAW
@given(opportunities(), days)
def test_keys_are_unique_in_an_opportunity(one: Opportunity, today: date) -> None:
    keys = [i.key for i in items_of(one, today)]
    assert len(keys) == len(set(keys))


@LAW
@given(opportunities(), days)
def test_every_item_has_the_bucket_of_its_day(one: Opportunity, today: date) -> None:
    for item in items_of(one, today):
        assert (item.bucket is None) == (item.state is not State.OPEN)
        assert item.days == (item.due - today).days
        if item.bucket is Bucket.OVERDUE:
            assert item.days < 0
        if item.bucket is Bucket.HELD and item.allowed:
            assert item.allowed > max(today, item.due)


@st.composite
def pressing(draw: st.DrawFn) -> Opportunity:
    """Return a lead met several times in a short while, who lets day after day lapse."""
    log = []
    for n, day in enumerate(sorted(draw(st.lists(st.integers(0, 20), min_size=2, max_size=5)))):
        held, line = START + timedelta(days=day), 20 + 10 * n
        ana = (Name(text=NAMES[0], who=NAMES[0]),)
        kind = draw(st.sampled_from([Kind.INTERVIEW, Kind.INTERVIEW, Kind.CALL, Kind.LETTER]))
        mark = Mark(line=line + 1, word=Word.NEXT, text="they decide", by=held + timedelta(days=3), persons=ana)
        way = Direction.WITH if kind is Kind.INTERVIEW else Direction.TO
        marks = (mark,) if kind is Kind.INTERVIEW else ()
        log.append(Entry(line=line, end=line, day=held, kind=kind, direction=way, names=ana, marks=marks))
    contact = Contact(line=3, name=NAMES[0], ident=NAMES[0], part=("hiring-manager",))
    return replace(draw(opportunities()), entries=tuple(log), contacts=(contact,), stage=Stage.INTERVIEWING)


@LAW
@given(pressing(), st.integers(0, 40))
def test_what_can_be_done_today_exceeds_no_limit(one: Opportunity, ahead: int) -> None:
    """With the posted letters of the last week, no more than two counted messages to one person, and one call."""
    today = START + timedelta(days=ahead)
    all_items = items_of(one, today)
    with_another = {key for i in all_items if i.bucket is not None for key in i.also}
    can = [
        i
        for i in all_items
        if i.counted and i.bucket in (Bucket.OVERDUE, Bucket.TODAY) and i.ident and i.key not in with_another
    ]
    week = [e for e in one.entries if e.kind is Kind.LETTER and today - timedelta(days=7) < e.day <= today]
    month = [e for e in one.entries if e.kind is Kind.CALL and today - timedelta(days=30) < e.day <= today]
    assert len(can) + (len(week) if can else 0) <= max(2, len(week) if not can else 2)
    assert not month or not any(i.channel == "phone" for i in can)


@LAW
@given(opportunities(), days)
def test_an_open_step_stays_until_it_is_done_or_has_had_its_time(one: Opportunity, today: date) -> None:
    """What waits for the calendar alone never disappears overnight; interviews to come are another matter."""
    planned = {e.line for e in one.entries if e.kind in (Kind.INTERVIEW, Kind.MEETING, Kind.VISIT) and e.day >= today}
    after = items_of(one, today + timedelta(days=1))
    events = {e.line for e in one.entries if e.day == today + timedelta(days=1)}
    if events or planned or (one.stage_since and one.stage_since > today):
        return
    still = {i.key for i in after if i.state in (State.OPEN, State.RETIRED)}
    stage_dated = {i.key for i in items_of(one, today) if i.because.line == 1}
    before = {i.key for i in items_of(one, today) if i.state is State.OPEN}
    assert before - still - stage_dated == set()
    retired = {i.key for i in items_of(one, today) if i.state is State.RETIRED}
    assert retired & {i.key for i in after if i.state is State.OPEN} == set()


@LAW
@given(opportunities(), days, st.sampled_from(NAMES), st.sampled_from([Kind.EMAIL, Kind.LETTER, Kind.CALL, Kind.NOTE]))
def test_a_logged_touch_makes_nothing_more_overdue(one: Opportunity, today: date, name: str, kind: Kind) -> None:
    touch = Entry(line=900, end=900, day=today, kind=kind, direction=Direction.TO, names=(Name(text=name, who=name),))
    before = {i.key: i for i in items_of(one, today)}
    after = items_of(replace(one, entries=(*one.entries, touch)), today)
    late = (Bucket.OVERDUE,)
    for item in after:
        if item.bucket in late:
            old = before.get(item.key)
            assert old is not None, item.key
            assert item.due >= old.due
